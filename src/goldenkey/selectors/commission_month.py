"""Reads around statements: plans, months that are closed, questions that wait (M7.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from goldenkey.core import commission_terms
from goldenkey.core.money import Money
from goldenkey.data.models import (
    CommissionDispute,
    CommissionLine,
    CommissionMonth,
    CommissionPlan,
    CommissionTotal,
)
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import commission_check, commission_standing
from goldenkey.selectors.commission_shapes import DisputeRow, PlanRow
from goldenkey.selectors.commission_terms import last_closed, terms_of


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A closed month: when, by whom, how many lines, and its sums by currency."""

    id: int
    month: date
    closed_at: datetime
    by: str
    lines: int
    people: int
    sums: tuple[Sums, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """A closed month's sums in one currency."""

    currency: str
    earned: Money
    lost: Money
    bonus: Money
    corrected: Money
    payable: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class Months:
    """Closed months, the latest first, and the one that can be closed next."""

    rows: tuple[MonthRow, ...]
    next: date | None
    over: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of recomputing the whole ledger: what does not agree, if anything."""

    at: datetime
    wrong: tuple[commission_check.Difference, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a line, with whose it is."""

    dispute: DisputeRow
    user_id: int
    user: str
    contract: str
    month: date
    money: Money


def plans(actor: Actor) -> tuple[PlanRow, ...]:
    """The company's commission plans, the latest first."""
    actor.require("commission_plan.read")
    rows = CommissionPlan.objects.filter(archived_at=None).select_related("replaces")
    used = Count("shares", filter=Q(shares__archived_at=None))
    return tuple(_plan(p) for p in rows.annotate(used=used).order_by("-from_on", "-pk"))


def plan(actor: Actor, plan_id: int) -> PlanRow:
    """One plan; NotFound where there is none."""
    found = next((row for row in plans(actor) if row.id == plan_id), None)
    if found is None:
        raise NotFound("commissionplan")
    return found


def months(actor: Actor) -> Months:
    """The months that are closed, and the one that is next."""
    actor.require("commission.close")
    rows = CommissionMonth.objects.select_related("by").prefetch_related("totals")
    closed = last_closed()
    first = CommissionLine.objects.order_by("on").values_list("on", flat=True).first()
    start = (closed + timedelta(days=32)) if closed else first
    following = start.replace(day=1) if start else None
    over = following is not None and (commission_terms.bounds(following, "month")[1] < actor.today)
    return Months(tuple(_month(row) for row in rows.order_by("-first")[:24]), following, over)


def recompute(actor: Actor) -> Checked:
    """Work the ledger out anew from payments and plans, and compare to the cent."""
    actor.require("commission.close")
    return Checked(actor.now, tuple(commission_check.differences(actor)))


def questions(actor: Actor) -> tuple[Question, ...]:
    """Questions that wait for an answer, the oldest first."""
    actor.require("commission.approve")
    rows = CommissionDispute.objects.filter(state="open", archived_at=None).select_related(
        "line__user", "line__share__contract", "by", "answered_by", "correction"
    )
    return tuple(_question(actor, row) for row in rows.order_by("pk")[:100])


def question(actor: Actor, dispute_id: int) -> Question:
    """One question that waits; NotFound once it is answered."""
    found = next((q for q in questions(actor) if q.dispute.id == dispute_id), None)
    if found is None:
        raise NotFound("commissiondispute")
    return found


def _question(actor: Actor, row: CommissionDispute) -> Question:
    line = row.line
    return Question(
        commission_standing.dispute(actor, line, row), line.user_id, line.user.name,
        line.share.contract.number, line.on.replace(day=1),
        Money(line.amount_minor, line.currency),
    )  # fmt: skip


def _plan(row: CommissionPlan) -> PlanRow:
    terms = terms_of(row)
    return PlanRow(
        id=row.pk, version=row.version, name=row.name, rate=row.basis_points, from_on=row.from_on,
        until_on=row.until_on, terms=terms,
        rungs=commission_terms.rungs(terms) if terms.rises else (),
        replaces=row.replaces.name if row.replaces else "",
        contracts=getattr(row, "used", 0),
    )  # fmt: skip


def _month(row: CommissionMonth) -> MonthRow:
    totals = list(row.totals.all())
    currencies = sorted({t.currency for t in totals})
    return MonthRow(
        row.pk, row.first, row.at, row.by.name, row.lines, len({t.user_id for t in totals}),
        tuple(_sums(c, [t for t in totals if t.currency == c]) for c in currencies),
    )  # fmt: skip


def _sums(currency: str, totals: list[CommissionTotal]) -> Sums:
    def of(*names: str) -> Money:
        return Money(sum(getattr(t, f"{n}_minor") for t in totals for n in names), currency)

    return Sums(
        currency, of("earned"), of("clawed_back", "bad_debt"), of("bonus"), of("corrected"),
        of("payable"), of("paid"),
    )  # fmt: skip
