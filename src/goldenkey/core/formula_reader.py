"""Reads a formula by precedence climbing; only brackets and signs nest, and are counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from goldenkey.core import formula_nodes as nodes
from goldenkey.core.formula_lexer import Token, cut, unquoted
from goldenkey.core.formula_nodes import Node
from goldenkey.core.formula_types import Kind, Type, Wrong
from goldenkey.core.money import Money, MoneyProblem

MOST_DEPTH: Final = 40
MOST_DIGITS: Final = 1_000
_POWER: Final = {
    "||": 1, "&&": 2, "==": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "in": 3,
    "+": 4, "-": 4, "*": 5, "/": 5,
}  # fmt: skip
_AMOUNT: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,3})?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Reader:
    """One reading of one source, from left to right."""

    def __init__(
        self,
        source: str,
        declared: Mapping[str, Type],
        aliases: Mapping[str, str],
        parts: Mapping[str, Node],
    ) -> None:
        self.declared, self.aliases, self.parts = declared, aliases, parts
        self.tokens = cut(source)
        self.at = self.depth = 0

    def whole(self) -> Node:
        """The formula, to the end of the source."""
        node = self._expression(0)
        self._expect("end")
        return node

    def _expression(self, least: int) -> Node:
        start = self._next.start
        left = self._operand()
        while (power := _POWER.get(self._next.op, 0)) > least:
            left = self._joined(left, start, power)
        return left

    def _joined(self, left: Node, start: int, power: int) -> Node:
        token = self._take()
        if token.op == "in":
            return self._among(left, start)
        right = self._expression(power)
        return nodes.joined(left, right, token, start, self._last.end)

    def _operand(self) -> Node:
        token = self._take()
        if token.op == "!":
            return nodes.denied(self._nested(self._operand), token.start)
        if token.op == "-":
            return nodes.negative(self._nested(self._operand), token.start)
        if token.op == "(":
            inner = self._nested(lambda: self._expression(0))
            self._expect(")")
            return inner
        return self._atom(token)

    def _nested(self, read: Callable[[], Node]) -> Node:
        if self.depth == MOST_DEPTH:
            raise Wrong("too_deep", self._last.start, most=MOST_DEPTH)
        self.depth += 1
        node = read()
        self.depth -= 1
        return node

    def _atom(self, token: Token) -> Node:
        if token.kind == "number":
            value = Decimal(token.text) if "." in token.text else _whole(token)
            return nodes.constant(value, Kind.NUMBER, token.start, token.end)
        if token.kind == "text":
            return nodes.constant(unquoted(token.text), Kind.TEXT, token.start, token.end)
        if token.kind != "name" or token.op:
            raise Wrong("syntax", token.start, found=token.text)
        if token.text in ("true", "false"):
            return nodes.constant(token.text == "true", Kind.BOOL, token.start, token.end)
        if token.text in ("money", "date") and self._next.op == "(":
            return self._made(token)
        return self._named(token)

    def _named(self, token: Token) -> Node:
        name = self.aliases.get(token.text, token.text)
        if name in self.parts:
            return nodes.part(self.parts[name], token)
        if name not in self.declared:
            raise Wrong("unknown_name", token.start, name=token.text)
        return nodes.named(name, self.declared[name], token)

    def _made(self, token: Token) -> Node:
        """money("5", "TWD") and date("2026-01-31")."""
        self._expect("(")
        first = self._expect("text")
        if token.text == "date":
            end = self._expect(")").end
            return nodes.constant(_day(first), Kind.DATE, token.start, end)
        self._expect(",")
        amount = _amount(first, self._expect("text"))
        return nodes.constant(amount, Kind.MONEY, token.start, self._expect(")").end)

    def _among(self, left: Node, start: int) -> Node:
        self._expect("[")
        options = [self._expect("text")]
        while self._next.op == ",":
            self._take()
            options.append(self._expect("text"))
        end = self._expect("]").end
        return nodes.among(left, options, [unquoted(o.text) for o in options], start, end)

    def _expect(self, what: str) -> Token:
        """Take a bracket or comma, or a token of the kind "text" or "end"."""
        token = self._next
        if what not in (token.op, token.kind):
            raise Wrong("syntax", token.start, found=token.text, expected=what)
        return self._take()

    def _take(self) -> Token:
        token = self._next
        self.at += 1
        return token

    @property
    def _next(self) -> Token:
        return self.tokens[min(self.at, len(self.tokens) - 1)]

    @property
    def _last(self) -> Token:
        return self.tokens[self.at - 1]


def _whole(token: Token) -> int:
    """A whole number; capped, as Python reads very long ones slowly or not at all."""
    if len(token.text) > MOST_DIGITS:
        raise Wrong("bad_number", token.start, most=MOST_DIGITS)
    return int(token.text)


def _amount(amount: Token, currency: Token) -> Money:
    words = unquoted(amount.text)
    try:
        if _AMOUNT.fullmatch(words):
            return Money.of(words, unquoted(currency.text))
    except MoneyProblem:
        pass
    raise Wrong("bad_money", amount.start, text=words, currency=unquoted(currency.text))


def _day(token: Token) -> date:
    words = unquoted(token.text)
    try:
        if _DAY.fullmatch(words):
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise Wrong("bad_date", token.start, text=words)
