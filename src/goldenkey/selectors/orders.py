"""What our records say of the orders of opportunities: contracts, plans, deliveries, cash.

One statement with subqueries, so that a room costs the same with one contract or five.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    DateField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)

from goldenkey.core import snapshot as core
from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.data.prepared import One, Prepared, ids

COLUMNS = (
    "pk", "opportunity_id", "number", "amount_minor", "currency", "signed_on", "state",
    "their_signer_id", "accepted_on", "closed_on", "planned", "to_deliver", "undelivered",
    "coming_on", "told_for_on", "late_on", "late_minor",
)  # fmt: skip


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


def of_opportunities(wanted: Sequence[int], today: date) -> Mapping[int, list[ContractRow]]:
    """Contracts by opportunity, in the order they were signed."""
    found: dict[int, list[ContractRow]] = defaultdict(list)
    for row in _ALL.rows(wanted, today):
        found[row[1]].append(_row(row))
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
    owing = [(r.overdue_on, r.overdue) for r in rows if r.overdue_on and r.overdue]
    late = sorted(owing, key=lambda one: one[0])  # amounts of two currencies do not compare
    if not late:
        return None
    oldest, first = late[0]
    total = sum(owed.minor for _on, owed in late if owed.currency == first.currency)
    return core.Overdue((today - oldest).days, Money(total, first.currency))


def _next(row: ContractRow) -> date:
    return row.next_delivery_on or date.max


def _contracts() -> QuerySet[Any, Any]:
    late = Q(
        receivables__due_on__lt=One(1, DateField()), receivables__open_minor__gt=0,
        receivables__archived_at=None,
    )  # fmt: skip
    coming = _of(m.Delivery, delivered_on=None).order_by("planned_on", "pk")
    rows: QuerySet[Any, Any] = (
        m.Contract.objects.filter(opportunity__in=ids(0), archived_at=None)
        .annotate(
            planned=Exists(_of(m.PlanLine)),
            to_deliver=Exists(_of(m.Delivery)),
            undelivered=Exists(coming),
            coming_on=Subquery(coming.values("planned_on")[:1]),
            told_for_on=Subquery(coming.values("told_for_on")[:1]),
            late_on=Min("receivables__due_on", filter=late),
            late_minor=Sum("receivables__open_minor", filter=late, output_field=BigIntegerField()),
        )
        .order_by(F("signed_on"), "pk")
        .values_list(*COLUMNS)
    )
    return rows


_ALL = Prepared(_contracts)


def _of(model: Any, **more: Any) -> QuerySet[Any]:
    """Rows of a table that belong to the contract of the outer query."""
    rows: QuerySet[Any] = model.objects.filter(contract=OuterRef("pk"), archived_at=None, **more)
    return rows


def _row(row: Any) -> ContractRow:
    one = dict(zip(COLUMNS, row, strict=True))
    late = one["late_minor"]
    return ContractRow(
        id=one["pk"],
        number=one["number"],
        money=Money(one["amount_minor"], one["currency"]),
        signed_on=one["signed_on"],
        state=one["state"],
        signer_id=one["their_signer_id"],
        payment_planned=one["planned"],
        delivery_planned=one["to_deliver"],
        undelivered=one["undelivered"],
        accepted=one["accepted_on"] is not None,
        uncollected=one["closed_on"] is None,
        next_delivery_on=one["coming_on"],
        told_of_delay=one["told_for_on"] is not None and one["told_for_on"] == one["coming_on"],
        overdue_on=one["late_on"],
        overdue=Money(late, one["currency"]) if late else None,
    )
