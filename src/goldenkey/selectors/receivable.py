"""Reads of receivables: what is owed, by age, by customer and salesperson (M7.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Count, OuterRef, Q, QuerySet, Subquery, Sum

from goldenkey.core import receivables as core
from goldenkey.core.money import Money
from goldenkey.data.models import Allocation, Payment, Receivable
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors.paging import Page, oldest_first


@dataclass(frozen=True, slots=True)
class Filters:
    """What receivables are narrowed by; without `settled` only what is open."""

    account_id: int | None = None
    owner_id: int | None = None
    contract_id: int | None = None
    mine: bool = False
    overdue: bool = False
    bucket: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class ReceivableRow:
    """A receivable as lists show it; `uncleared` is paid by notes that are not cash yet."""

    id: int
    contract_id: int
    contract: str
    opportunity_id: int | None
    account_id: int
    account: str
    owner_id: int
    owner: str
    label: str
    trigger: str
    delivery: str
    money: Money
    open: Money
    open_org: Money
    uncleared: Money
    triggered_on: date
    due_on: date
    days_late: int
    bucket: str
    state: str


@dataclass(frozen=True, slots=True)
class BucketSum:
    """How many receivables are so old, and how much is open, in the organisation's currency."""

    bucket: str
    count: int
    total: Money


@dataclass(frozen=True, slots=True)
class Ageing:
    """All that is open by age; the buckets sum to the total. `uncleared` and `unallocated` are
    money in hand: notes not yet cash, and payments nothing was due for."""

    buckets: tuple[BucketSum, ...]
    count: int
    total: Money
    overdue: Money
    uncleared: Money
    unallocated: Money


def page(actor: Actor, filters: Filters, *, cursor: str = "") -> Page[ReceivableRow]:
    """Receivables in scope, the oldest due first."""
    actor.require("receivable.read")
    found = oldest_first(with_names(actor, _filtered(actor, filters)), cursor, on="due_on")
    return found.map(lambda row: view(actor, row))


def of_contract(actor: Actor, contract_id: int) -> tuple[ReceivableRow, ...]:
    """Every receivable of a contract in scope, settled ones too."""
    actor.require("receivable.read")
    rows = scope.visible(actor, Receivable).filter(contract=contract_id)
    return tuple(view(actor, r) for r in with_names(actor, rows).order_by("due_on", "pk"))


def open_of(actor: Actor, account_id: int) -> tuple[ReceivableRow, ...]:
    """What a payer owes, or is owed for his contracts: what his payment may settle."""
    actor.require("receivable.read")
    mine = Q(account=account_id) | Q(contract__account=account_id)
    rows = scope.visible(actor, Receivable).filter(mine, open_minor__gt=0)
    return tuple(view(actor, r) for r in with_names(actor, rows).order_by("due_on", "pk"))


def ageing(actor: Actor, filters: Filters) -> Ageing:
    """The open sums by bucket, with the same filters as the list but for the bucket itself."""
    actor.require("receivable.read")
    rows = narrowed(actor, filters)
    sums = rows.aggregate(**{
        f"{what}_{span.bucket}": call(within(span))
        for span in core.spans(actor.today)
        for what, call in (("sum", _sum), ("count", _count))
    })  # fmt: skip
    buckets = tuple(
        BucketSum(b, sums[f"count_{b}"], Money(sums[f"sum_{b}"] or 0, actor.currency))
        for b in core.BUCKETS
    )
    total = _added(actor, buckets)
    uncleared, unallocated = _in_hand(actor, filters)
    return Ageing(
        buckets, sum(b.count for b in buckets), total, total - buckets[0].total, uncleared,
        unallocated,
    )  # fmt: skip


def with_names(actor: Actor, rows: QuerySet[Receivable]) -> QuerySet[Receivable]:
    """Receivables of the actor's scope with what a row shows, and their uncleared money."""
    actor.require("receivable.read")
    waiting = Allocation.objects.filter(
        receivable=OuterRef("pk"), payment__cleared_on=None, payment__reversed_on=None
    )
    sums = waiting.order_by().values("receivable").annotate(s=Sum("amount_minor")).values("s")
    return rows.select_related(
        "contract__owner", "account", "plan_line", "delivery"
    ).annotate(uncleared_minor=Subquery(sums, output_field=BigIntegerField()))  # fmt: skip


def view(actor: Actor, row: Any) -> ReceivableRow:
    """A row of `with_names` as lists show it."""
    uncleared = row.uncleared_minor or 0
    late = core.days_late(row.due_on, actor.today) if row.open_minor else 0
    return ReceivableRow(
        id=row.pk,
        contract_id=row.contract_id,
        contract=row.contract.number,
        opportunity_id=row.contract.opportunity_id,
        account_id=row.account_id,
        account=row.account.name,
        owner_id=row.contract.owner_id,
        owner=row.contract.owner.name,
        label=row.plan_line.label,
        trigger=row.plan_line.trigger,
        delivery=row.delivery.what if row.delivery else "",
        money=row.money,
        open=Money(row.open_minor, row.currency),
        open_org=Money(row.open_org_minor, actor.currency),
        uncleared=Money(uncleared, row.currency),
        triggered_on=row.triggered_on,
        due_on=row.due_on,
        days_late=late,
        bucket=core.bucket(row.due_on, actor.today) if row.open_minor else "",
        state=_state(row.open_minor, row.amount_minor, uncleared, late),
    )


def _state(open_minor: int, amount: int, uncleared: int, late: int) -> str:
    if late:
        return "late"
    if open_minor:
        return "due" if open_minor == amount else "partly_paid"
    return "uncleared" if uncleared else "paid"


def narrowed(actor: Actor, filters: Filters) -> QuerySet[Receivable]:
    """Receivables in scope that the filters leave, but for age and lateness."""
    rows = scope.visible(actor, Receivable)
    if not filters.settled:
        rows = rows.filter(open_minor__gt=0)
    exact = {
        "account_id": filters.account_id,
        "contract_id": filters.contract_id,
        "contract__owner_id": actor.user_id if filters.mine else filters.owner_id,
    }
    return rows.filter(**{name: value for name, value in exact.items() if value})


def _filtered(actor: Actor, filters: Filters) -> QuerySet[Receivable]:
    rows = narrowed(actor, filters)
    if filters.overdue:
        rows = rows.filter(due_on__lt=actor.today, open_minor__gt=0)
    if not filters.bucket:
        return rows
    span = next((s for s in core.spans(actor.today) if s.bucket == filters.bucket), None)
    if span is None:
        raise Refused("bad_choice", field="bucket")
    return rows.filter(within(span))


def within(span: core.Span) -> Q:
    """The condition that what is open belongs to a bucket."""
    found = Q(open_minor__gt=0)
    if span.first:
        found &= Q(due_on__gte=span.first)
    return found & Q(due_on__lte=span.last) if span.last else found


def _sum(within: Q) -> Sum:
    return Sum("open_org_minor", filter=within)


def _count(within: Q) -> Count:
    return Count("pk", filter=within)


def _added(actor: Actor, buckets: Iterable[BucketSum]) -> Money:
    return sum((b.total for b in buckets), Money(0, actor.currency))


def _in_hand(actor: Actor, filters: Filters) -> tuple[Money, Money]:
    """Money in hand: uncleared notes in full, and the unallocated part of what has cleared."""
    rows = scope.visible(actor, Payment).filter(reversed_on=None)
    if filters.account_id:
        rows = rows.filter(account=filters.account_id)
    owner = actor.user_id if filters.mine else filters.owner_id
    if owner:
        rows = rows.filter(account__owner=owner)
    uncleared = rows.filter(cleared_on=None).aggregate(s=Sum("amount_org_minor"))["s"] or 0
    left = 0
    loose = rows.filter(unallocated_minor__gt=0)
    for whole, org, part in loose.values_list(
        "amount_minor", "amount_org_minor", "unallocated_minor"
    ):
        left += core.in_proportion(org, whole, part)
    return Money(uncleared, actor.currency), Money(left, actor.currency)
