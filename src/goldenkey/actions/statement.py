"""Writes of bank statements: each movement is kept once, and becomes a payment once (M7.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from goldenkey.actions import payment as payments
from goldenkey.actions.base import about, action, change, create, create_many
from goldenkey.actions.import_choices import file_name
from goldenkey.core import bank_statement as core
from goldenkey.core.bank_statement import Entry
from goldenkey.core.money import EXPONENT, Money
from goldenkey.data import files
from goldenkey.data.models import (
    BankStatement,
    Organisation,
    Payment,
    StatementEntry,
)
from goldenkey.documents import bank_csv, camt
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import statement as select

SEVERAL = "…"


def bring_in(
    actor: Actor, name: str, data: bytes, *, bank_account: str = "", currency: str = "",
    encoding: str = "",
) -> BankStatement:  # fmt: skip
    """Read a statement (CSV, spreadsheet, camt.053) and keep every entry that is new (M7.2).

    A table needs the number of our own account; a camt.053 names it. The same file raises
    Refused "statement_again"; entries that another file has brought are known and left out.
    """
    actor.require("statement.import")
    if not data:
        raise Refused("file_empty", field="file")
    if camt.looks_like(data):
        kind, entries = "camt053", camt.read(data)
    else:
        code = _own_account(bank_account, currency or actor.currency)
        with files.on_trial(data) as path:
            kind, entries = (
                "csv",
                bank_csv.read(
                    path, bank_account=bank_account.strip(), currency=code, encoding=encoding
                ),
            )
    if not entries:
        raise Refused("statement_empty", field="file")
    return _keep(actor, file_name(name), data, kind, entries)


@action("statement.import")
def _keep(
    actor: Actor, name: str, data: bytes, kind: str, entries: Sequence[Entry]
) -> BankStatement:
    list(Organisation.objects.select_for_update())  # one statement after the other
    digest, where = files.store(data)
    before = BankStatement.objects.filter(digest=digest, archived_at=None).first()
    if before is not None:
        raise Refused("statement_again", field="file", name=before.file_name)
    keyed = list(zip(core.keys(entries), entries, strict=True))
    held = StatementEntry.objects.filter(key__in=[key for key, _entry in keyed])
    known = set(held.values_list("key", flat=True))
    new = [(place, key, e) for place, (key, e) in enumerate(keyed, 1) if key not in known]
    days = [entry.booked_on for entry in entries]
    made = create(
        actor, BankStatement, file_name=name, digest=digest, stored_as=where, format=kind,
        bank_account=_accounts(entries)[:64], currency=entries[0].money.currency,
        from_on=min(days), until_on=max(days), given=len(entries), known=len(entries) - len(new),
        by_id=actor.user_id,
    )  # fmt: skip
    create_many(actor, StatementEntry, [_row(made, *one) for one in new])
    about(made)
    return made


@action("statement.import")
def confirm(
    actor: Actor,
    entry_id: int,
    *,
    account_id: int | None = None,
    parts: Mapping[int, Decimal | str | int] | None = None,
    version: int | None = None,
) -> Payment:
    """Record an entry as the payment it is; twice is refused (M7.2).

    Without `account_id` what was proposed is taken. With it `parts` says what it settles; with
    none given the oldest due come first. What is left stays unallocated money of this payer.
    """
    with change(
        actor, StatementEntry, entry_id, right="statement.import", version=version
    ) as entry:
        _must_wait(entry)
        if account_id is None:
            account_id, parts = _proposed(actor, entry)
        made = payments.record_payment(
            actor, account_id=account_id, amount=_amount(entry), currency=entry.currency,
            received_on=entry.booked_on, method="transfer",
            reference=(entry.reference or entry.words)[:100], parts=parts, keep_rest=True,
        )  # fmt: skip
        entry.state, entry.payment, entry.account_id = "recorded", made, account_id
    about(made)
    return made


def confirm_all(actor: Actor, entry_ids: Sequence[int]) -> tuple[list[Payment], list[int]]:
    """Confirm the sure proposals among these entries; each is done by itself, or left as it was.

    Returns the payments, and the entries that somebody must look at.
    """
    actor.require("statement.import")
    made: list[Payment] = []
    left: list[int] = []
    for pk in entry_ids:
        try:
            made.append(_confirm_sure(actor, pk))
        except Refused:
            left.append(pk)
    return made, left


@action("statement.import")
def _confirm_sure(actor: Actor, entry_id: int) -> Payment:
    found = select.proposal(actor, entry_id)
    if found is None or not found.sure:
        raise Refused("entry_not_sure")
    return confirm(actor, entry_id)


@action("statement.import")
def join(actor: Actor, entry_id: int, *, payment_id: int, version: int | None = None) -> Payment:
    """Say that an entry is a payment that was recorded by hand before: it is not recorded again."""
    with change(
        actor, StatementEntry, entry_id, right="statement.import", version=version
    ) as entry:
        _must_wait(entry)
        payment = scope.get(actor, Payment, payment_id, lock=True)
        same = (payment.amount_minor, payment.currency) == (entry.amount_minor, entry.currency)
        taken = StatementEntry.objects.filter(payment=payment).exists()
        if not same or taken or payment.reversed_on:
            raise Refused("entry_other_payment", field="payment_id")
        entry.state, entry.payment, entry.account_id = "recorded", payment, payment.account_id
    return payment


@action("statement.import")
def set_aside(
    actor: Actor, entry_id: int, *, why: str, version: int | None = None
) -> StatementEntry:
    """Put an entry aside that is no customer's payment: interest, our own transfer."""
    with change(
        actor, StatementEntry, entry_id, right="statement.import", version=version
    ) as entry:
        _must_wait(entry)
        if not why.strip():
            raise Refused("reason_required", field="why")
        entry.state, entry.aside_why = "aside", why.strip()[:300]
    return entry


@action("statement.import")
def take_up(actor: Actor, entry_id: int, *, version: int | None = None) -> StatementEntry:
    """Have an entry wait again: one put aside, or one whose payment was reversed as wrong."""
    with change(
        actor, StatementEntry, entry_id, right="statement.import", version=version
    ) as entry:
        reversed_ = entry.state == "recorded" and entry.payment and entry.payment.reversed_on
        if entry.state != "aside" and not reversed_:
            raise Refused("entry_stands")
        entry.state, entry.payment, entry.aside_why = "open", None, ""
    return entry


def _proposed(actor: Actor, entry: StatementEntry) -> tuple[int, dict[int, Decimal]]:
    found = select.proposal(actor, entry.pk)
    if found is None:
        raise Refused("entry_needs_payer", field="account_id")
    return found.account_id, {part.receivable_id: part.money.amount for part in found.parts}


def _must_wait(entry: StatementEntry) -> None:
    if entry.state != "open":
        raise Refused("entry_done")


def _amount(entry: StatementEntry) -> Decimal:
    return Money(entry.amount_minor, entry.currency).amount


def _own_account(bank_account: str, currency: str) -> str:
    if not core.account_key(bank_account):
        raise Refused("required", field="bank_account")
    if currency not in EXPONENT:
        raise Refused("unknown_currency", field="currency", currency=currency)
    return currency


def _accounts(entries: Sequence[Entry]) -> str:
    named = sorted({entry.bank_account for entry in entries})
    return named[0] if len(named) == 1 else f"{named[0]} {SEVERAL}"


def _row(made: BankStatement, place: int, key: str, entry: Entry) -> dict[str, Any]:
    return {
        "statement": made, "place": place, "key": key, "booked_on": entry.booked_on,
        "amount_minor": entry.money.minor, "currency": entry.money.currency,
        "reference": entry.reference, "payer": entry.payer, "words": entry.words,
        "state": "open" if entry.money.minor > 0 else "out",
    }  # fmt: skip
