"""Formulas: a typed subset of CEL over declared names, three-valued and bounded (M1.8).

Literals, names, `! && || == != < <= > >= + - * / ( )`, `x in ["a", "b"]`, money("5", "TWD") and
date("2026-01-31"). Everything is type-checked when parsed, so that evaluating cannot fail: an
unknown operand, a division by zero or two currencies make a result unknown (None), never an
error. There are no loops, no calls of Python, and length, depth and terms are capped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from goldenkey.core.formula_nodes import MOST_TERMS, Node
from goldenkey.core.formula_reader import MOST_DEPTH, Reader
from goldenkey.core.formula_run import plain
from goldenkey.core.formula_types import Env, FormulaError, Kind, Run, Term, Type, Wrong

__all__ = [
    "MOST_CHARACTERS", "MOST_DEPTH", "MOST_TERMS", "Env", "Formula", "FormulaError", "Kind",
    "Term", "Type", "parse",
]  # fmt: skip

MOST_CHARACTERS: Final = 4_000
_NONE: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A formula ready to be asked; two are equal when source, type and names are."""

    source: str
    type: Type
    names: frozenset[str]
    _root: Node
    _run: Run

    def value(self, env: Env) -> Any:
        """Return the value over `env`; a name absent or None is unknown, so may the value be."""
        return self._run(env)

    def explain(self, env: Env) -> tuple[Any, tuple[Term, ...]]:
        """Return the value, and every leaf term, in the order written, with what it came to."""
        terms = tuple(
            Term(self.source[n.start : n.end], n.start, n.end, n.run(env), n.names)
            for n in self._root.leaves()
        )
        return self._run(env), terms

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formula) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def _identity(self) -> tuple[str, Type, frozenset[str]]:
        return self.source, self.type, self.names


def parse(
    source: str,
    declared: Mapping[str, Type],
    *,
    aliases: Mapping[str, str] = _NONE,
    parts: Mapping[str, Formula] = _NONE,
    expect: Kind = Kind.BOOL,
) -> Formula:
    """Read a formula over declared names; `parts` are formulas declared beside it, by name.

    Raises FormulaError with a code and the place: syntax, unknown_name, type_mismatch, not_bool,
    unknown_option, bad_number, bad_money, bad_date, too_long (characters), too_deep (brackets
    and signs) or too_many_terms (those of the parts counted in).
    """
    try:
        root = _read(source, declared, aliases, parts)
        _expected(root, expect)
    except Wrong as wrong:
        raise FormulaError(wrong.code, source, wrong.offset, **wrong.params) from None
    run = plain(root.run) if root.type.kind is Kind.NUMBER else root.run
    return Formula(source, root.type, frozenset(root.names), root, run)


def _read(
    source: str,
    declared: Mapping[str, Type],
    aliases: Mapping[str, str],
    parts: Mapping[str, Formula],
) -> Node:
    if len(source) > MOST_CHARACTERS:
        raise Wrong("too_long", MOST_CHARACTERS, most=MOST_CHARACTERS, found=len(source))
    return Reader(source, declared, aliases, {key: f._root for key, f in parts.items()}).whole()


def _expected(root: Node, expect: Kind) -> None:
    if root.type.kind is not expect:
        code = "not_bool" if expect is Kind.BOOL else "type_mismatch"
        raise Wrong(code, root.start, expected=expect, found=root.type.kind)
