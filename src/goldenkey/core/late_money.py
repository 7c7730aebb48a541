"""What late money costs: carrying cost, new business a loss eats, DSO, provision (M7.2, M7.3).

Every figure is exact until it is rounded once, half up, to minor units. A year has 365 days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from goldenkey.core.money import Money

YEAR_DAYS: Final = 365
WHOLE: Final = 10_000
"""Basis points in a whole."""

Band = tuple[int, int]
"""From so many days late on, so many basis points of what is open are provided for."""


@dataclass(frozen=True, slots=True)
class Late:
    """Money that is late by so many days."""

    open: Money
    days: int


@dataclass(frozen=True, slots=True)
class Provided:
    """A row of the provision: the band, what is open in it, and what is provided for."""

    from_days: int
    basis_points: int
    open: Money
    provision: Money


def carrying_cost(open_: Money, days: int, basis_points: int) -> Money:
    """Return what it costs to wait for money: amount × yearly rate × days / 365 (M7.3).

    NT$1,000,000 that is 90 days late at 6 % a year costs 1,000,000 × 0.06 × 90 / 365 =
    NT$14,794.52. Days before the due date cost nothing.
    """
    exact = Fraction(open_.minor * basis_points * max(0, days), WHOLE * YEAR_DAYS)
    return Money(_rounded(exact), open_.currency)


def cost_of(lines: Iterable[Late], basis_points: int, currency: str) -> Money:
    """Return the carrying cost of many lines: rounded once, of their sum."""
    exact = sum(
        (Fraction(ln.open.minor * max(0, ln.days) * basis_points, WHOLE * YEAR_DAYS)
         for ln in lines), Fraction(0),
    )  # fmt: skip
    return Money(_rounded(exact), currency)


def new_business(loss: Money, margin_basis_points: int) -> Money | None:
    """Return the sales whose whole gross margin a loss eats: loss / margin (M7.3).

    At a margin of 20 % a loss of NT$500,000 eats the profit of NT$2,500,000 of new business.
    None where no margin is known.
    """
    if margin_basis_points <= 0:
        return None
    return Money(_rounded(Fraction(loss.minor * WHOLE, margin_basis_points)), loss.currency)


def dso(open_: Money, sales: Money, days: int) -> Decimal | None:
    """Return days sales outstanding: open / what became due in the days × days, to one decimal.

    Open NT$2,400,000 after NT$7,200,000 in 90 days: 2.4 / 7.2 × 90 = 30.0 days. None without
    sales. Raises CurrencyMismatch.
    """
    if (sales - Money(0, open_.currency)).minor <= 0 or days <= 0:
        return None
    exact = Decimal(open_.minor) * days / Decimal(sales.minor)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def bands_hold(bands: Sequence[Band]) -> bool:
    """Whether a table of provision can be: days rise from 0 on, parts are 0 to 100 percent."""
    days = [from_days for from_days, _part in bands]
    rises = all(one < other for one, other in pairwise(days))
    return rises and all(d >= 0 and 0 <= part <= WHOLE for d, part in bands)


def provision(lines: Iterable[Late], bands: Sequence[Band], currency: str) -> tuple[Provided, ...]:
    """Return what is provided for by age; what is younger than the first band has none.

    A line belongs to the last band that begins at its days; each row is rounded once.
    """
    sums = [0] * len(bands)
    for line in lines:
        held = [at for at, (from_days, _part) in enumerate(bands) if line.days >= from_days]
        if held:
            sums[held[-1]] += (line.open - Money(0, currency)).minor
    return tuple(
        Provided(
            from_days, part, Money(minor, currency),
            Money(_rounded(Fraction(minor * part, WHOLE)), currency),
        )
        for (from_days, part), minor in zip(bands, sums, strict=True)
    )  # fmt: skip


def interest(
    open_: Money, due_on: date, until: date, *, per_day: Fraction | None = None,
    per_year: Fraction | None = None,
) -> Money:  # fmt: skip
    """Return simple interest on late money from the day after it was due: by day, or by year."""
    days = max(0, (until - due_on).days)
    rate = per_day if per_day is not None else (per_year or Fraction(0)) / YEAR_DAYS
    return Money(_rounded(open_.minor * days * rate), open_.currency)


def _rounded(exact: Fraction) -> int:
    """Half up, away from nothing for what is negative."""
    sign = -1 if exact < 0 else 1
    whole = abs(exact)
    return sign * int((2 * whole.numerator + whole.denominator) // (2 * whole.denominator))
