"""One timeline of an opportunity: activities, gates let through, contracts, stage moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from goldenkey.data import models as m
from goldenkey.policies.actor import Actor

LATEST = 30


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: what kind, when, by whom, in whose words."""

    kind: str
    on: date
    by: str
    words: str
    detail: str = ""
    outcome: str = ""


def of_opportunity(actor: Actor, opportunity_id: int) -> tuple[Event, ...]:
    """The latest events of an opportunity in the actor's scope, newest first."""
    found = [
        *_activities(opportunity_id),
        *_overrides(actor, opportunity_id),
        *_moves(actor, opportunity_id),
    ]
    return tuple(sorted(found, key=lambda e: e.on, reverse=True)[:LATEST])


def _activities(pk: int) -> list[Event]:
    rows = (
        m.Activity.objects.filter(opportunity=pk, archived_at=None)
        .select_related("by")
        .prefetch_related("contacts")
        .order_by("-on", "-pk")[:LATEST]
    )
    return [
        Event(
            a.kind,
            a.on,
            a.by.name,
            a.note,
            "、".join(c.name for c in a.contacts.all()),
            a.outcome,
        )
        for a in rows
    ]


def _overrides(actor: Actor, pk: int) -> list[Event]:
    rows = m.GateOverride.objects.filter(opportunity=pk).select_related("by").order_by("-pk")
    return [
        Event(
            "back" if o.missing == ["backward"] else "override",
            o.at.astimezone(ZoneInfo(actor.zone)).date(),
            o.by.name,
            o.reason,
            o.stage,
        )
        for o in rows[:LATEST]
    ]


def _moves(actor: Actor, pk: int) -> list[Event]:
    """Where stage, state or close date changed between one history row and the next."""
    rows = list(
        m.OpportunityHistory.objects.filter(opportunity=pk)
        .select_related("by")
        .order_by("valid_from", "pk")
    )
    found: list[Event] = []
    for before, after in zip([None, *rows], rows, strict=False):
        for kind, detail in _changed(before, after):
            on = after.valid_from.astimezone(ZoneInfo(actor.zone)).date()
            found.append(Event(kind, on, after.by.name if after.by else "", "", detail))
    return found[-LATEST:]


def _changed(
    before: m.OpportunityHistory | None, after: m.OpportunityHistory
) -> list[tuple[str, str]]:
    if before is None:
        return [("opened", after.phase)]
    found = []
    if before.stage != after.stage:
        found.append(("moved", after.phase))
    if before.state != after.state:
        found.append(("state", after.state))
    if before.close_on != after.close_on and after.close_on:
        found.append(("close_date", after.close_on.isoformat()))
    return found
