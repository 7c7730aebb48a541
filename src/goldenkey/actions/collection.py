"""Writes of collection: promises, disputes, steps taken, the policy and letters (M7.2–M7.4)."""

from __future__ import annotations

import string
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from goldenkey.actions.base import about, action, archive, change, create, edit
from goldenkey.actions.pricing import money_in
from goldenkey.core import dunning, late_money, statutory
from goldenkey.core.money import Money
from goldenkey.data.models import (
    CollectionPolicy,
    Contact,
    Dispute,
    LetterTemplate,
    MoneyCheck,
    Organisation,
    Promise,
    Receivable,
    Reminder,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import collection as select
from goldenkey.selectors import health_money

LETTER_MARKS: Final = ("customer", "company", "today", "lines", "total", "overdue", "name")
"""What a letter's text may name with a $ before it."""
KEPT: Final = 100
WAYS: Final = ("done", "printed", "email", "file")


@action("collection.record")
def promise(
    actor: Actor,
    receivable_id: int,
    *,
    promised_on: date,
    amount: Decimal | str | int | None = None,
    said_by_id: int | None = None,
    note: str = "",
) -> Promise:
    """Record that the customer said he pays by a day; all that is open unless told (M7.4)."""
    with change(actor, Receivable, receivable_id, right="collection.record") as row:
        money = _part(row, amount)
    if promised_on < actor.today:
        raise Refused("promise_day", field="promised_on", requirement="M7.4")
    return create(
        actor, Promise, receivable=row, amount_minor=money.minor, currency=money.currency,
        given_on=actor.today, promised_on=promised_on, note=note.strip()[:300],
        said_by=scope.get(actor, Contact, said_by_id) if said_by_id else None,
        by_id=actor.user_id,
    )  # fmt: skip


@action("collection.record")
def withdraw_promise(actor: Actor, promise_id: int, *, version: int | None = None) -> Promise:
    """Take a promise back that was entered by mistake."""
    with change(actor, Promise, promise_id, right="collection.record", version=version) as row:
        archive(actor, row)
    return row


@action("collection.record")
def dispute(
    actor: Actor,
    receivable_id: int,
    *,
    reason: str,
    note: str = "",
    amount: Decimal | str | int | None = None,
) -> Dispute:
    """Record that the customer disputes what he owes; reminders rest until it is settled."""
    with change(actor, Receivable, receivable_id, right="collection.record") as row:
        money = _part(row, amount)
    if reason not in ("goods", "price", "papers", "delivery", "other"):
        raise Refused("bad_choice", field="reason")
    if row.disputes.filter(archived_at=None, settled_on=None).exists():
        raise Refused("disputed_already", field="reason")
    return create(
        actor, Dispute, receivable=row, amount_minor=money.minor, currency=money.currency,
        reason=reason, opened_on=actor.today, note=note.strip()[:500], by_id=actor.user_id,
    )  # fmt: skip


@action("collection.record")
def settle_dispute(
    actor: Actor, dispute_id: int, *, outcome: str, version: int | None = None
) -> Dispute:
    """Say how a dispute ended; reminders go on."""
    with change(actor, Dispute, dispute_id, right="collection.record", version=version) as row:
        if row.settled_on:
            raise Refused("dispute_settled")
        if not outcome.strip():
            raise Refused("required", field="outcome")
        row.settled_on, row.outcome = actor.today, outcome.strip()[:500]
    return row


@action("collection.record")
def take_step(actor: Actor, receivable_id: int, *, step: str, way: str = "done") -> Reminder:
    """Record that a step of collection was taken, once for each due date (M7.4)."""
    with change(actor, Receivable, receivable_id, right="collection.record") as row:
        if row.open_minor <= 0:
            raise Refused("nothing_open_there")
    known = {one.id: one for one in select.steps_of(actor)}
    if step not in known:
        raise Refused("step_unknown", field="step", requirement="M7.4")
    if way not in WAYS:
        raise Refused("bad_choice", field="way")
    if row.disputes.filter(archived_at=None, settled_on=None).exists():
        raise Refused("dispute_rests", requirement="M7.4")
    since = dunning.due_from(row.due_on, known[step])
    if since > actor.today:
        raise Refused("step_not_due", field="step", requirement="M7.4", on=since)
    if row.reminders.filter(step=step, due_on=row.due_on).exists():
        raise Refused("step_taken", field="step", requirement="M7.4")
    return create(
        actor, Reminder, receivable=row, step=step, kind=known[step].kind, way=way,
        on=actor.today, due_on=row.due_on, at=actor.now, by_id=actor.user_id,
    )  # fmt: skip


@action("collection.set")
def set_policy(
    actor: Actor,
    *,
    carrying_cost: int | None = None,
    gross_margin: int | None = None,
    provision: Sequence[tuple[int, int]] = (),
    statute: str = "",
) -> CollectionPolicy:
    """Set what late money costs, what is provided for by age, and which rules of law are shown."""
    for name, value in (("carrying_cost", carrying_cost), ("gross_margin", gross_margin)):
        if value is not None and not 0 <= value <= late_money.WHOLE:
            raise Refused("bad_rate", field=name, requirement="M7.3")
    bands = [(int(days), int(part)) for days, part in provision]
    if not late_money.bands_hold(bands):
        raise Refused("bad_provision", field="provision", requirement="M7.3")
    if statute and statute not in statutory.PACKS:
        raise Refused("bad_statute", field="statute")
    list(Organisation.objects.select_for_update())
    given: dict[str, Any] = {
        "carrying_cost": carrying_cost, "gross_margin": gross_margin,
        "provision": [list(band) for band in bands], "statute": statute,
    }  # fmt: skip
    held = scope.visible(actor, CollectionPolicy).order_by("pk").first()
    return edit(actor, held, **given) if held else create(actor, CollectionPolicy, **given)


@action("collection.set")
def write_letter(
    actor: Actor, *, tone: str, language: str, subject: str, body: str
) -> LetterTemplate:
    """Set the company's own words of a letter; empty ones bring ours back."""
    if tone not in ("before", "due", "late", "final"):
        raise Refused("bad_choice", field="tone")
    if language not in ("zh-hant", "zh-hans", "en"):
        raise Refused("bad_choice", field="language")
    _check_marks(subject, "subject")
    _check_marks(body, "body")
    list(Organisation.objects.select_for_update())
    rows = scope.visible(actor, LetterTemplate)
    held = rows.filter(tone=tone, language=language).first()
    given = {"subject": subject.strip()[:200], "body": body.strip()}
    if held is None:
        return create(actor, LetterTemplate, tone=tone, language=language, **given)
    about(held)
    return edit(actor, held, **given)


@action("collection.set")
def check_sums(actor: Actor) -> MoneyCheck:
    """Check that all sums of money hold, and keep what was found; done each night, and on demand.

    Receivables, payments, allocations, statements and commission: each sum that does not agree
    is kept with its code and ids, the first hundred of them.
    """
    found = [{"code": code, **params} for code, params in health_money.problems(actor)]
    return create(
        actor, MoneyCheck, at=actor.now, on=actor.today, count=len(found), found=found[:KEPT]
    )


def _part(row: Receivable, amount: Decimal | str | int | None) -> Money:
    """So much of what is open; all of it where nothing is said."""
    most = Money(row.open_minor, row.currency)
    if most.minor <= 0:
        raise Refused("nothing_open_there")
    if amount in (None, ""):
        return most
    money = money_in(amount, row.currency)
    if money.minor <= 0:
        raise Refused("amount_required", field="amount")
    if money > most:
        raise Refused("more_than_open", field="amount", most=most)
    return money


def _check_marks(text: str, field: str) -> None:
    """A letter names only what we can fill in."""
    template = string.Template(text)
    if not template.is_valid():
        raise Refused("letter_unknown_mark", field=field, name="", known=_known_marks())
    for name in template.get_identifiers():
        if name not in LETTER_MARKS:
            raise Refused("letter_unknown_mark", field=field, name=name, known=_known_marks())


def _known_marks() -> str:
    return ", ".join(f"${name}" for name in LETTER_MARKS)
