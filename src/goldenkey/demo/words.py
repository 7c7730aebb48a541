"""The words of the demonstration company: one story, written natively in each culture."""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

T = TypeVar("T")
KINDS = ("tw", "cn", "en")
_FILES = ("company", "accounts", "phrases", "stories", "leads")


def pick(choices: Sequence[T], *key: object) -> T:
    """One of the choices; the same key always finds the same one."""
    return choices[number(*key) % len(choices)]


def number(*key: object) -> int:
    """A number that depends on nothing but the key."""
    return zlib.crc32("|".join(map(str, key)).encode())


@dataclass(frozen=True)
class Words:
    """Everything that is said, by file, section and key."""

    kind: str
    company: dict[str, Any]
    accounts: dict[str, dict[str, list[Any]]]
    phrases: dict[str, Any]
    stories: dict[str, dict[str, str]]
    leads: dict[str, Any]

    def say(self, section: str, name: str, *key: object, **braces: object) -> str:
        """A phrase of a section, chosen by the key, its braces filled."""
        found = self.phrases[section][name]
        text = found if isinstance(found, str) else pick(found, name, *key)
        return text.format(**braces) if braces else text

    def story(self, name: str) -> Story:
        """The words of one story that is told by hand."""
        return Story(name, self.stories[name])


@dataclass(frozen=True)
class Story:
    """What is said in one story, by key."""

    name: str
    lines: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.lines[key]


@lru_cache(maxsize=4)
def words_of(kind: str) -> Words:
    """The words of a demonstration company: tw, cn or en."""
    folder = files(__package__) / "files" / kind
    read = {
        name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for name in _FILES
    }
    return Words(kind, **read)
