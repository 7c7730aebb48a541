"""The playbooks that come with the product."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

from goldenkey.core.playbook import Playbook
from goldenkey.playbooks.reader import read

_KEYS: Final = (
    "key-account", "premium-gift", "auto-retail", "auto-fleet", "industrial", "large-project",
)  # fmt: skip


def shipped_keys() -> tuple[str, ...]:
    """Return the keys of the shipped playbooks, the one all others extend first."""
    return _KEYS


@lru_cache(maxsize=16)
def source_of(key: str) -> str:
    """Return a shipped playbook's file; KeyError when there is none."""
    if key not in _KEYS:
        raise KeyError(key)
    return (files(__package__) / "files" / f"{key}.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=16)
def load_shipped(key: str) -> Playbook:
    """Return a shipped playbook, read once per process; KeyError when there is none."""
    return read(source_of(key), parents=source_of)
