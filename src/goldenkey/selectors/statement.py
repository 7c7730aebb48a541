"""Reads of bank statements: files, their entries, and what each entry seems to pay (M7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from goldenkey.core.money import Money
from goldenkey.data.models import BankStatement, StatementEntry
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import statement_match
from goldenkey.selectors.paging import Page, newest_first
from goldenkey.selectors.statement_shapes import (
    CurrencySum,
    EntryRow,
    ProposalView,
    StatementDetail,
    StatementRow,
)

STATES = ("open", "recorded", "aside", "out")
SHOWN = 100


def page(actor: Actor, *, cursor: str = "") -> Page[StatementRow]:
    """Statements, the last brought in first."""
    actor.require("statement.import")
    return newest_first(_counted(actor), cursor, on="created_at").map(_row)


def detail(actor: Actor, statement_id: int, *, state: str = "", after: int = 0) -> StatementDetail:
    """One statement with its entries in the order of the file; NotFound where there is none."""
    actor.require("statement.import")
    scope.get(actor, BankStatement, statement_id)
    row = _counted(actor).get(pk=statement_id)
    rows = StatementEntry.objects.filter(statement=statement_id, place__gt=after)
    found = list(_of(rows, state).order_by("place")[: SHOWN + 1])
    sums = StatementEntry.objects.filter(statement=statement_id).values("currency")
    return StatementDetail(
        row=_row(row),
        entries=shown(actor, found[:SHOWN]),
        next=found[SHOWN - 1].place if len(found) > SHOWN else 0,
        sums=tuple(_sum(s) for s in sums.annotate(**_SUMS).order_by("currency")),
    )


def waiting(actor: Actor, *, after: int = 0) -> tuple[EntryRow, ...]:
    """Entries of all statements that wait for a decision, the oldest first."""
    actor.require("statement.import")
    rows = scope.visible(actor, StatementEntry).filter(state="open", pk__gt=after)
    return shown(actor, list(rows.order_by("pk")[:SHOWN]))


def entry(actor: Actor, entry_id: int) -> EntryRow:
    """One entry with what it seems to pay; NotFound where there is none."""
    actor.require("statement.import")
    return shown(actor, [scope.get(actor, StatementEntry, entry_id)])[0]


def proposal(actor: Actor, entry_id: int) -> ProposalView | None:
    """What one entry seems to pay, as things stand now."""
    return entry(actor, entry_id).proposal


def shown(actor: Actor, rows: Sequence[StatementEntry]) -> tuple[EntryRow, ...]:
    """Entries as lists show them, with proposals and what looks alike for those that wait."""
    actor.require("statement.import")
    found = statement_match.proposals(actor, [row for row in rows if row.state == "open"])
    payments = statement_match.numbers_of_payments(actor, rows)
    return tuple(
        EntryRow(
            id=row.pk,
            version=row.version,
            statement_id=row.statement_id,
            place=row.place,
            booked_on=row.booked_on,
            money=Money(row.amount_minor, row.currency),
            payer=row.payer,
            words=row.words,
            reference=row.reference,
            state=row.state,
            account_id=row.account_id,
            payment_id=row.payment_id,
            payment=payments.get(row.pk, ("", None))[0],
            reversed_on=payments.get(row.pk, ("", None))[1],
            aside_why=row.aside_why,
            proposal=found.proposals.get(row.pk),
            alike=found.alike.get(row.pk, ()),
        )
        for row in rows
    )


def open_count(actor: Actor) -> int:
    """How many entries wait for a decision."""
    actor.require("statement.import")
    return scope.visible(actor, StatementEntry).filter(state="open").count()


_SUMS: dict[str, Any] = {
    "came": Sum("amount_minor", filter=Q(amount_minor__gt=0), default=0),
    "went": Sum("amount_minor", filter=Q(amount_minor__lt=0), default=0),
    "waits": Sum("amount_minor", filter=Q(state="open"), default=0),
    "recorded": Sum("amount_minor", filter=Q(state="recorded"), default=0),
    "aside": Sum("amount_minor", filter=Q(state="aside"), default=0),
}


def _sum(found: Any) -> CurrencySum:
    code = found["currency"]
    return CurrencySum(code, **{name: Money(found[name], code) for name in _SUMS})


def _counted(actor: Actor) -> QuerySet[BankStatement]:
    counts: dict[str, Any] = {
        f"n_{state}": Count("entries", filter=Q(entries__state=state)) for state in STATES
    }
    return scope.visible(actor, BankStatement).select_related("by").annotate(**counts)


def _of(rows: QuerySet[StatementEntry], state: str) -> QuerySet[StatementEntry]:
    if state and state not in STATES:
        raise Refused("bad_choice", field="state")
    return rows.filter(state=state) if state else rows


def _row(row: Any) -> StatementRow:
    return StatementRow(
        id=row.pk,
        file_name=row.file_name,
        format=row.format,
        bank_account=row.bank_account,
        currency=row.currency,
        from_on=row.from_on,
        until_on=row.until_on,
        given=row.given,
        known=row.known,
        by=row.by.name,
        created_at=row.created_at,
        counts={state: getattr(row, f"n_{state}") for state in STATES},
    )
