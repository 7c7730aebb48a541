"""One timeline of an opportunity: activities, gates let through, stage moves, files, members.

What is not an activity is read in one statement; activities come with the snapshot's rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    F,
    IntegerField,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast

from goldenkey.data import models as m
from goldenkey.data.prepared import One, Prepared
from goldenkey.policies.actor import Actor
from goldenkey.selectors.met import Met

_ID = One(0, BigIntegerField())
LATEST = 30
COLUMNS = ("kind", "row_id", "at", "who", "words", "stage", "phase", "state", "day", "number")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: what kind, when, by whom, in whose words."""

    kind: str
    on: date
    by: str
    words: str
    detail: str = ""
    outcome: str = ""
    id: int = 0
    version: int = 0
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file kept as evidence."""

    id: int
    name: str
    size: int
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody else who sells here (M0.10)."""

    id: int
    user_id: int
    name: str
    part: str


@dataclass(slots=True)
class Trail:
    """What is kept of an opportunity beside its activities."""

    events: list[Event] = field(default_factory=list)
    files: list[FileRow] = field(default_factory=list)
    members: list[MemberRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    id: int
    at: datetime
    who: str
    words: str
    stage: str
    phase: str
    state: str
    day: date | None
    number: int


def events(trail: Trail, activities: Iterable[Met]) -> tuple[Event, ...]:
    """The latest events, newest first."""
    found = [*trail.events, *(_activity(a) for a in activities)]
    return tuple(sorted(found, key=lambda e: (e.on, e.id), reverse=True)[:LATEST])


def trail(actor: Actor, opportunity_id: int) -> Trail:
    """What is kept of an opportunity in the actor's scope beside its activities."""
    rows = [_Row(*row) for row in _ALL.rows(opportunity_id)]
    rows.sort(key=lambda row: (row.at, row.id))
    zone, found = ZoneInfo(actor.zone), Trail()
    for row in rows:
        _put(found, row, row.at.astimezone(zone).date())
    found.events += _moves([row for row in rows if row.kind == "history"], zone)
    return found


def _put(found: Trail, row: _Row, on: date) -> None:
    if row.kind == "file":
        found.files.append(FileRow(row.id, row.words, row.number, on, row.who))
        found.events.append(Event("file", on, row.who, row.words, id=row.id))
    elif row.kind == "member":
        found.members.append(MemberRow(row.id, row.number, row.who, row.state))
    elif row.kind in ("override", "back"):
        found.events.append(Event(row.kind, on, row.who, row.words, row.stage, id=row.id))


def _activity(one: Met) -> Event:
    words = one.note or one.agreed_what
    return Event(
        one.kind, one.on, one.by, words, "", one.outcome, one.id, one.version, tuple(one.names)
    )


def _moves(rows: Sequence[_Row], zone: ZoneInfo) -> list[Event]:
    """Where stage, state or close date changed between one history row and the next."""
    found: list[Event] = []
    for before, after in zip([None, *rows], rows, strict=False):
        on = after.at.astimezone(zone).date()
        found += [Event(kind, on, after.who, "", said) for kind, said in _changed(before, after)]
    return found[-LATEST:]


def _changed(before: _Row | None, after: _Row) -> list[tuple[str, str]]:
    if before is None:
        return [("opened", after.phase)]
    found = []
    if before.stage != after.stage:
        found.append(("moved", after.stage))
    if before.state != after.state:
        found.append(("state", after.state))
    if before.day != after.day and after.day:
        found.append(("close_date", after.day.isoformat()))
    return found


def _history() -> QuerySet[Any, Any]:
    rows = m.OpportunityHistory.objects.filter(opportunity_id=_ID)
    return _columns(
        rows, kind=Value("history", CharField()), at=F("valid_from"), who=F("by__name"),
        stage=F("stage"), phase=F("phase"), state=F("state"), day=F("close_on"),
    )  # fmt: skip


def _overrides() -> QuerySet[Any, Any]:
    """Both kinds of override; a move back names no criterion, only `backward`."""
    rows = m.GateOverride.objects.filter(opportunity_id=_ID)
    backward = Case(When(missing=["backward"], then=Value("back")), default=Value("override"))
    return _columns(
        rows, kind=backward, at=F("at"), who=F("by__name"), words=F("reason"), stage=F("stage")
    )


def _files() -> QuerySet[Any, Any]:
    rows = m.EvidenceFile.objects.filter(kind="opportunity", record_id=_ID, archived_at=None)
    return _columns(
        rows, kind=Value("file", CharField()), at=F("created_at"), who=F("by__name"),
        words=F("name"), number=F("size"),
    )  # fmt: skip


def _members() -> QuerySet[Any, Any]:
    rows = m.Membership.objects.filter(kind="opportunity", record_id=_ID)
    return _columns(
        rows, kind=Value("member", CharField()), at=F("created_at"), who=F("user__name"),
        state=F("part"), number=F("user_id"),
    )  # fmt: skip


def _columns(rows: QuerySet[Any], **given: Any) -> QuerySet[Any, Any]:
    """The same columns for each table; what one lacks is empty, of the right type."""
    words = {name: Value("", CharField()) for name in ("words", "stage", "phase", "state")}
    empty: dict[str, Any] = {
        **words, "day": Cast(Value(None), DateField()), "number": Value(0, IntegerField()),
    }  # fmt: skip
    named = {f"t_{name}": value for name, value in {"row_id": F("pk"), **empty, **given}.items()}
    found: QuerySet[Any, Any] = rows.order_by().annotate(**named)
    return found.values_list(*(f"t_{name}" for name in COLUMNS))


_ALL = Prepared(lambda: _history().union(_overrides(), _files(), _members(), all=True))
