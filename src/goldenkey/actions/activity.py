"""Writes of activities and next steps: what we did, what came of it, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Max, QuerySet

from goldenkey.actions import conduct, fact, grade
from goldenkey.actions.base import action, allowed, archive, change, create, edit, touch_opportunity
from goldenkey.core import outcomes
from goldenkey.data.models import (
    Account,
    Activity,
    Contact,
    Fact,
    NextStep,
    Opportunity,
    Postponement,
    Stakeholder,
)
from goldenkey.data.prepared import One, Prepared, ids
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

_SEATS = Prepared(
    lambda: Stakeholder.objects.filter(
        opportunity=One(0, BigIntegerField()), contact__in=ids(1), archived_at=None
    )
)


@action("activity.log")
def log(
    actor: Actor, *, account_id: int | None = None, opportunity_id: int | None = None,
    kind: str = "visit", on: date | None = None, contact_ids: Sequence[int] = (), note: str = "",
    agreed: bool | None = None, agreed_what: str = "", agreed_by_on: date | None = None,
    ordered: bool = False, planned: str = "", reflection: str = "", next_what: str = "",
    next_on: date | None = None, learned: Mapping[str, Any] | None = None, key: str | None = None,
) -> Activity:  # fmt: skip
    """Log a visit, call, meeting or message; two facts decide its outcome (M5.11).

    `learned` are facts by name: what those present told us counts as confirmed by them. `key`
    makes a repeated send (a phone back on the network) answer with the first row.
    """
    if key and (known := Activity.objects.filter(key=key, by=actor.user_id).first()):
        return known
    account, opportunity = _about(actor, account_id, opportunity_id)
    day = on or actor.today
    if day > actor.today:
        raise Refused("date_in_future", field="on")
    if agreed and not agreed_what.strip():
        raise Refused("required", field="agreed_what", requirement="M5.11")
    people = [scope.get(actor, Contact, pk) for pk in contact_ids]
    conduct.stop_in_quiet_period(actor, contact_ids, day, field="contact_ids")
    made = create(
        actor, Activity, account=account, opportunity=opportunity, kind=kind, on=day,
        by_id=actor.user_id, note=note.strip(), agreed=agreed, agreed_what=agreed_what.strip(),
        agreed_by_on=agreed_by_on, ordered=ordered, planned=planned,
        reflection=reflection.strip(), key=key,
        outcome=outcomes.outcome(agreed=agreed, by_on=agreed_by_on, ordered=ordered),
    )  # fmt: skip
    made.contacts.set(people)
    _meet(actor, account, opportunity, people, day)
    _learn(actor, made, people, learned or {})
    _follow(actor, made, next_what, next_on)
    return made


@action("activity.log")
def edit_log(actor: Actor, activity_id: int, *, version: int, **fields: Any) -> Activity:
    """Correct what was written of an activity; its outcome follows the two facts (M5.11)."""
    with change(actor, Activity, activity_id, right="activity.log", version=version) as made:
        for name in ("kind", "note", "agreed", "agreed_what", "agreed_by_on", "ordered"):
            if name in fields:
                setattr(made, name, fields[name])
        if made.agreed and not made.agreed_what.strip():
            raise Refused("required", field="agreed_what", requirement="M5.11")
        made.outcome = outcomes.outcome(
            agreed=made.agreed, by_on=made.agreed_by_on, ordered=made.ordered
        )
    return made


@action("activity.log")
def undo(actor: Actor, activity_id: int) -> Activity:
    """Take an activity back: put away with the step it made, and what it closed is open again.

    Facts are append-only: each one learned there is followed by a row with what was known before.
    """
    with change(actor, Activity, activity_id, right="activity.log") as made:
        made.archived_at = actor.now
    steps = NextStep.objects.filter(account=made.account_id, opportunity=made.opportunity_id)
    for step in steps.filter(source=made, archived_at=None):
        archive(actor, step)
    for step in steps.filter(done_at=made.created_at).exclude(source=made):
        edit(actor, step, done_at=None)
    for known in Fact.objects.filter(activity=made).select_related("supersedes"):
        _unlearn(actor, known)
    _unmeet(actor, made)
    return made


@action("step.edit")
def plan_step(
    actor: Actor,
    *,
    account_id: int | None = None,
    opportunity_id: int | None = None,
    what: str,
    due_on: date | None,
    agreed: bool = False,
    contact_ids: Sequence[int] = (),
    together_ok: bool = False,
) -> NextStep:
    """Plan the next step: dated, agreed by the customer or not, with whom it is to meet.

    Refused in a quiet period (M4.9), and asked about once where it would bring two together who
    must not meet (M2.8).
    """
    account, opportunity = _about(actor, account_id, opportunity_id, "step.edit")
    if not what.strip():
        raise Refused("required", field="what")
    people = [scope.get(actor, Contact, pk) for pk in contact_ids]
    _may_meet(actor, contact_ids, account.pk, due_on, together_ok=together_ok)
    made = create(
        actor, NextStep, account=account, opportunity=opportunity, what=what.strip()[:300],
        due_on=due_on, agreed=agreed, owner_id=actor.user_id,
    )  # fmt: skip
    made.contacts.set(people)
    return made


def _may_meet(
    actor: Actor, contact_ids: Sequence[int], account_id: int, day: date | None, *,
    together_ok: bool,
) -> None:  # fmt: skip
    conduct.stop_in_quiet_period(actor, contact_ids, day or actor.today, field="contact_ids")
    conduct.ask_about_meeting(actor, contact_ids, account_id, day, together_ok=together_ok)


@action("step.edit")
def finish_step(actor: Actor, step_id: int, *, done: bool = True) -> NextStep:
    """Tick a next step off, or take that back."""
    with change(actor, NextStep, step_id, right="step.edit") as step:
        step.done_at = actor.now if done else None
    return step


@action("step.edit")
def postpone_step(
    actor: Actor, step_id: int, *, version: int, due_on: date, reason: str = "",
    together_ok: bool = False,
) -> NextStep:  # fmt: skip
    """Move a next step to another day, with the reason kept in its history.

    Whom it meets is asked about as when it was planned.
    """
    with change(actor, NextStep, step_id, right="step.edit", version=version) as step:
        people = list(step.contacts.values_list("pk", flat=True))
        _may_meet(actor, people, step.account_id, due_on, together_ok=together_ok)
        create(
            actor, Postponement, step=step, from_on=step.due_on, to_on=due_on,
            reason=reason.strip()[:300], by_id=actor.user_id,
        )  # fmt: skip
        step.due_on = due_on
    return step


def _about(
    actor: Actor, account_id: int | None, opportunity_id: int | None, right: str = "activity.log"
) -> tuple[Account, Opportunity | None]:
    if opportunity_id is not None:
        opportunity = scope.get(actor, Opportunity, opportunity_id)
        allowed(actor, opportunity, right)
        touch_opportunity(opportunity_id)
        return opportunity.account, opportunity
    if account_id is None:
        raise Refused("required", field="account_id")
    account = scope.get(actor, Account, account_id)
    allowed(actor, account, right)
    return account, None


def _meet(
    actor: Actor,
    account: Account,
    opportunity: Opportunity | None,
    people: Sequence[Contact],
    day: date,
) -> None:
    """Carry the day into the copies: account, contacts, seats."""
    for person in people:
        if person.last_contact_on is None or person.last_contact_on < day:
            edit(actor, person, last_contact_on=day)
    grade.regrade(actor, account, last_contact_on=max(account.last_contact_on or day, day))
    if opportunity is None:
        return
    for seat in _SEATS.instances(opportunity.pk, [person.pk for person in people]):
        if seat.last_met_on is None or seat.last_met_on < day:
            edit(actor, seat, last_met_on=day)


def _learn(
    actor: Actor, made: Activity, people: Sequence[Contact], learned: Mapping[str, Any]
) -> None:
    if not learned or made.opportunity_id is None:
        return
    fact.record_many(
        actor, "opportunity", made.opportunity_id, values=dict(learned), confirmed=bool(people),
        said_by_id=people[0].pk if len(people) == 1 else None, activity_id=made.pk,
        observed_on=made.on,
    )  # fmt: skip


def _follow(actor: Actor, made: Activity, what: str, on: date | None) -> None:
    """What was agreed, or what we mean to do, becomes the next step; the old ones are done."""
    words = what.strip() or made.agreed_what
    if not words:
        return
    open_steps = NextStep.objects.filter(
        account=made.account_id, opportunity=made.opportunity_id, done_at=None, archived_at=None,
        due_on__lte=made.on,
    )  # fmt: skip
    for step in open_steps:
        edit(actor, step, done_at=actor.now)
    create(
        actor, NextStep, account=made.account, opportunity=made.opportunity, what=words[:300],
        due_on=on or made.agreed_by_on, agreed=bool(made.agreed and made.agreed_by_on),
        owner_id=actor.user_id, source=made,
    )  # fmt: skip


def _unlearn(actor: Actor, known: Fact) -> None:
    before = known.supersedes
    create(
        actor, Fact, subject=known.subject, subject_id=known.subject_id, name=known.name,
        value=before.value if before else None, confirmed=before.confirmed if before else False,
        said_by_id=before.said_by_id if before else None, observed_on=known.observed_on,
        recorded_at=actor.now, recorded_by_id=actor.user_id, supersedes=known,
    )  # fmt: skip


def _unmeet(actor: Actor, made: Activity) -> None:
    """The copies of the last contact, as the activities that are left say."""
    people = list(made.contacts.all())
    kept = Activity.objects.filter(archived_at=None)
    seats = Stakeholder.objects.filter(
        opportunity=made.opportunity_id, contact__in=people, archived_at=None
    )
    for seat in seats:
        theirs = kept.filter(opportunity=made.opportunity_id, contacts=seat.contact_id)
        _set_back(actor, seat, "last_met_on", made.on, theirs)
    for person in people:
        _set_back(actor, person, "last_contact_on", made.on, kept.filter(contacts=person))
    account = kept.filter(account=made.account_id)
    _set_back(actor, made.account, "last_contact_on", made.on, account)
    grade.regrade(actor, made.account)


def _set_back(actor: Actor, row: Any, name: str, day: date, kept: QuerySet[Activity]) -> None:
    if getattr(row, name) == day:
        edit(actor, row, **{name: kept.aggregate(last=Max("on"))["last"]})
