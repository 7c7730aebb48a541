"""Allocation: which receivables a payment settles; no cent twice, no cent lost (M7.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from goldenkey.core.money import Money


@dataclass(frozen=True, slots=True)
class Due:
    """A receivable with what is open of it."""

    id: int
    due_on: date
    open: Money


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a payment for one receivable."""

    receivable_id: int
    money: Money


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a payment would be allocated, and what is left over."""

    parts: tuple[Part, ...]
    rest: Money


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an allocation cannot be, about which receivable (None: the whole)."""

    code: str
    receivable_id: int | None = None
    most: Money | None = None


def propose(free: Money, dues: Iterable[Due]) -> Proposal:
    """Return the oldest due first, in the payment's currency; the rest is what nothing is due for.

    Parts and rest sum to `free`; no part is more than is open. Receivables of another currency
    are left alone.
    """
    parts: list[Part] = []
    for due in sorted(dues, key=lambda d: (d.due_on, d.id)):
        if due.open.currency != free.currency or due.open.minor <= 0 or free.minor <= 0:
            continue
        money = min(free, due.open)
        parts.append(Part(due.id, money))
        free -= money
    return Proposal(tuple(parts), free)


def choose(
    free: Money, chosen: Mapping[int, Money], dues: Iterable[Due]
) -> Proposal | tuple[Fault, ...]:
    """Return what somebody chose as a proposal, or why it cannot be."""
    known = {due.id: due for due in dues}
    problems = [p for pk, money in chosen.items() for p in _problems(free, pk, money, known)]
    if problems:
        return tuple(problems)
    parts = tuple(Part(pk, money) for pk, money in sorted(chosen.items()) if money)
    rest = free - sum((part.money for part in parts), Money(0, free.currency))
    return Proposal(parts, rest) if rest.minor >= 0 else (Fault("allocation_sum", most=free),)


def _problems(free: Money, pk: int, money: Money, known: Mapping[int, Due]) -> list[Fault]:
    due = known.get(pk)
    if due is None:
        return [Fault("receivable_unknown", pk)]
    if due.open.currency != free.currency or money.currency != free.currency:
        return [Fault("currency_differs", pk, most=due.open)]
    if money.minor < 0:
        return [Fault("negative_amount", pk)]
    return [Fault("allocation_too_large", pk, most=due.open)] if money > due.open else []
