"""The playbooks that come with the product."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from goldenkey.core.playbook import Playbook
from goldenkey.playbooks.reader import read
from goldenkey.playbooks.tree import parse

_KEYS: Final = (
    "key-account", "premium-gift", "auto-retail", "auto-fleet", "industrial", "large-project",
)  # fmt: skip


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
    wanted = parse(source).get("extends")
    return wanted if isinstance(wanted, str) else None


def _file(key: str) -> Traversable:
    return files(__package__) / "files" / f"{key}.yaml"
