"""Reads of payments: the list, one payment, and how a new one would be allocated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from goldenkey.core import allocation
from goldenkey.core.money import Money
from goldenkey.data.models import Account, Payment, Receivable
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import receivable
from goldenkey.selectors.contract import Option
from goldenkey.selectors.contract_parts import SettledRow, settled_row
from goldenkey.selectors.paging import Page, newest_first
from goldenkey.selectors.receivable import ReceivableRow

STATES = ("", "uncleared", "unallocated", "reversed")


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment as lists show it."""

    id: int
    version: int
    number: str
    account_id: int
    account: str
    money: Money
    unallocated: Money
    method: str
    reference: str
    received_on: date
    matures_on: date | None
    cleared_on: date | None
    reversed_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class PaymentDetail:
    """A payment, what it settles, and what it could."""

    row: PaymentRow
    by: str
    reversal_reason: str
    settled: tuple[SettledRow, ...]
    open: tuple[ReceivableRow, ...]
    proposal: dict[int, Money]
    may_record: bool
    may_reverse: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """A payer's open receivables with the part each would get, and what is left over."""

    account_id: int
    account: str
    rows: tuple[tuple[ReceivableRow, Money | None], ...]
    due: Money
    rest: Money


def page(
    actor: Actor, *, cursor: str = "", account_id: int | None = None, state: str = ""
) -> Page[PaymentRow]:
    """Payments in scope, the last received first."""
    actor.require("payment.read")
    rows = scope.visible(actor, Payment).select_related("account").filter(_of(state))
    if account_id:
        rows = rows.filter(account=account_id)
    return newest_first(rows, cursor, on="received_on").map(_row)


def detail(actor: Actor, payment_id: int) -> PaymentDetail:
    """One payment; NotFound out of scope."""
    actor.require("payment.read")
    scope.get(actor, Payment, payment_id)
    row = Payment.objects.select_related("account", "by").get(pk=payment_id)
    rows = list(row.allocations.select_related("payment", "receivable__plan_line").order_by("pk"))
    taken = {a.reverses_id for a in rows}
    free = Money(row.unallocated_minor, row.currency)
    owed = receivable.open_of(actor, row.account_id) if free else ()
    found = allocation.propose(free, [_due(r) for r in owed])
    return PaymentDetail(
        row=_row(row),
        by=row.by.name,
        reversal_reason=row.reversal_reason,
        settled=tuple(settled_row(a, taken) for a in rows),
        open=owed,
        proposal={p.receivable_id: p.money for p in found.parts},
        may_record=actor.may("payment.record"),
        may_reverse=actor.may("payment.reverse"),
    )


def proposed(actor: Actor, account_id: int, money: Money) -> Proposed:
    """How a payment would be allocated: the oldest due first."""
    actor.require("payment.read")
    payer = scope.get(actor, Account, account_id)
    owed = receivable.open_of(actor, account_id)
    found = allocation.propose(money, [_due(r) for r in owed])
    parts = {p.receivable_id: p.money for p in found.parts}
    return Proposed(
        payer.pk, payer.name, tuple((r, parts.get(r.id)) for r in owed),
        money - found.rest, found.rest,
    )  # fmt: skip


def payers(actor: Actor, query: str = "") -> tuple[Option, ...]:
    """Customers by name; without a name those who owe something."""
    actor.require("payment.read")
    rows = scope.visible(actor, Account)
    if query.strip():
        named = Q(name__icontains=query.strip()) | Q(full_name__icontains=query.strip())
        rows = rows.filter(named)
    else:
        owing = Receivable.objects.filter(open_minor__gt=0, archived_at=None)
        rows = rows.filter(pk__in=owing.values("account"))
    return tuple(Option(a.pk, a.name) for a in rows.order_by("name", "pk")[:100])


def _of(state: str) -> Q:
    if state not in STATES:
        raise Refused("bad_choice", field="state")
    stands = Q(reversed_on=None)
    return {
        "": Q(),
        "uncleared": stands & Q(cleared_on=None),
        "unallocated": stands & Q(unallocated_minor__gt=0),
        "reversed": Q(reversed_on__isnull=False),
    }[state]


def _due(row: ReceivableRow) -> allocation.Due:
    return allocation.Due(row.id, row.due_on, row.open)


def _row(row: Any) -> PaymentRow:
    return PaymentRow(
        id=row.pk,
        version=row.version,
        number=row.number,
        account_id=row.account_id,
        account=row.account.name,
        money=row.money,
        unallocated=Money(row.unallocated_minor, row.currency),
        method=row.method,
        reference=row.reference,
        received_on=row.received_on,
        matures_on=row.matures_on,
        cleared_on=row.cleared_on,
        reversed_on=row.reversed_on,
        state="reversed" if row.reversed_on else "cleared" if row.cleared_on else "uncleared",
    )
