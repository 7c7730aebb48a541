"""Whether sums of money agree: receivables, payments, allocations, commission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from goldenkey.data.models import (
    Allocation,
    CommissionLine,
    Contract,
    Payment,
    Receivable,
    StatementEntry,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import commission_check

Problem = tuple[str, dict[str, Any]]
WHOLE = 10_000
_SUMS = {"contract": "sum", "month": "month_sum"}


def problems(actor: Actor) -> Iterator[Problem]:
    """Each sum that does not agree, with the record it is about."""
    for row in _with_allocated(Receivable, "receivable").exclude(
        open_minor=F("amount_minor") - F("allocated")
    ):
        yield "receivable_sum", _about(row.pk, row.amount_minor, row.allocated, row.open_minor)
    yield from _payments()
    yield from _statements()
    yield from _commission(actor)


def _payments() -> Iterator[Problem]:
    rows = _with_allocated(Payment, "payment")
    standing = rows.filter(reversed_on=None)
    wrong = standing.exclude(unallocated_minor=F("amount_minor") - F("allocated"))
    for row in wrong | rows.filter(reversed_on__isnull=False).exclude(allocated=0):
        left = row.unallocated_minor
        yield "payment_sum", _about(row.pk, row.amount_minor, row.allocated, left)
    for row in Allocation.objects.exclude(currency=F("receivable__currency")):
        yield "allocation_currency", {"id": row.pk}


def _statements() -> Iterator[Problem]:
    """An entry of a bank statement is recorded as the payment it is, or as none."""
    rows = StatementEntry.objects.order_by("pk")
    recorded = rows.filter(state="recorded").select_related("payment")
    same = recorded.filter(payment__amount_minor=F("amount_minor"), payment__currency=F("currency"))
    for pk in recorded.exclude(pk__in=same).values_list("pk", flat=True):
        yield "statement_astray", {"id": pk}
    for pk in rows.exclude(state="recorded").exclude(payment=None).values_list("pk", flat=True):
        yield "statement_astray", {"id": pk}


def _commission(actor: Actor) -> Iterator[Problem]:
    lines = CommissionLine.objects.filter(kind__in=("earned", "clawed_back"))
    for pk in lines.exclude(
        allocation__receivable__contract=F("share__contract")
    ).values_list("pk", flat=True):  # fmt: skip
        yield "commission_astray", {"id": pk}
    for pk in lines.filter(allocation=None).values_list("pk", flat=True):
        yield "commission_astray", {"id": pk}
    for wrong in commission_check.differences(actor):
        yield f"commission_{_SUMS[wrong.what]}", {
            "id": wrong.id, "stands": wrong.stands, "should": wrong.should,
        }  # fmt: skip
    shared = scope.visible(actor, Contract).filter(shares__archived_at=None, shares__isnull=False)
    sums = shared.annotate(whole=Sum("shares__basis_points")).exclude(whole=WHOLE)
    for pk, whole in sums.values_list("pk", "whole"):
        yield "shares_sum", {"id": pk, "percent": whole / 100}


def _with_allocated(model: type[Any], column: str) -> QuerySet[Any]:
    sums = Allocation.objects.filter(**{column: OuterRef("pk")}).order_by().values(column)
    total = Subquery(sums.annotate(t=Sum("amount_minor")).values("t"), BigIntegerField())
    rows: QuerySet[Any] = model.objects.annotate(allocated=Coalesce(total, Value(0)))
    return rows.order_by("pk")


def _about(pk: int, amount: int, allocated: int, left: int) -> dict[str, Any]:
    return {"id": pk, "amount": amount, "allocated": allocated, "left": left}
