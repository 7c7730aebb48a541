"""Writes of conduct: quiet periods of tenders, exceptions from them, people who must not meet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from goldenkey.actions.base import action, allowed, archive, change, create, edit
from goldenkey.data.models import (
    Account,
    Contact,
    KeptApart,
    Opportunity,
    QuietException,
    QuietPeriod,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import quiet


@action("quiet.open")
def open_quiet_period(
    actor: Actor, opportunity: Opportunity | int, starts_on: date, ends_on: date,
    contacts: Sequence[Contact | int], why: str = "",
) -> QuietPeriod:  # fmt: skip
    """Say that a tender's evaluators are left alone from a day to a day, both included (M4.9)."""
    row = scope.get(actor, Opportunity, _id(opportunity))
    allowed(actor, row, "quiet.open")
    if ends_on < starts_on:
        raise Refused("date_not_later", field="ends_on", requirement="M4.9")
    people = [scope.get(actor, Contact, pk) for pk in dict.fromkeys(map(_id, contacts))]
    made = create(
        actor, QuietPeriod, opportunity=row, starts_on=starts_on, ends_on=ends_on,
        why=why.strip()[:500], by_id=actor.user_id,
    )  # fmt: skip
    made.evaluators.set(people)
    return made


@action("quiet.open")
def change_quiet_period(
    actor: Actor, period_id: int, *, version: int, ends_on: date | None = None,
    contact_ids: Sequence[int] | None = None,
) -> QuietPeriod:  # fmt: skip
    """Move the end, or add evaluators. Who is let go, or a day taken off, is compliance's to say.

    Raises Forbidden where somebody else would make the period smaller.
    """
    with change(actor, QuietPeriod, period_id, right="quiet.open", version=version) as row:
        now = set(row.evaluators.values_list("pk", flat=True))
        after = now if contact_ids is None else set(contact_ids)
        day = ends_on or row.ends_on
        if day < row.starts_on:
            raise Refused("date_not_later", field="ends_on", requirement="M4.9")
        if day < row.ends_on or now - after:
            actor.require("quiet.except")
        row.ends_on = day
    row.evaluators.set([scope.get(actor, Contact, pk) for pk in sorted(after)])
    return row


@action("quiet.except")
def allow_contact(
    actor: Actor, period_id: int, *, contact_id: int, reason: str, from_on: date | None = None,
    until_on: date | None = None,
) -> QuietException:  # fmt: skip
    """Let one evaluator be contacted in a quiet period, in writing; it stays on record (M4.9)."""
    row = scope.get(actor, QuietPeriod, period_id)
    if not reason.strip():
        raise Refused("reason_required", field="reason", requirement="M4.9")
    if not row.evaluators.filter(pk=contact_id).exists():
        raise Refused("not_an_evaluator", field="contact_id", requirement="M4.9")
    first, last = from_on or max(actor.today, row.starts_on), until_on or row.ends_on
    if last < first:
        raise Refused("date_not_later", field="until_on", requirement="M4.9")
    return create(
        actor, QuietException, quiet_period=row, contact_id=contact_id, from_on=first,
        until_on=last, reason=reason.strip()[:500], by_id=actor.user_id,
    )  # fmt: skip


@action("apart.note")
def keep_apart(
    actor: Actor, *, first_account_id: int, second_account_id: int, first_id: int | None = None,
    second_id: int | None = None, why: str = "",
) -> KeptApart:  # fmt: skip
    """Say that two people, or two customers, must not run into each other (M2.8)."""
    sides = [
        _side(actor, first_account_id, first_id, "first_id"),
        _side(actor, second_account_id, second_id, "second_id"),
    ]
    allowed(actor, sides[0][0], "apart.note")
    if sides[0] == sides[1] or (sides[0][0] == sides[1][0] and None in (first_id, second_id)):
        raise Refused("apart_from_oneself", field="second_id", requirement="M2.8")
    known = _known(sides)
    return known or create(
        actor, KeptApart, first_account=sides[0][0], first=sides[0][1],
        second_account=sides[1][0], second=sides[1][1], why=why.strip()[:300],
        by_id=actor.user_id,
    )  # fmt: skip


@action("apart.note")
def let_meet(actor: Actor, pair_id: int) -> KeptApart:
    """Say that two who were kept apart may meet again."""
    with change(actor, KeptApart, pair_id, right="apart.note") as row:
        archive(actor, row)
    return row


@action("apart.note")
def restore_pair(actor: Actor, pair_id: int) -> KeptApart:
    """Keep two apart again: what was taken back is back."""
    row = scope.get(actor, KeptApart, pair_id, lock=True, archived=True)
    allowed(actor, row, "apart.note")
    return edit(actor, row, archived_at=None)


def stop_in_quiet_period(
    actor: Actor, contact_ids: Collection[int], day: date, *, field: str
) -> None:
    """Raise Refused where one of these people evaluates a tender that day (M4.9).

    It asks of every tender, also of those another team runs: the rule is the customer's.
    """
    held = quiet.evaluating(actor, contact_ids, day)
    if held:
        raise Refused(
            "quiet_period", field=field, requirement="M4.9", name=held[0].name,
            until=held[0].ends_on,
        )  # fmt: skip


def ask_about_meeting(
    actor: Actor, contact_ids: Collection[int], account_id: int, day: date | None, *,
    together_ok: bool,
) -> None:  # fmt: skip
    """Ask before a plan brings two together who must not meet (M2.8); `together_ok` answers yes."""
    found = () if together_ok or day is None else quiet.meeting(actor, contact_ids, account_id, day)
    if found:
        names = {"first": found[0].first, "second": found[0].second}
        known = all(names.values())
        raise Refused(
            "would_meet" if known else "would_meet_somebody", field="together_ok",
            requirement="M2.8", on=day, **(names if known else {}),
        )  # fmt: skip


def _side(
    actor: Actor, account_id: int, contact_id: int | None, field: str
) -> tuple[Account, Contact | None]:
    account = scope.get(actor, Account, account_id)
    if contact_id is None:
        return account, None
    person = scope.get(actor, Contact, contact_id)
    if not person.positions.filter(account=account, archived_at=None).exists():
        raise Refused("bad_choice", field=field, requirement="M2.8")
    return account, person


def _known(sides: Sequence[tuple[Account, Contact | None]]) -> KeptApart | None:
    for (a, x), (b, y) in ((sides[0], sides[1]), (sides[1], sides[0])):
        rows = KeptApart.objects.filter(first_account=a, first=x, second_account=b, second=y)
        if found := rows.filter(archived_at=None).first():
            return found
    return None


def _id(row: Opportunity | Contact | int) -> int:
    return row if isinstance(row, int) else row.pk
