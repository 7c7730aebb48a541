"""Quotes: what lines, discounts and taxes come to, exact to the minor unit.

The laws of rounding: a line is quantity × price × (1 − discount), rounded half up once; what is
taken off the whole is spread over the lines by largest remainder, so that it is taken off to the
cent; a tax is worked out once per rate, on the sum of that rate's lines, rounded half up. The net
is the sum of the lines, the gross is net and taxes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from goldenkey.core.money import Money, MoneyProblem, share, split, total

WHOLE: Final = 10_000
"""Basis points of a whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: so many at a price, less a discount; `listed` is the price of the price list.

    Discount and tax in basis points; `cost` of one unit, where it is known.
    """

    quantity: Decimal
    price: Money
    discount: int = 0
    tax: int = 0
    listed: Money | None = None
    cost: Money | None = None


@dataclass(frozen=True, slots=True)
class Tax:
    """What one rate comes to: `base` is taxed with `rate` basis points."""

    rate: int
    base: Money
    money: Money


@dataclass(frozen=True, slots=True)
class Figures:
    """A quote's sums. `nets` per line, after what was taken off the whole (`less`).

    `listed`: the lines at list price; `discount`: how much below it the net is, in basis points,
    rounded up, so that a limit is never passed unseen; `cost` and `margin` only where every
    line's cost is known.
    """

    nets: tuple[Money, ...]
    listed: Money
    less: Money
    net: Money
    taxes: tuple[Tax, ...]
    gross: Money
    discount: int
    cost: Money | None

    @property
    def tax(self) -> Money:
        """All taxes together."""
        return total([t.money for t in self.taxes], self.net.currency)

    @property
    def margin(self) -> int | None:
        """What is left of the net after cost, in basis points, rounded down."""
        if self.cost is None or self.net.minor <= 0:
            return None
        return (self.net - self.cost).minor * WHOLE // self.net.minor


def times(price: Money, quantity: Decimal) -> Money:
    """Return so many of a price, rounded half up."""
    exact = price.minor * quantity
    return Money(int(exact.to_integral_value(ROUND_HALF_UP)), price.currency)


def line_net(line: Line) -> Money:
    """Return what a line comes to, its own discount taken off; rounded once."""
    exact = line.price.minor * line.quantity * (WHOLE - line.discount) / WHOLE
    return Money(int(exact.to_integral_value(ROUND_HALF_UP)), line.price.currency)


def figures(lines: Sequence[Line], less: Money) -> Figures:
    """Return the sums of a quote with `less` taken off the whole.

    Raises CurrencyMismatch for lines of two currencies, and MoneyProblem "less_too_much" where
    more is taken off than there is.
    """
    before = [line_net(line) for line in lines]
    whole = total(before, less.currency)
    if less.minor < 0 or less > whole:
        raise MoneyProblem("less_too_much", whole=whole)
    nets = _less(before, less)
    net = total(nets, less.currency)
    listed = total([times(line.listed or line.price, line.quantity) for line in lines],
                   less.currency)  # fmt: skip
    taxes = _taxes(lines, nets, less.currency)
    return Figures(
        nets=tuple(nets), listed=listed, less=less, net=net, taxes=taxes,
        gross=total([net, *(t.money for t in taxes)], less.currency),
        discount=discount(listed, net), cost=_cost(lines, less.currency),
    )  # fmt: skip


def discount(listed: Money, net: Money) -> int:
    """Return how far `net` is below `listed`, in basis points, rounded up; never negative."""
    below = (listed - net).minor
    if below <= 0 or listed.minor <= 0:
        return 0
    return -(-below * WHOLE // listed.minor)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Whether somebody may give a discount himself: `limit` is None where there is none."""

    discount: int
    limit: int | None

    @property
    def holds(self) -> bool:
        """Whether the discount is within the limit."""
        return self.limit is None or self.discount <= self.limit


def allowed(found: Figures, role: str, limits: Mapping[str, int]) -> Allowed:
    """Return whether a role may give the discount of these figures without asking."""
    return Allowed(found.discount, limits.get(role))


def _less(before: Sequence[Money], less: Money) -> list[Money]:
    if not less:
        return list(before)
    off = split(less, [net.minor for net in before])
    return [net - part for net, part in zip(before, off, strict=True)]


def _taxes(lines: Sequence[Line], nets: Sequence[Money], currency: str) -> tuple[Tax, ...]:
    bases: dict[int, Money] = {}
    for line, net in zip(lines, nets, strict=True):
        bases[line.tax] = bases.get(line.tax, Money(0, currency)) + net
    return tuple(Tax(rate, bases[rate], share(bases[rate], rate)) for rate in sorted(bases))


def _cost(lines: Sequence[Line], currency: str) -> Money | None:
    if not lines or any(line.cost is None for line in lines):
        return None
    costs = (times(line.cost, line.quantity) for line in lines if line.cost is not None)
    return total(list(costs), currency)
