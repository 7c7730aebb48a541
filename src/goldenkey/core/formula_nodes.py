"""The parts of a formula, typed as they are built: a part that would fail cannot be made.

Each part knows how it is computed, the names it uses, and its size, so that length, depth and
terms stay bounded even through formulas that use formulas.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from goldenkey.core import formula_run as runs
from goldenkey.core.formula_lexer import Token
from goldenkey.core.formula_types import Kind, Run, Type, Wrong

MOST_TERMS: Final = 200
MOST_HEIGHT: Final = 300
BOOL: Final = Type(Kind.BOOL)
_ORDERED: Final = (Kind.NUMBER, Kind.MONEY, Kind.DATE)
_COMPARISONS: Final = ("==", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Node:
    """A part: its type, how it is computed, where it stands, the names it uses.

    `inside` are the parts that `&& || !` join; a part without them is a leaf, shown as a term.
    """

    type: Type
    run: Run
    start: int
    end: int
    op: str = ""
    names: tuple[str, ...] = ()
    inside: tuple[Node, ...] = ()
    literal: Any = None
    terms: int = 1
    height: int = 1

    def leaves(self) -> Iterator[Node]:
        """The truths this is made of, in the order they are written."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            waiting.extend(reversed(node.inside))
            if not node.inside and node.type.kind is Kind.BOOL:
                yield node


def constant(value: Any, kind: Kind, start: int, end: int) -> Node:
    """A literal."""
    return Node(Type(kind), runs.constant(value), start, end, literal=value)


def named(name: str, declared: Type, token: Token) -> Node:
    """A declared name."""
    run = runs.named(name, declared.kind)
    return Node(declared, run, token.start, token.end, "name", (name,))


def part(root: Node, token: Token) -> Node:
    """A formula declared beside this one: one term to show, but as large as it is."""
    return replace(root, start=token.start, end=token.end, op="part", inside=())


def denied(inner: Node, start: int) -> Node:
    """`!x`."""
    need(inner, Kind.BOOL)
    run = runs.denied(inner.run)
    made = Node(BOOL, run, start, inner.end, "!", inner.names, (inner,))
    return _bounded(made, start, inner.terms, inner)


def negative(inner: Node, start: int) -> Node:
    """`-x` of a number or an amount."""
    if inner.type.kind is not Kind.MONEY:
        need(inner, Kind.NUMBER)
    made = Node(Type(inner.type.kind), runs.negative(inner.run), start, inner.end, "-", inner.names)
    return _bounded(made, start, inner.terms, inner)


def joined(left: Node, right: Node, token: Token, start: int, end: int) -> Node:
    """Two parts and the operator between them; `start` and `end` take in their brackets."""
    if token.op in ("&&", "||"):
        return _both(left, right, token, start, end)
    need(right, left.type.kind)
    names = _names(left, right)
    if token.op in _COMPARISONS:
        _comparable(left, right, token)
        run = runs.compared(token.op, left.run, right.run)
        made = Node(BOOL, run, start, end, token.op, names)
        return _bounded(made, token.start, left.terms + right.terms - 1, left, right)
    _countable(left, token)
    run = runs.counted(token.op, left.run, right.run)
    made = Node(Type(left.type.kind), run, start, end, token.op, names)
    return _bounded(made, token.start, left.terms + right.terms, left, right)


def among(left: Node, options: list[Token], words: list[str], start: int, end: int) -> Node:
    """`x in ["a", "b"]`."""
    need(left, Kind.TEXT)
    for token, word in zip(options, words, strict=True):
        _option(left, word, token.start)
    run = runs.among(left.run, frozenset(words))
    return _bounded(Node(BOOL, run, start, end, "in", left.names), start, left.terms, left)


def need(node: Node, kind: Kind) -> None:
    """Raise Wrong "type_mismatch" unless a part is of a kind."""
    if node.type.kind is not kind:
        raise Wrong("type_mismatch", node.start, expected=kind, found=node.type.kind)


def _both(left: Node, right: Node, token: Token, start: int, end: int) -> Node:
    """A chain of the same operator is one part, however long."""
    need(left, Kind.BOOL)
    need(right, Kind.BOOL)
    inside = (*_chained(left, token.op), *_chained(right, token.op))
    bare = [node.names[0] for node in inside if node.op == "name"]
    rest = [node.run for node in inside if node.op != "name"]
    run = (runs.every if token.op == "&&" else runs.some)(bare, rest)
    made = Node(BOOL, run, start, end, token.op, _names(left, right), inside)
    return _bounded(made, token.start, left.terms + right.terms, *inside)


def _chained(node: Node, op: str) -> tuple[Node, ...]:
    return node.inside if node.op == op else (node,)


def _names(left: Node, right: Node) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*left.names, *right.names)))


def _comparable(left: Node, right: Node, token: Token) -> None:
    """Only numbers, amounts and days have an order; a choice is one of its options."""
    if token.op not in ("==", "!=") and left.type.kind not in _ORDERED:
        raise Wrong("type_mismatch", left.start, expected=Kind.NUMBER, found=left.type.kind)
    for one, other in ((left, right), (right, left)):
        if isinstance(other.literal, str):
            _option(one, other.literal, other.start)


def _option(node: Node, word: str, offset: int) -> None:
    known = node.type.options
    if known is not None and word not in known:
        raise Wrong(
            "unknown_option", offset, option=word, name=node.names[0], options=sorted(known)
        )


def _countable(left: Node, token: Token) -> None:
    kind = left.type.kind
    if kind is not Kind.NUMBER and not (kind is Kind.MONEY and token.op in ("+", "-")):
        raise Wrong("type_mismatch", left.start, expected=Kind.NUMBER, found=kind)


def _bounded(node: Node, offset: int, terms: int, *below: Node) -> Node:
    height = 1 + max(part.height for part in below)
    if terms > MOST_TERMS:
        raise Wrong("too_many_terms", offset, most=MOST_TERMS)
    if height > MOST_HEIGHT:
        raise Wrong("too_deep", offset, most=MOST_HEIGHT)
    return replace(node, terms=terms, height=height)
