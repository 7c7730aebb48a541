"""Where the rows of Today come from: opportunities, steps, money, customers, leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q

from goldenkey.core.today import WEEK_DAYS, Matter, Subject
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import (
    today_collection,
    today_money,
    today_opportunities,
    today_service,
)
from goldenkey.selectors.today_shapes import MOST, Doing, Source, Sources, Step

SOON_DAYS: Final = 1
"""A customer shows this many days before his contact is due."""

LEADS_NAMED: Final = 3


def gather(actor: Actor) -> Sources:
    """Every record that may be on the list, by its noun and id."""
    steps = _steps(actor)
    found = today_opportunities.gather(actor, steps)
    found |= _steps_alone(actor, steps, found)
    found |= today_money.overdue(actor, found)
    found |= today_collection.steps(actor, found)
    found |= today_money.deliveries(actor)
    found |= today_service.complaints(actor)
    found |= today_service.follow_ups(actor)
    _name_somebody(found)
    found |= _accounts(actor, found)
    found |= _leads(actor)
    return {subject: source for subject, source in found.items() if source.matters}


def _steps(actor: Actor) -> list[m.NextStep]:
    """The actor's own open steps that are due this week; not of what is lost or closed."""
    week = actor.today + timedelta(days=WEEK_DAYS)
    rows = scope.visible(actor, m.NextStep).filter(
        Q(opportunity=None) | Q(opportunity__live=True),
        owner_id=actor.user_id, done_at=None, due_on__lte=week,
    )  # fmt: skip
    return list(rows.select_related("account", "opportunity").order_by("due_on", "pk")[:MOST])


def _steps_alone(actor: Actor, steps: Sequence[m.NextStep], found: Sources) -> Sources:
    """Steps with a customer, or on a colleague's opportunity."""
    alone: Sources = {}
    for step in steps:
        subject = _subject(step)
        if subject in found or subject in alone:
            continue
        source = Source(
            title=step.opportunity.name if step.opportunity else step.account.name,
            account=step.account.name if step.opportunity else "",
            account_id=step.account_id,
            usual=Doing("step"),
            step=Step(step.pk, step.version, step.what, step.due_on),
        )
        source.add(_matter_of_step(actor, step, subject))
        alone[subject] = source
    return alone


def _subject(step: m.NextStep) -> Subject:
    if step.opportunity_id:
        return ("opportunity", step.opportunity_id)
    return ("account", step.account_id)


def _matter_of_step(actor: Actor, step: m.NextStep, subject: Subject) -> Matter:
    days = (actor.today - step.due_on).days if step.due_on else 0
    params = {"what": step.what, "on": step.due_on, "agreed": step.agreed}
    return Matter("next_step", subject, days, params=params)


def _accounts(actor: Actor, found: Sources) -> Sources:
    """Customers whose rhythm asks for a contact, and nobody has planned one (M2.3, M2.6)."""
    planned = m.NextStep.objects.filter(
        account=OuterRef("pk"), done_at=None, archived_at=None, due_on__gt=actor.today
    )
    soon = actor.today + timedelta(days=SOON_DAYS)
    rows = scope.visible(actor, m.Account).filter(owner_id=actor.user_id, next_due_on__lte=soon)
    rows = rows.filter(~Exists(planned)).order_by("next_due_on", "pk")
    seen = {source.account_id for source in found.values()}
    wanted = [row for row in rows[: 2 * MOST] if row.pk not in seen][:MOST]
    own = {row.pk: row.name for row in wanted if row.kind == "person"}
    people = own | _people([row.pk for row in wanted])
    return {("account", row.pk): _account(actor, row, people.get(row.pk, "")) for row in wanted}


def _account(actor: Actor, row: m.Account, person: str) -> Source:
    source = Source(title=row.name, account_id=row.pk, usual=Doing("contact", person=person))
    params = {
        "intent": row.intent_grade, "value": row.value_grade, "last_on": row.last_contact_on,
        "on": row.next_due_on, "buys_on": row.buys_on,
    }  # fmt: skip
    due = row.next_due_on or actor.today
    source.add(Matter("contact", ("account", row.pk), (actor.today - due).days, params=params))
    return source


def _name_somebody(found: Sources) -> None:
    """Where no one of the committee can be named, somebody at the customer can."""
    alone = [s for s in found.values() if s.account_id and not s.usual.person]
    people = _people([s.account_id for s in alone if s.account_id])
    for source in alone:
        source.usual = replace(source.usual, person=people.get(source.account_id or 0, ""))
        if source.usual.person:
            for key, doing in source.doings.items():
                source.doings[key] = replace(doing, person=doing.person or source.usual.person)


def _people(ids: Sequence[int]) -> dict[int, str]:
    """For each customer the person met last."""
    posts = m.Position.objects.filter(
        account__in=ids, archived_at=None, until_on=None, contact__archived_at=None
    )
    order = (F("contact__last_contact_on").asc(nulls_first=True), "pk")
    return dict(posts.order_by(*order).values_list("account_id", "contact__name"))


def _leads(actor: Actor) -> Sources:
    """Qualified leads to convert, each; and those waiting to be evaluated, as one row."""
    if not actor.may("lead.evaluate"):
        return {}
    own = scope.visible(actor, m.Lead).filter(owner_id=actor.user_id)
    made: Sources = {}
    for lead in own.filter(state="qualified").order_by("created_at", "pk")[:5]:
        source = Source(title=str(lead), usual=Doing("convert", person=lead.person))
        source.add(Matter("qualified", ("lead", lead.pk), (actor.now - lead.created_at).days))
        made["lead", lead.pk] = source
    waiting = list(own.filter(state__in=("new", "working")).order_by("created_at", "pk")[:100])
    if waiting:
        made["leads", 0] = _waiting(actor, waiting)
    return made


def _waiting(actor: Actor, rows: Sequence[m.Lead]) -> Source:
    first = rows[0]
    source = Source(
        title="",
        usual=Doing("evaluate", person=str(first)),
        params={
            "count": len(rows), "first_id": first.pk,
            "names": tuple(str(row) for row in rows[:LEADS_NAMED]),
        },
    )  # fmt: skip
    source.add(Matter("leads", ("leads", 0), (actor.now - first.created_at).days))
    return source
