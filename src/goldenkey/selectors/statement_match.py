"""What entries of a statement seem to pay: candidates are fetched for all at once, then matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from goldenkey.core import matching
from goldenkey.core.matching import Incoming, Line, Match, Payer, Whose
from goldenkey.core.money import Money
from goldenkey.data.models import Account, Payment, Receivable, StatementEntry
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors.statement_shapes import Alike, ProposalView, SettledLine

NEAR = timedelta(days=5)
"""A payment recorded by hand so many days before or after may be the same money."""


@dataclass(frozen=True, slots=True)
class Found:
    """By entry: what it seems to pay, and what may be the same money."""

    proposals: Mapping[int, ProposalView]
    alike: Mapping[int, tuple[Alike, ...]]


def proposals(actor: Actor, rows: Sequence[StatementEntry]) -> Found:
    """Proposals for entries that wait; the same few queries however many there are."""
    actor.require("statement.import")
    if not rows:
        return Found({}, {})
    incoming = [
        Incoming(r.pk, Money(r.amount_minor, r.currency), r.payer, f"{r.words} {r.reference}")
        for r in rows
    ]
    owners = matching.whose(incoming, _payers(actor), _assigned_before(actor, rows))
    held = _receivables(actor, incoming, owners)
    lines = [_line(row) for row in held.values()]
    found = matching.match(incoming, lines, owners)
    alike = _alike(actor, rows)
    names = _names(actor, [one.account_id for one in found.values()])
    return Found(
        {
            pk: _view(one, held, names[one.account_id], doubt=bool(alike.get(pk)))
            for pk, one in found.items()
            if one.account_id in names
        },
        alike,
    )


def numbers_of_payments(
    actor: Actor, rows: Sequence[StatementEntry]
) -> dict[int, tuple[str, date | None]]:
    """By entry the number of its payment, and the day it was reversed."""
    ids = {row.payment_id: row.pk for row in rows if row.payment_id}
    found = scope.visible(actor, Payment).filter(pk__in=ids)
    listed = found.values_list("pk", "number", "reversed_on")
    return {ids[pk]: (number, gone) for pk, number, gone in listed}


def _payers(actor: Actor) -> list[Payer]:
    """Customers who owe something, by their names."""
    owing = scope.visible(actor, Receivable).filter(open_minor__gt=0)
    rows = scope.visible(actor, Account).filter(pk__in=owing.values("account"))
    listed = rows.values_list("pk", "name", "full_name", "english_name")
    return [Payer(pk, tuple(name for name in names if name)) for pk, *names in listed]


def _assigned_before(actor: Actor, rows: Sequence[StatementEntry]) -> dict[str, int]:
    """Payers' names that a person has given to a customer, the last time they came."""
    names = {row.payer for row in rows if row.payer}
    told = scope.visible(actor, StatementEntry).filter(state="recorded", payer__in=names)
    pairs = told.order_by("pk").values_list("payer", "account")
    return {matching.payer_key(name): pk for name, pk in pairs if pk}


def _receivables(
    actor: Actor, incoming: Sequence[Incoming], owners: Mapping[int, Whose]
) -> dict[int, Any]:
    """Open receivables that any of the entries may mean."""
    numbers = {n for one in incoming for n in matching.numbers_in(one.words)}
    wanted = Q(account__in={who.account_id for who in owners.values()})
    wanted |= Q(contract__number__in=numbers) | Q(
        pk__in=Receivable.invoices.through.objects.filter(
            invoice__number__in=numbers, invoice__archived_at=None
        ).values("receivable")
    )
    wanted |= Q(open_minor__in={one.money.minor for one in incoming})
    rows = scope.visible(actor, Receivable).filter(wanted, open_minor__gt=0)
    rows = rows.select_related("contract", "plan_line", "delivery")
    return {row.pk: row for row in rows.prefetch_related("invoices").order_by("due_on", "pk")}


def _line(row: Any) -> Line:
    bills = tuple(bill.number for bill in row.invoices.all() if bill.archived_at is None)
    money = Money(row.open_minor, row.currency)
    return Line(row.pk, row.account_id, row.due_on, money, row.contract.number, bills)


def _names(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    rows = scope.visible(actor, Account).filter(pk__in=ids)
    return dict(rows.values_list("pk", "name"))


def _view(one: Match, held: Mapping[int, Any], name: str, *, doubt: bool) -> ProposalView:
    lines = tuple(_settled(held[p.receivable_id], p.money) for p in one.parts)
    return ProposalView(
        one.account_id, name, one.reason, one.sure and not doubt, lines, one.rest
    )  # fmt: skip


def _settled(row: Any, part: Money) -> SettledLine:
    return SettledLine(
        receivable_id=row.pk,
        contract_id=row.contract_id,
        contract=row.contract.number,
        label=row.plan_line.label,
        trigger=row.plan_line.trigger,
        due_on=row.due_on,
        open=Money(row.open_minor, row.currency),
        part=part,
    )


def _alike(actor: Actor, rows: Sequence[StatementEntry]) -> dict[int, tuple[Alike, ...]]:
    """What may be the same money: payments recorded by hand, entries of other files."""
    days = [row.booked_on for row in rows]
    span = (min(days) - NEAR, max(days) + NEAR)
    amounts = {row.amount_minor for row in rows}
    paid = scope.visible(actor, Payment).filter(
        amount_minor__in=amounts, received_on__range=span, reversed_on=None, statement_entry=None
    )  # fmt: skip
    others = scope.visible(actor, StatementEntry).filter(
        amount_minor__in=amounts, booked_on__range=span
    )
    payments, entries = list(paid), list(others.select_related("statement"))
    return {row.pk: _like(row, payments, entries) for row in rows}


def _like(
    row: StatementEntry, payments: Sequence[Payment], entries: Sequence[StatementEntry]
) -> tuple[Alike, ...]:
    same = (row.amount_minor, row.currency)
    found = [
        Alike("payment", p.pk, p.number, p.received_on)
        for p in payments
        if (p.amount_minor, p.currency) == same and abs(p.received_on - row.booked_on) <= NEAR
    ]
    found += [
        Alike("entry", e.statement_id, e.statement.file_name, e.booked_on)
        for e in entries
        if (e.amount_minor, e.currency, e.booked_on) == (*same, row.booked_on)
        and e.statement_id != row.statement_id
    ]
    return tuple(found)
