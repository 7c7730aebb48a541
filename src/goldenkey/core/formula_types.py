"""Types and errors of formulas: what a name may be, and where a formula is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Env = Mapping[str, Any]
Run = Callable[[Env], Any]


class Kind(StrEnum):
    """What a value is."""

    BOOL = "bool"
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Type:
    """A kind; of a text also the options it is one of (None: any text)."""

    kind: Kind
    options: frozenset[str] | None = None


class Wrong(Exception):
    """Something wrong at an offset, before its line and column are known."""

    def __init__(self, code: str, offset: int, **params: Any) -> None:
        super().__init__(code)
        self.code, self.offset, self.params = code, offset, params


class FormulaError(ValueError):
    """A formula that cannot be read: a code, its parameters, and the place.

    `offset` counts characters from 0, `line` and `column` from 1.
    """

    def __init__(self, code: str, source: str, offset: int, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.offset = offset
        self.line = source.count("\n", 0, offset) + 1
        self.column = offset - source.rfind("\n", 0, offset)


@dataclass(frozen=True, slots=True)
class Term:
    """A leaf of a formula: its text as written, and whether it held (None: unknown)."""

    text: str
    start: int
    end: int
    value: bool | None
    names: tuple[str, ...]
