"""Formulas: a typed subset of CEL over declared names, three-valued and bounded (M1.8).

Literals, names, `! && || == != < <= > >= + - * / ( )`, `x in ["a", "b"]`, money("5", "TWD") and
date("2026-01-31"). Everything is type-checked when parsed, so that evaluating cannot fail: an
unknown operand, a division by zero or two currencies make a result unknown (None), never an
error. There are no loops, no calls of Python, and length, depth and terms are capped.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from goldenkey.core.formula_lexer import Token, cut, unquoted
from goldenkey.core.formula_types import Env, FormulaError, Kind, Node, Run, Term, Type
from goldenkey.core.money import Money, MoneyProblem

__all__ = ["Formula", "FormulaError", "Kind", "Term", "Type", "parse"]

MOST_CHARACTERS: Final = 4_000
MOST_DEPTH: Final = 40
MOST_TERMS: Final = 200

BOOL: Final = Type(Kind.BOOL)
NUMBER: Final = Type(Kind.NUMBER)
_POWER: Final = {
    "||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "in": 4,
    "+": 5, "-": 5, "*": 6, "/": 6,
}  # fmt: skip
_COMPARE: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_COUNT: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip
_ORDERED: Final = (Kind.NUMBER, Kind.MONEY, Kind.DATE)


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A formula ready to be asked; equal when source and type are."""

    source: str
    type: Type
    names: frozenset[str]
    _run: Run
    _leaves: tuple[Node, ...]

    def value(self, env: Env) -> Any:
        """Return the value over `env`; a name absent or None is unknown, so may the value be."""
        return self._run(env)

    def explain(self, env: Env) -> tuple[Any, tuple[Term, ...]]:
        """Return the value, and every leaf term with what it came to."""
        terms = tuple(
            Term(self.source[n.start : n.end], n.start, n.end, n.run(env), n.names)
            for n in self._leaves
        )
        return self._run(env), terms

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, Formula)
        return same and (self.source, self.type) == (other.source, other.type)  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash((self.source, self.type))


def parse(
    source: str,
    declared: Mapping[str, Type],
    *,
    aliases: Mapping[str, str] | None = None,
    parts: Mapping[str, Formula] | None = None,
    expect: Kind = Kind.BOOL,
) -> Formula:
    """Read a formula over declared names; `parts` are formulas declared beside it by name.

    Raises FormulaError with a code and the place: syntax, unknown_name, type_mismatch,
    unknown_option, too_long, too_deep, too_many_terms, bad_money, bad_date.
    """
    if len(source) > MOST_CHARACTERS:
        raise FormulaError("too_long", source, MOST_CHARACTERS, most=MOST_CHARACTERS)
    reader = _Reader(source, declared, aliases or {}, parts or {})
    root = reader.whole()
    if root.type.kind is not expect:
        raise FormulaError(
            "type_mismatch", source, root.start, expected=expect, found=root.type.kind
        )
    reader.leaf(root)
    names = frozenset(n for leaf in reader.leaves for n in leaf.names) | frozenset(root.names)
    return Formula(source, root.type, names, root.run, tuple(reader.leaves))


class _Reader:
    """Precedence climbing over the tokens; nesting and operators are counted as they come."""

    def __init__(
        self,
        source: str,
        declared: Mapping[str, Type],
        aliases: Mapping[str, str],
        parts: Mapping[str, Formula],
    ) -> None:
        self.source, self.declared, self.aliases, self.parts = source, declared, aliases, parts
        self.tokens = cut(source)
        self.at = self.depth = self.joined = 0
        self.leaves: list[Node] = []

    def whole(self) -> Node:
        node = self.expression(0)
        self.expect("end")
        return node

    def leaf(self, node: Node) -> None:
        """Remember a part that is shown; logical parts are made of such parts already."""
        if not node.logical and node.type.kind is Kind.BOOL:
            self.leaves.append(node)

    def wrong(self, code: str, offset: int, **params: Any) -> FormulaError:
        return FormulaError(code, self.source, offset, **params)

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def expect(self, what: str) -> Token:
        token = self.tokens[self.at]
        if what not in (token.text, token.kind) or (token.kind == "text"):
            raise self.wrong("syntax", token.start, found=token.text, expected=what)
        return self.take()

    def expression(self, least: int) -> Node:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise self.wrong("too_deep", self.tokens[self.at].start, most=MOST_DEPTH)
        left = self.unary()
        while (power := self._power()) > least:
            left = self.join(left, self.take(), power)
        self.depth -= 1
        return left

    def _power(self) -> int:
        token = self.tokens[self.at]
        return 0 if token.kind == "text" else _POWER.get(token.text, 0)

    def join(self, left: Node, token: Token, power: int) -> Node:
        self.joined += 1
        if self.joined > MOST_TERMS:
            raise self.wrong("too_many_terms", token.start, most=MOST_TERMS)
        if token.text == "in":
            return self.among(left, token)
        right = self.expression(power)
        if token.text in ("&&", "||"):
            return self.both(left, right, token)
        if token.text in _COMPARE:
            return self.compared(left, right, token)
        return self.counted(left, right, token)

    def unary(self) -> Node:
        token = self.take()
        if token.kind == "op" and token.text == "!":
            return self.negated(token)
        if token.kind == "op" and token.text == "-":
            inner = self.nested(self.unary)
            self.need(inner, Kind.NUMBER)
            run = inner.run
            return Node(NUMBER, lambda e: None if (v := run(e)) is None else -v, token.start,
                        inner.end, inner.names)  # fmt: skip
        if token.text == "(" and token.kind == "op":
            inner = self.expression(0)
            self.expect(")")
            return inner
        return self.atom(token)

    def nested(self, read: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise self.wrong("too_deep", self.tokens[self.at].start, most=MOST_DEPTH)
        node = read()
        self.depth -= 1
        return node

    def negated(self, token: Token) -> Node:
        inner = self.nested(self.unary)
        self.need(inner, Kind.BOOL)
        self.leaf(inner)
        run = inner.run
        return Node(BOOL, lambda e: None if (v := run(e)) is None else not v, token.start,
                    inner.end, inner.names, logical=True)  # fmt: skip

    def atom(self, token: Token) -> Node:
        if token.kind == "number":
            number = Decimal(token.text)
            return Node(NUMBER, lambda e: number, token.start, token.end, literal=number)
        if token.kind == "text":
            words = unquoted(token.text)
            only = Type(Kind.TEXT, frozenset({words}))
            return Node(only, lambda e: words, token.start, token.end, literal=words)
        if token.kind == "name":
            return self.named(token)
        raise self.wrong("syntax", token.start, found=token.text)

    def named(self, token: Token) -> Node:
        if token.text in ("true", "false"):
            truth = token.text == "true"
            return Node(BOOL, lambda e: truth, token.start, token.end, literal=truth)
        if token.text in ("money", "date") and self.tokens[self.at].text == "(":
            return self.made(token)
        name = self.aliases.get(token.text, token.text)
        if name in self.parts:
            part = self.parts[name]
            return Node(part.type, part.value, token.start, token.end, tuple(sorted(part.names)))
        if name not in self.declared:
            raise self.wrong("unknown_name", token.start, name=token.text)
        return Node(
            self.declared[name], lambda e: e.get(name), token.start, token.end, (name,)
        )

    def made(self, token: Token) -> Node:
        """money("5", "TWD") and date("2026-01-31")."""
        self.expect("(")
        words = [unquoted(self.expect_text().text)]
        if token.text == "money":
            self.expect(",")
            words.append(unquoted(self.expect_text().text))
        end = self.expect(")").end
        try:
            value: Any = Money.of(*words) if token.text == "money" else date.fromisoformat(words[0])
        except (MoneyProblem, ValueError):
            raise self.wrong(f"bad_{token.text}", token.start, text=words[0]) from None
        kind = Type(Kind.MONEY if token.text == "money" else Kind.DATE)
        return Node(kind, lambda e: value, token.start, end, literal=value)

    def expect_text(self) -> Token:
        token = self.take()
        if token.kind != "text":
            raise self.wrong("syntax", token.start, found=token.text, expected="text")
        return token

    def among(self, left: Node, token: Token) -> Node:
        """x in ["a", "b"]: one of some texts."""
        self.need(left, Kind.TEXT)
        self.expect("[")
        options = [self.option(left)]
        while self.tokens[self.at].text == ",":
            self.take()
            options.append(self.option(left))
        end, known, run = self.expect("]").end, frozenset(options), left.run
        return Node(BOOL, lambda e: None if (v := run(e)) is None else v in known, left.start,
                    end, left.names)  # fmt: skip

    def option(self, left: Node) -> str:
        token = self.expect_text()
        words = unquoted(token.text)
        if left.type.options is not None and words not in left.type.options:
            raise self.wrong("unknown_option", token.start, option=words)
        return words

    def both(self, left: Node, right: Node, token: Token) -> Node:
        for side in (left, right):
            self.need(side, Kind.BOOL)
            self.leaf(side)
        run = _either(left.run, right.run, stop=token.text == "||")
        names = (*left.names, *right.names)
        return Node(BOOL, run, left.start, right.end, names, logical=True)

    def compared(self, left: Node, right: Node, token: Token) -> Node:
        self.same_kind(left, right)
        if token.text not in ("==", "!=") and left.type.kind not in _ORDERED:
            raise self.wrong("type_mismatch", token.start, expected="number", found=left.type.kind)
        self.options_meet(left, right)
        run = _known(_COMPARE[token.text], left.run, right.run, left.type.kind)
        return Node(BOOL, run, left.start, right.end, (*left.names, *right.names))

    def counted(self, left: Node, right: Node, token: Token) -> Node:
        kind = left.type.kind
        self.same_kind(left, right)
        if kind is not Kind.NUMBER and not (kind is Kind.MONEY and token.text in "+-"):
            raise self.wrong("type_mismatch", token.start, expected="number", found=kind)
        if token.text == "/":
            run = _known(_divide, left.run, right.run, kind)
        else:
            run = _known(_COUNT[token.text], left.run, right.run, kind)
        return Node(Type(kind), run, left.start, right.end, (*left.names, *right.names))

    def need(self, node: Node, kind: Kind) -> None:
        if node.type.kind is not kind:
            raise self.wrong("type_mismatch", node.start, expected=kind, found=node.type.kind)

    def same_kind(self, left: Node, right: Node) -> None:
        self.need(right, left.type.kind)

    def options_meet(self, left: Node, right: Node) -> None:
        """A text that is one of some options is never equal to a word not among them."""
        for one, other in ((left, right), (right, left)):
            known = one.type.options
            if known is not None and one.literal is None and isinstance(other.literal, str):
                if other.literal not in known:
                    raise self.wrong("unknown_option", other.start, option=other.literal)


def _either(left: Run, right: Run, *, stop: bool) -> Run:
    """Kleene's && (stop at false) and || (stop at true)."""

    def run(env: Env) -> bool | None:
        one = left(env)
        if one is stop:
            return stop
        other = right(env)
        if other is stop:
            return stop
        return None if one is None or other is None else not stop

    return run


def _known(apply: Callable[[Any, Any], Any], left: Run, right: Run, kind: Kind) -> Run:
    """Apply where both sides are known, and of one currency where they are money."""

    def run(env: Env) -> Any:
        one, other = left(env), right(env)
        if one is None or other is None:
            return None
        if kind is Kind.MONEY and one.currency != other.currency:
            return None
        return apply(one, other)

    return run


def _divide(one: Decimal, other: Decimal) -> Decimal | None:
    return None if other == 0 else Decimal(one) / Decimal(other)
