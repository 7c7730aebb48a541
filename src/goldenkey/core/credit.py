"""A customer's credit: whether to sign or ship one more, and why not (M7.3).

What counts is the payer: all he owes for whomever, and what he has ordered and not been billed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from goldenkey.core.money import Money

State = Literal["clear", "near", "over", "stopped", "unset"]
NEAR: Final = 80
"""Percent of the limit from which it is near."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the company grants a customer; without a limit nothing stops him."""

    limit: Money | None = None
    credit_days: int | None = None
    stop_after_days: int | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a payer stands for, in the organisation's currency.

    `open` is due or billed; `ordered` was signed and is not due yet; `uncleared` is paid by notes
    that may come back; `in_hand` is his unallocated money. `days_late` is the oldest overdue.
    """

    open: Money
    ordered: Money
    uncleared: Money
    in_hand: Money
    overdue: Money
    days_late: int = 0

    @property
    def total(self) -> Money:
        """All that could be lost: open, ordered and uncleared, less what is in hand."""
        return self.open + self.ordered + self.uncleared - self.in_hand


@dataclass(frozen=True, slots=True)
class Objection:
    """Why not: a code, and with what."""

    code: str
    money: Money | None = None
    limit: Money | None = None
    days: int = 0
    most: int = 0


def may_sign(terms: Terms, seen: Exposure, more: Money) -> tuple[Objection, ...]:
    """Return what speaks against a contract over `more`; nothing where it may be signed."""
    return (*_limit(terms, seen.total + more), *_overdue(terms, seen))


def may_ship(terms: Terms, seen: Exposure) -> tuple[Objection, ...]:
    """Return what speaks against a shipment: above the limit as it stands, or overdue."""
    return (*_limit(terms, seen.total), *_overdue(terms, seen))


def allows_days(terms: Terms, credit_days: int) -> tuple[Objection, ...]:
    """Return what speaks against a payment plan with so many days of credit."""
    most = terms.credit_days
    if most is None or credit_days <= most:
        return ()
    return (Objection("credit_days", days=credit_days, most=most),)


def state(terms: Terms, seen: Exposure) -> State:
    """Return how a customer's credit stands, in a word."""
    if _overdue(terms, seen):
        return "stopped"
    if terms.limit is None:
        return "unset"
    if seen.total > terms.limit:
        return "over"
    near = seen.total.minor * 100 >= terms.limit.minor * NEAR
    return "near" if near and seen.total.minor > 0 else "clear"


def _limit(terms: Terms, total: Money) -> tuple[Objection, ...]:
    if terms.limit is None or total <= terms.limit:
        return ()
    return (Objection("credit_limit", money=total, limit=terms.limit),)


def _overdue(terms: Terms, seen: Exposure) -> tuple[Objection, ...]:
    most = terms.stop_after_days
    if most is None or not seen.overdue or seen.days_late <= most:
        return ()
    return (Objection("credit_overdue", money=seen.overdue, days=seen.days_late, most=most),)
