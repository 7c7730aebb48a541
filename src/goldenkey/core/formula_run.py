"""How formulas are computed: small closures that take an environment and cannot fail.

None is unknown. A value that is not of its declared kind is unknown as well, so that nothing
but True counts as true.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from goldenkey.core.formula_types import Env, Kind, Run
from goldenkey.core.money import Money

_MOST_DIGITS: Final = 1_000
_COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def constant(value: object) -> Run:
    """A literal."""
    return lambda env: value


def named(name: str, kind: Kind) -> Run:
    """What the environment says of a name, if it is of the declared kind."""
    fits = _FITS[kind]

    def run(env: Env) -> Any:
        value = env.get(name)
        return value if value is not None and fits(value) else None

    return run


def every(names: Sequence[str], runs: Sequence[Run]) -> Run:
    """Kleene's `&&`: one false settles it. Bare names are looked up without a call."""
    return _settled(False, names, runs)


def some(names: Sequence[str], runs: Sequence[Run]) -> Run:
    """Kleene's `||`: one true settles it. Bare names are looked up without a call."""
    return _settled(True, names, runs)


def _settled(stop: bool, names: Sequence[str], runs: Sequence[Run]) -> Run:
    go, names, runs = not stop, tuple(names), tuple(runs)

    def run(env: Env) -> Any:
        result: bool | None = go
        for name in names:
            value = env.get(name)
            if value is stop:
                return stop
            if value is not go:
                result = None
        for part in runs:
            value = part(env)
            if value is stop:
                return stop
            if value is not go:
                result = None
        return result

    return run


def denied(inner: Run) -> Run:
    """`!`: unknown stays unknown."""

    def run(env: Env) -> bool | None:
        value = inner(env)
        return None if value is None else not value

    return run


def among(inner: Run, words: frozenset[str]) -> Run:
    """`x in ["a", "b"]`."""

    def run(env: Env) -> bool | None:
        value = inner(env)
        return None if value is None else value in words

    return run


def compared(op: str, left: Run, right: Run) -> Run:
    """A comparison; amounts of two currencies compare to unknown."""
    apply = _COMPARE[op]

    def run(env: Env) -> bool | None:
        one, other = left(env), right(env)
        if one is None or other is None or _strangers(one, other):
            return None
        return apply(one, other)

    return run


def counted(op: str, left: Run, right: Run) -> Run:
    """Arithmetic, exact; a division by zero and a sum of two currencies are unknown."""
    apply = _COUNT[op]

    def run(env: Env) -> Any:
        one, other = left(env), right(env)
        if one is None or other is None or _strangers(one, other):
            return None
        return apply(_exact(one), _exact(other))

    return run


def negative(inner: Run) -> Run:
    """`-x`."""

    def run(env: Env) -> Any:
        value = inner(env)
        return None if value is None else -_exact(value)

    return run


def plain(inner: Run) -> Run:
    """A counted number, handed out as a whole number or a decimal."""

    def run(env: Env) -> Any:
        value = inner(env)
        return _decimal(value) if isinstance(value, Fraction) else value

    return run


def _strangers(one: object, other: object) -> bool:
    return type(one) is Money and one.currency != other.currency  # type: ignore[attr-defined]


def _decimal(value: Fraction) -> int | Decimal:
    """Exact where it has an end and 28 digits suffice, else rounded to them."""
    if value.denominator == 1:
        return value.numerator
    return Decimal(value.numerator) / Decimal(value.denominator)


def _exact(value: Any) -> Any:
    return Fraction(value) if isinstance(value, Decimal) else value


def _divided(one: Any, other: Any) -> Fraction | None:
    return Fraction(one) / other if other else None


_COUNT: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": _divided,
}  # fmt: skip


def _is_number(value: object) -> bool:
    """Whole or decimal, of a size that can be computed exactly; a float is neither."""
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value.adjusted()) < _MOST_DIGITS
    return isinstance(value, int) and not isinstance(value, bool)


_FITS: Final[dict[Kind, Callable[[Any], bool]]] = {
    Kind.BOOL: lambda value: value is True or value is False,
    Kind.TEXT: lambda value: isinstance(value, str),
    Kind.NUMBER: _is_number,
    Kind.MONEY: lambda value: isinstance(value, Money),
    Kind.DATE: lambda value: isinstance(value, date) and not isinstance(value, datetime),
}
