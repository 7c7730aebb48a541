"""Writing a playbook: the same plain data as YAML text; reading it again gives the same data."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

_WIDE: Final = 1_000_000
_FLOAT: Final = "tag:yaml.org,2002:float"


class _Representer(SafeRepresenter):
    """Every value where it stands: no anchors, decimals as they were written."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def decimal(self, data: Decimal) -> ScalarNode:
        """A decimal fraction, digit by digit."""
        node: ScalarNode = self.represent_scalar(_FLOAT, format(data, "f"))
        return node


_Representer.add_representer(Decimal, _Representer.decimal)


def render(plain: Mapping[str, Any]) -> str:
    """Return the YAML text of a playbook's plain data, in its order."""
    writer = YAML(typ="safe", pure=True)
    writer.Representer = _Representer
    options: dict[str, object] = {
        "default_flow_style": False, "allow_unicode": True, "width": _WIDE,
        "sort_base_mapping_type_on_output": False,
    }  # fmt: skip
    for name, value in options.items():
        setattr(writer, name, value)
    stream = io.StringIO()
    writer.dump(dict(plain), stream)
    return stream.getvalue()
