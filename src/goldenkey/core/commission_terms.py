"""Tiers and accelerators of a commission plan: what cash of a period earns above the rate (M7.5).

All cash earns the plan's rate when it clears. What a salesperson's cash of a period reaches
beyond a tier, or beyond the quota, earns more: marginal, only for the part above. So earnings
are one rising line through the origin with kinks, whatever the order of payments, and the bonus
of a period is that line less the plain rate. Bases are minor units × basis points of the share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from goldenkey.core.commission import WHOLE
from goldenkey.core.money import Money, floored

MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
MOST_TIERS: Final = 8
MOST_ACCELERATOR: Final = 50_000


@dataclass(frozen=True, slots=True)
class Tier:
    """From so many minor units of a period's cash on, this rate in basis points."""

    from_minor: int
    rate: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The rule of a plan in numbers; rates, accelerator and holdback in basis points.

    `currency` is that of tiers and quota: cash in another earns the plain rate.
    """

    rate: int
    currency: str = ""
    period: str = "quarter"
    tiers: tuple[Tier, ...] = ()
    quota_minor: int | None = None
    accelerator: int = WHOLE
    holdback: int = 0
    holdback_days: int = 0

    @property
    def rises(self) -> bool:
        """Whether cash of a period can earn more than the plain rate."""
        return bool(self.tiers) or (bool(self.quota_minor) and self.accelerator > WHOLE)


@dataclass(frozen=True, slots=True)
class Rung:
    """A stretch of a period's cash and the rate it earns, in ten-thousandths of basis points."""

    first: Money
    last: Money | None
    rate: int


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a period's cash lies on a rung, and earned so much above the plain rate."""

    rung: Rung
    cash: Money
    above: int


def check(terms: Terms) -> str:
    """Return the code of what cannot be in a plan, or nothing."""
    rates = [terms.rate, *(t.rate for t in terms.tiers)]
    starts = [0, *(t.from_minor for t in terms.tiers)]
    if not all(0 < rate <= WHOLE for rate in rates):
        return "bad_rate"
    if len(terms.tiers) > MOST_TIERS or any(a >= b for a, b in pairwise(starts)):
        return "tiers_not_rising"
    if any(a >= b for a, b in pairwise(rates)):
        return "tiers_not_rising"
    if terms.quota_minor is not None and terms.quota_minor <= 0:
        return "bad_quota"
    if not WHOLE <= terms.accelerator <= MOST_ACCELERATOR:
        return "bad_accelerator"
    if terms.accelerator > WHOLE and not terms.quota_minor:
        return "bad_quota"
    return "bad_holdback" if not 0 <= terms.holdback <= WHOLE else ""


def bounds(day: date, period: str) -> tuple[date, date]:
    """Return the first and last day of the month, quarter or year that a day lies in."""
    months = MONTHS[period]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = first
    for _month in range(months):
        after = (after + timedelta(days=32)).replace(day=1)
    return first, after - timedelta(days=1)


def rungs(terms: Terms) -> tuple[Rung, ...]:
    """Return the stretches of a period's cash, lowest first, each with its whole rate."""
    quota = terms.quota_minor if terms.accelerator > WHOLE else None
    starts = sorted({0, *(t.from_minor for t in terms.tiers), *([quota] if quota else [])})
    ends: list[int | None] = [*starts[1:], None]
    return tuple(
        Rung(
            Money(start, terms.currency),
            None if end is None else Money(end, terms.currency),
            _rate_at(terms, start, quota),
        )
        for start, end in zip(starts, ends, strict=True)
    )


def bonus(terms: Terms, base: int) -> Money:
    """Return what a period's cash earns above the plain rate; rises with the base, never below 0.

    `base` is the sum of cleared minor units × basis points of the share.
    """
    above = sum(part.above for part in parts(terms, base))
    return floored(above // WHOLE**3, terms.currency)


def parts(terms: Terms, base: int) -> tuple[Part, ...]:
    """Return how a period's cash lies on the rungs; `above` is exact, in 1/WHOLE³ minor units."""
    found = []
    for rung in rungs(terms):
        low = rung.first.minor * WHOLE
        high = base if rung.last is None else min(base, rung.last.minor * WHOLE)
        if high > low:
            above = (high - low) * (rung.rate - terms.rate * WHOLE)
            cash = Money((high - low) // WHOLE, terms.currency)
            found.append(Part(rung, cash, above))
    return tuple(found)


def released_on(accepted_on: date | None, terms: Terms) -> date | None:
    """Return the day from which nothing is kept back: so many days after acceptance."""
    return accepted_on + timedelta(days=terms.holdback_days) if accepted_on else None


def read(rows: Sequence[Sequence[int]]) -> tuple[Tier, ...]:
    """Return tiers from pairs of numbers as a plan keeps them."""
    return tuple(Tier(int(start), int(rate)) for start, rate in rows)


def _rate_at(terms: Terms, start: int, quota: int | None) -> int:
    rate = max((t.rate for t in terms.tiers if t.from_minor <= start), default=terms.rate)
    factor = terms.accelerator if quota is not None and start >= quota else WHOLE
    return rate * factor
