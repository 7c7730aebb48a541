"""What had been visible before an opportunity closed, since when, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenkey.core import replay
from goldenkey.core.playbook import Playbook
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import danger, known, met, playbook, room, timeline
from goldenkey.selectors.danger_shapes import Past, TrendPoint
from goldenkey.selectors.room_shapes import Room


@dataclass(frozen=True, slots=True)
class Visible:
    """A warning before the end: how long it could be seen, and what was done meanwhile."""

    rule: str
    say: str
    severity: str
    opened_on: date
    closed_on: date | None
    days_before: int
    ahead: bool
    done: tuple[str, ...]
    contacts: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: a warning opened or closed, an answer, a contact, a fact."""

    on: date
    kind: str
    words: str = ""
    detail: str = ""
    severity: str = ""
    by: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """What a second person found about the reason."""

    version: int
    stated: str
    verdict: str
    reason: str
    rule: str
    rule_say: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Replay:
    """A closed opportunity looked at again."""

    room: Room
    ended_on: date
    visible: tuple[Visible, ...]
    entries: tuple[Entry, ...]
    trend: tuple[TrendPoint, ...]
    review: Review | None
    may_review: bool
    rules: tuple[tuple[str, str], ...]

    @property
    def outdated(self) -> bool:
        """Whether the stated reason changed after it was checked (taken up and lost again)."""
        return self.review is not None and self.review.stated != self.room.lost_reason


def replayed(actor: Actor, opportunity_id: int) -> Replay:
    """A closed or won opportunity with everything that was known before its end."""
    found = room.room(actor, opportunity_id)
    ended_on = found.won_on if found.state == "won" else found.closed_on
    if ended_on is None:
        raise Refused("not_closed")
    row = scope.visible(actor, m.Opportunity).get(pk=found.id)
    book = playbook.compiled(row.playbook_version_id)
    shown = danger.shows(found)
    past = [p for p in danger.past_of(actor, found.id, book) if shown(p.rule, book)]
    before = [p for p in past if p.opened_on <= ended_on]
    activities = met.of_opportunities([found.id])[found.id]
    visible = tuple(_visible(p, ended_on, activities) for p in reversed(before))
    return Replay(
        room=found,
        ended_on=ended_on,
        visible=tuple(sorted(visible, key=lambda v: (not v.ahead, v.opened_on, v.rule))),
        entries=_entries(actor, found, book, before, activities),
        trend=danger.trend_of(actor, found.id),
        review=_review(actor, found, book),
        may_review=_may_review(found, actor),
        rules=tuple({p.rule: p.say for p in before}.items()),
    )


def _may_review(found: Room, actor: Actor) -> bool:
    closed = found.state in ("lost", "dropped")
    return closed and "opportunity.review" in found.may and found.owner_id != actor.user_id


def _visible(past: Past, ended_on: date, activities: Sequence[met.Met]) -> Visible:
    stood = replay.Stood(past.rule, past.opened_on, past.closed_on)
    until = min(past.closed_on or ended_on, ended_on)
    return Visible(
        past.rule, past.say, past.severity, past.opened_on, past.closed_on,
        max(0, (ended_on - past.opened_on).days), replay.before_end(stood, ended_on),
        tuple(a.answer for a in past.answers),
        sum(past.opened_on <= one.on <= until for one in activities),
    )  # fmt: skip


def _entries(
    actor: Actor, found: Room, book: Playbook, past: Sequence[Past], activities: Sequence[met.Met]
) -> tuple[Entry, ...]:
    trail = timeline.trail(actor, found.id)
    made = [
        *_of_warnings(past),
        *(_activity(one) for one in activities),
        *_facts(found.id, book, actor.language),
        *(Entry(e.on, e.kind, e.words, e.detail, by=e.by) for e in trail.events),
    ]
    return tuple(sorted(made, key=lambda e: (e.on, e.kind), reverse=True))


def _of_warnings(past: Iterable[Past]) -> Iterator[Entry]:
    for one in past:
        yield Entry(one.opened_on, "warning_opened", one.say, severity=one.severity)
        for on in one.changed_on:
            yield Entry(on, "warning_changed", one.say, severity=one.severity)
        for said in one.answers:
            yield Entry(said.on, f"warning_{said.answer}", one.say, said.reason, by=said.by)
        if one.closed_on is not None:
            yield Entry(one.closed_on, "warning_closed", one.say, severity=one.severity)


def _activity(one: met.Met) -> Entry:
    return Entry(one.on, one.kind, one.note or one.agreed_what, one.outcome, by=one.by, id=one.id)


def _facts(pk: int, book: Playbook, say: str) -> Iterator[Entry]:
    for row in known.of_opportunities([pk])[pk]:
        fact = book.fact(row.name)
        if fact is not None and fact.label is not None:
            detail = "confirmed" if row.confirmed else "belief"
            yield Entry(row.observed_on, "fact", fact.label.say(say), detail)


def _review(actor: Actor, found: Room, book: Playbook) -> Review | None:
    row: Any = m.LossReview.objects.select_related("by").filter(opportunity=found.id).first()
    if row is None:
        return None
    say = danger.said_of(book, row.rule, actor.language) if row.rule else ""
    return Review(
        row.version, row.stated, row.verdict, row.reason, row.rule, say, row.by.name,
        danger.day_of(actor, row.at),
    )  # fmt: skip
