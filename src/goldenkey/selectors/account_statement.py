"""Reads of a customer's statement of account: what became due, what came, what is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Sum

from goldenkey.core.money import Money
from goldenkey.data.models import Account, Allocation, Organisation, Payment, Receivable
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import receivable
from goldenkey.selectors.receivable import Ageing, Filters, ReceivableRow

USUAL_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Movement:
    """A line: money that became due, that came, or that went back, and the balance after it.

    `kind`: due, paid, returned. `number` is the contract's or the payment's.
    """

    on: date
    kind: str
    number: str
    label: str
    trigger: str
    contract_id: int | None
    payment_id: int | None
    uncleared: bool
    money: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class CurrencyStatement:
    """The account in one currency: opening balance, movements, closing balance, money in hand."""

    currency: str
    opening: Money
    movements: tuple[Movement, ...]
    closing: Money
    in_hand: Money


@dataclass(frozen=True, slots=True)
class AccountStatement:
    """A customer's statement from a day to today."""

    account_id: int
    account: str
    full_name: str
    company: str
    from_on: date
    until_on: date
    currencies: tuple[CurrencyStatement, ...]
    open: tuple[ReceivableRow, ...]
    ageing: Ageing


def show(actor: Actor, account_id: int, *, from_on: date | None = None) -> AccountStatement:
    """One customer's statement; the closing balance is what is open, to the cent (M7.2)."""
    actor.require("receivable.read")
    account = scope.get(actor, Account, account_id)
    since = from_on or actor.today - timedelta(days=USUAL_DAYS)
    ours = Organisation.objects.first() or Organisation()
    owed = scope.visible(actor, Receivable).filter(account=account_id)
    codes = sorted(set(owed.values_list("currency", flat=True)))
    rows = receivable.with_names(actor, owed.filter(open_minor__gt=0)).order_by("due_on", "pk")
    return AccountStatement(
        account_id=account.pk,
        account=account.name,
        full_name=account.full_name,
        company=ours.name,
        from_on=since,
        until_on=actor.today,
        currencies=tuple(_of(actor, account_id, code, since) for code in codes),
        open=tuple(receivable.view(actor, row) for row in rows),
        ageing=receivable.ageing(actor, Filters(account_id=account_id)),
    )


def _of(actor: Actor, account_id: int, code: str, since: date) -> CurrencyStatement:
    owed = scope.visible(actor, Receivable).filter(account=account_id, currency=code)
    came = scope.visible(actor, Allocation).filter(receivable__in=owed)
    before = _total(owed.filter(triggered_on__lt=since)) - _total(came.filter(on__lt=since))
    lines = [
        *(_due(row) for row in owed.filter(triggered_on__gte=since).select_related(
            "contract", "plan_line")),
        *(_paid(row) for row in came.filter(on__gte=since).select_related(
            "payment", "receivable__contract", "receivable__plan_line")),
    ]  # fmt: skip
    lines.sort(key=lambda line: (line["on"], line["kind"] != "due", line["number"]))
    balance, movements = Money(before, code), []
    for line in lines:
        balance += line["money"]
        movements.append(Movement(balance=balance, **line))
    loose = scope.visible(actor, Payment).filter(
        account=account_id, currency=code, reversed_on=None
    )
    in_hand = loose.aggregate(s=Sum("unallocated_minor"))["s"] or 0
    return CurrencyStatement(
        code, Money(before, code), tuple(movements), balance, Money(in_hand, code)
    )


def _due(row: Any) -> dict[str, Any]:
    return {
        "on": row.triggered_on, "kind": "due", "number": row.contract.number,
        "label": row.plan_line.label, "trigger": row.plan_line.trigger,
        "contract_id": row.contract_id, "payment_id": None, "uncleared": False,
        "money": row.money,
    }  # fmt: skip


def _paid(row: Any) -> dict[str, Any]:
    payment, owed = row.payment, row.receivable
    return {
        "on": row.on, "kind": "returned" if row.reverses_id else "paid",
        "number": payment.number, "label": owed.plan_line.label,
        "trigger": owed.plan_line.trigger, "contract_id": owed.contract_id,
        "payment_id": payment.pk, "uncleared": payment.cleared_on is None,
        "money": Money(-row.amount_minor, row.currency),
    }  # fmt: skip


def _total(rows: Any) -> int:
    found: int = rows.aggregate(s=Sum("amount_minor"))["s"] or 0
    return found
