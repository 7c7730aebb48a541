"""Cuts a formula into tokens with their places: one pass, no backtracking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from goldenkey.core.formula_types import Wrong

_TOKEN: Final = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>[0-9]+(?:\.[0-9]+)?)
      | (?P<text>"(?:[^"\\\n]|\\["\\nt])*")
      | (?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)
      | (?P<op>&&|\|\||==|!=|<=|>=|[-+*/<>!()\[\],])""",
    re.VERBOSE,
)
_ESCAPES: Final = {'\\"': '"', "\\\\": "\\", "\\n": "\n", "\\t": "\t"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula; `op` is an operator or bracket, else empty; the last is "end"."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def op(self) -> str:
        """The operator this is: words in quotes and names are none, `in` is one."""
        return self.text if self.kind == "op" or self.text == "in" else ""


def cut(source: str) -> list[Token]:
    """Return the tokens of a formula, the last one "end"; raises Wrong "syntax"."""
    tokens, at = [], 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:
            raise Wrong("syntax", at, found=source[at])
        if found.lastgroup != "space":
            tokens.append(Token(found.lastgroup or "", found.group(), at, found.end()))
        at = found.end()
    return [*tokens, Token("end", "", at, at)]


def unquoted(text: str) -> str:
    """Return what a quoted text says."""
    return re.sub(r"\\.", lambda found: _ESCAPES[found.group()], text[1:-1])
