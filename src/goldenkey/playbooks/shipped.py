"""The playbooks that come with the product."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from goldenkey.core.playbook import Playbook
from goldenkey.playbooks.reader import kept, read

_KEYS: Final = (
    "key-account", "premium-gift", "auto-retail", "auto-fleet", "industrial", "large-project",
)  # fmt: skip
_EXTENDS: Final = re.compile(
    r"^extends: *[\"']?([A-Za-z][A-Za-z0-9_-]*)[\"']? *(?:#.*)?$", re.MULTILINE
)


def shipped_keys() -> tuple[str, ...]:
    """Return the keys of the shipped playbooks, the one all others extend first."""
    return tuple(key for key in _KEYS if _file(key).is_file())


@lru_cache(maxsize=16)
def source_of(key: str) -> str:
    """Return a shipped playbook's file; KeyError when there is none."""
    if key not in _KEYS:
        raise KeyError(key)
    return _file(key).read_text(encoding="utf-8")


@lru_cache(maxsize=16)
def load_shipped(key: str) -> Playbook:
    """Return a shipped playbook, read once per process; KeyError when there is none."""
    return read(source_of(key), parents=source_of)


def parent_of(source: str) -> str | None:
    """Return the key of the playbook a file extends, None when it stands alone."""
    found = _EXTENDS.search(source)
    return found[1] if found else None


@lru_cache(maxsize=16)
def tree_of(key: str) -> str:
    """Return a shipped playbook, read and checked, as JSON text for `reader.restored`."""
    return json.dumps(kept(source_of(key), parents=source_of), ensure_ascii=False)


def _file(key: str) -> Traversable:
    return files(__package__) / "files" / f"{key}.yaml"
