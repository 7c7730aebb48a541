"""Cuts a formula into tokens with their places: one pass, no backtracking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from goldenkey.core.formula_types import FormulaError

_TOKEN: Final = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<text>"(?:[^"\\]|\\["\\nt])*")
      | (?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)
      | (?P<op>&&|\|\||==|!=|<=|>=|[-+*/<>!()\[\],])""",
    re.VERBOSE,
)
_ESCAPES: Final = {'\\"': '"', "\\\\": "\\", "\\n": "\n", "\\t": "\t"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula: its kind, its text, where it begins and ends."""

    kind: str
    text: str
    start: int
    end: int


def cut(source: str) -> list[Token]:
    """Return the tokens of a formula, the last one "end"; raises FormulaError "syntax"."""
    tokens, at = [], 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:
            raise FormulaError("syntax", source, at, found=source[at])
        if found.lastgroup != "space":
            tokens.append(Token(found.lastgroup or "", found.group(), at, found.end()))
        at = found.end()
    return [*tokens, Token("end", "", len(source), len(source))]


def unquoted(text: str) -> str:
    """Return what a quoted text says."""
    return re.sub(r"\\.", lambda found: _ESCAPES[found.group()], text[1:-1])
