"""What our records say of the orders of opportunities: contracts, plans, deliveries, cash.

One statement with subqueries, so that a room costs the same with one contract or five.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Sum

from goldenkey.core import snapshot as core
from goldenkey.core.money import Money
from goldenkey.data import models as m


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract of an opportunity and how far it has come."""

    id: int
    number: str
    money: Money
    signed_on: date
    state: str
    signer_id: int | None
    payment_planned: bool
    delivery_planned: bool
    undelivered: bool
    accepted: bool
    uncollected: bool
    next_delivery_on: date | None
    told_of_delay: bool
    overdue_on: date | None
    overdue: Money | None


def of_opportunities(ids: Sequence[int], today: date) -> Mapping[int, list[ContractRow]]:
    """Contracts by opportunity, in the order they were signed."""
    found: dict[int, list[ContractRow]] = defaultdict(list)
    for row in _contracts(ids, today):
        found[row.opportunity_id or 0].append(_row(row))
    return found


def order(rows: Iterable[ContractRow], deciders: frozenset[int]) -> core.Order:
    """The order as the rules ask for it (M3.5, M3.6); `deciders` are contact ids."""
    held = [row for row in rows if row.state != "cancelled"]
    if not held:
        return core.Order()
    coming = min((r for r in held if r.next_delivery_on), key=_next, default=None)
    return core.Order(
        signed_on=held[0].signed_on,
        signed_by_decider=any(r.signer_id in deciders for r in held),
        payment_planned=all(r.payment_planned for r in held),
        delivery_planned=all(r.delivery_planned for r in held),
        delivered=all(r.delivery_planned and not r.undelivered for r in held),
        accepted=all(r.accepted for r in held),
        collected=all(r.payment_planned and not r.uncollected for r in held),
        next_delivery_on=coming.next_delivery_on if coming else None,
        told_of_delay=coming.told_of_delay if coming else False,
    )


def overdue(rows: Iterable[ContractRow], today: date) -> core.Overdue | None:
    """The oldest debt past its day, and how much in all of that currency."""
    late = sorted((r.overdue_on, r.overdue) for r in rows if r.overdue_on and r.overdue)
    if not late:
        return None
    oldest, first = late[0]
    total = sum(owed.minor for _on, owed in late if owed.currency == first.currency)
    return core.Overdue((today - oldest).days, Money(total, first.currency))


def _next(row: ContractRow) -> date:
    return row.next_delivery_on or date.max


def _contracts(ids: Sequence[int], today: date) -> QuerySet[m.Contract]:
    late = Q(
        receivables__due_on__lt=today, receivables__open_minor__gt=0,
        receivables__archived_at=None,
    )  # fmt: skip
    coming = _of(m.Delivery, delivered_on=None).order_by("planned_on", "pk")
    lines = _of(m.PlanLine)
    return (
        m.Contract.objects.filter(opportunity__in=ids, archived_at=None)
        .annotate(
            planned=Exists(lines),
            to_deliver=Exists(_of(m.Delivery)),
            undelivered=Exists(coming),
            coming_on=Subquery(coming.values("planned_on")[:1]),
            told_for_on=Subquery(coming.values("told_for_on")[:1]),
            late_on=Min("receivables__due_on", filter=late),
            late_minor=Sum("receivables__open_minor", filter=late, output_field=BigIntegerField()),
        )
        .order_by(F("signed_on"), "pk")
    )


def _of(model: Any, **more: Any) -> QuerySet[Any]:
    """Rows of a table that belong to the contract of the outer query."""
    rows: QuerySet[Any] = model.objects.filter(contract=OuterRef("pk"), archived_at=None, **more)
    return rows


def _row(row: Any) -> ContractRow:
    return ContractRow(
        id=row.pk,
        number=row.number,
        money=row.money,
        signed_on=row.signed_on,
        state=row.state,
        signer_id=row.their_signer_id,
        payment_planned=row.planned,
        delivery_planned=row.to_deliver,
        undelivered=row.undelivered,
        accepted=row.accepted_on is not None,
        uncollected=row.closed_on is None,
        next_delivery_on=row.coming_on,
        told_of_delay=row.told_for_on is not None and row.told_for_on == row.coming_on,
        overdue_on=row.late_on,
        overdue=Money(row.late_minor, row.currency) if row.late_minor else None,
    )
