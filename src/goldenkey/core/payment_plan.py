"""The payment plan: how a contract's money is divided, and how much each event makes due (M7.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from goldenkey.core.money import Money, split

Trigger = Literal["signing", "shipment", "arrival", "acceptance", "date"]
TRIGGERS: Final = ("signing", "shipment", "arrival", "acceptance", "date")
WHOLE: Final = 10_000
"""Basis points in a whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is agreed: a part in basis points or an amount, and what starts its clock."""

    label: str
    trigger: str
    basis_points: int | None = None
    amount: Money | None = None
    trigger_on: date | None = None
    credit_days: int = 30


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a plan cannot be: a code, the line it is about (None: the whole), and with what."""

    code: str
    place: int | None = None
    field: str = "plan"
    short: Money | None = None
    """What the amounts lack; negative where they are too much."""
    short_basis_points: int = 0


@dataclass(frozen=True, slots=True)
class Delivered:
    """How far a delivery is; `accepted` in basis points of it, `weight` beside the others'."""

    weight: int = 1
    shipped: bool = False
    arrived: bool = False
    accepted: int = 0


def check(total: Money, lines: Sequence[Line], signed_on: date) -> tuple[Fault, ...]:
    """Return what is wrong with a plan for a contract of `total` signed on a day; none: it holds.

    Parts sum to 10,000 basis points, or amounts to the contract, never a mixture; a line on a date
    names one that is not before the contract; every part is more than nothing.
    """
    if not lines:
        return (Fault("plan_empty"),)
    found = [p for place, line in enumerate(lines) for p in _line_problems(place, line, signed_on)]
    return tuple(found) or _sum_problems(total, lines)


def parts(total: Money, lines: Sequence[Line]) -> tuple[Money, ...]:
    """Return each line's money; parts in basis points sum to the whole (largest remainder)."""
    if all(line.basis_points is not None for line in lines):
        return tuple(split(total, [line.basis_points or 0 for line in lines]))
    return tuple(line.amount or Money(0, total.currency) for line in lines)


def reached(trigger: str, deliveries: Sequence[Delivered], accepted: int = 0) -> Fraction:
    """Return which part of the order has come so far that a line's clock starts.

    `accepted` is what of the whole order was accepted at once, in basis points. Signing and a
    date are reached from the first day; shipment and arrival only by deliveries.
    """
    if trigger in ("signing", "date"):
        return Fraction(1)
    if not deliveries:
        return Fraction(accepted, WHOLE) if trigger == "acceptance" else Fraction(0)
    whole = sum(d.weight for d in deliveries)
    come = sum(d.weight * _come(trigger, d, accepted) for d in deliveries)
    return Fraction(come) / whole


def newly_due(line: Money, opened: Money, part: Fraction) -> Money:
    """Return what a line makes due now, when `part` of the order has come and `opened` was due.

    Never negative; when all has come, the receivables of a line sum to the line to the cent.
    """
    target = line.minor * part.numerator // part.denominator
    return Money(max(0, target - opened.minor), line.currency)


def _line_problems(place: int, line: Line, signed_on: date) -> list[Fault]:
    found = []
    if line.trigger not in TRIGGERS:
        found.append(Fault("bad_choice", place, "trigger"))
    if (line.basis_points is None) == (line.amount is None):
        found.append(Fault("plan_part_or_amount", place))
    elif (line.basis_points or 0) < 0 or (line.amount is not None and line.amount.minor < 0):
        found.append(Fault("negative_amount", place))
    elif not (line.basis_points or line.amount):
        found.append(Fault("plan_line_zero", place))
    if line.trigger == "date" and line.trigger_on is None:
        found.append(Fault("plan_date_missing", place, "trigger_on"))
    if line.trigger_on is not None and line.trigger_on < signed_on:
        found.append(Fault("before_contract", place, "trigger_on"))
    return found


def _sum_problems(total: Money, lines: Sequence[Line]) -> tuple[Fault, ...]:
    given = [line.amount for line in lines if line.amount is not None]
    if given and len(given) < len(lines):
        return (Fault("plan_mixed"),)
    if given:
        if any(money.currency != total.currency for money in given):
            return (Fault("plan_currency"),)
        short = total - sum(given, Money(0, total.currency))
        return (Fault("plan_sum", short=short),) if short else ()
    lack = WHOLE - sum(line.basis_points or 0 for line in lines)
    return (Fault("plan_percent_sum", short_basis_points=lack),) if lack else ()


def _come(trigger: str, delivery: Delivered, accepted: int) -> Fraction:
    if trigger == "shipment":
        return Fraction(int(delivery.shipped or delivery.arrived))
    if trigger == "arrival":
        return Fraction(int(delivery.arrived))
    return Fraction(max(delivery.accepted, accepted), WHOLE)
