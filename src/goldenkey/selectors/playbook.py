"""Reads of playbooks: a version is compiled once per process, since it never changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, CharField, Count

from goldenkey.core.playbook import Playbook as Compiled
from goldenkey.data.models import Opportunity, Organisation, PlaybookVersion, Team
from goldenkey.data.prepared import One, Prepared
from goldenkey.playbooks import reader, schema
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound


@dataclass(frozen=True, slots=True)
class PlaybookRow:
    """A published playbook as lists show it."""

    key: str
    number: int
    version_id: int
    name: str


@dataclass(frozen=True, slots=True)
class PlaybookInUse:
    """A published playbook, which one it builds on, and who uses it."""

    key: str
    number: int
    name: str
    extends: str
    published_at: datetime | None
    stages: int
    warnings: int
    teams: tuple[str, ...]
    is_default: bool
    live: int


@dataclass(frozen=True, slots=True)
class Document:
    """A playbook to be read: its rules, and the names of the playbooks they stand in."""

    row: PlaybookInUse
    book: Compiled
    names: Mapping[str, str]


@lru_cache(maxsize=64)
def compiled(version_id: int) -> Compiled:
    """A version of a playbook, ready for the core."""
    found = PlaybookVersion.objects.values_list("digest", "number").get(pk=version_id)
    digest, number = found
    return replace(_restored(digest), number=number)


@lru_cache(maxsize=64)
def _restored(digest: str) -> Compiled:
    versions = PlaybookVersion.objects.filter(digest=digest).exclude(tree="")
    trees = versions.values_list("tree", flat=True)
    return reader.restored(json.loads(trees[0]))


def drafted(actor: Actor, version_id: int) -> Compiled:
    """A version that may still change, ready for the core: its content is kept by its digest."""
    actor.require("playbook.read")
    row = PlaybookVersion.objects.exclude(tree="").filter(pk=version_id).first()
    if row is None:
        raise NotFound("playbook")
    return replace(_restored(row.digest), number=row.number)


def published(actor: Actor) -> tuple[PlaybookRow, ...]:
    """The published playbooks, by name in the actor's language."""
    actor.require("playbook.read")
    rows = PlaybookVersion.objects.filter(state="published").select_related("playbook")
    found = [_row(actor, row) for row in rows]
    return tuple(sorted(found, key=lambda row: row.name))


def in_use(actor: Actor) -> tuple[PlaybookInUse, ...]:
    """The published playbooks with who uses them: teams, and live opportunities in scope."""
    actor.require("playbook.read")
    rows = list(PlaybookVersion.objects.filter(state="published").select_related("playbook"))
    teams: dict[int, list[str]] = {}
    for name, playbook_id in Team.objects.exclude(playbook=None).values_list("name", "playbook"):
        teams.setdefault(playbook_id, []).append(name)
    live = dict(
        scope.visible(actor, Opportunity)
        .filter(live=True)
        .order_by()
        .values_list("playbook_version__playbook")
        .annotate(count=Count("pk"))
    )
    usual = _usual_key()
    found = [
        _used(actor, row, teams.get(row.playbook_id, []), usual, live.get(row.playbook_id, 0))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda row: (row.extends != "", row.name)))


def document(actor: Actor, key: str) -> Document:
    """A published playbook to be read; NotFound where there is none of this key."""
    rows = in_use(actor)
    row = next((r for r in rows if r.key == key), None)
    if row is None:
        raise NotFound("playbook")
    names = {r.key: r.name for r in rows}
    return Document(row, compiled(current(actor, key)), names)


def _used(
    actor: Actor, row: PlaybookVersion, teams: list[str], usual: str, live: int
) -> PlaybookInUse:
    book = compiled(row.pk)
    return PlaybookInUse(
        row.playbook.key, row.number, book.name.say(actor.language), book.extends or "",
        row.published_at, len(book.stages), len(book.warnings), tuple(sorted(teams)),
        row.playbook.key == usual, live,
    )  # fmt: skip


def current(actor: Actor, key: str = "") -> int:
    """The published version of a playbook; without a key the default of team or company."""
    found = _published_of(key or default_key(actor))
    if found is None:
        raise NotFound("playbook")
    return found


def of_team(actor: Actor, team_id: int | None) -> Compiled | None:
    """The published default of a team: what grades its customers; None before any is there."""
    found = _published_of(key_of_team(actor, team_id))
    return compiled(found) if found else None


def default_key(actor: Actor) -> str:
    """The playbook a record of the actor's team comes in by, unless another is named."""
    return key_of_team(actor, actor.team_id)


def key_of_team(actor: Actor, team_id: int | None) -> str:
    """The playbook a team works by: its own, else the company's."""
    if team_id is None:
        return _usual_key()
    own = next(iter(_OF_TEAM.rows(team_id)), (None,))
    return own[0] or _usual_key()


_PUBLISHED = Prepared(
    lambda: PlaybookVersion.objects.filter(
        playbook__key=One(0, CharField()), state="published"
    ).values_list("pk")
)
_OF_TEAM = Prepared(
    lambda: Team.objects.filter(pk=One(0, BigIntegerField())).values_list("playbook__key")
)
_USUAL = Prepared(lambda: Organisation.objects.values_list("default_playbook")[:1])


def _published_of(key: str) -> int | None:
    return next((pk for (pk,) in _PUBLISHED.rows(key)), None)


def _usual_key() -> str:
    return next((key for (key,) in _USUAL.rows()), "") or "key-account"


def _row(actor: Actor, row: PlaybookVersion) -> PlaybookRow:
    name = compiled(row.pk).name.say(actor.language)
    return PlaybookRow(row.playbook.key, row.number, row.pk, name)


def key_of(version_id: int) -> str:
    """The key of the playbook a version belongs to."""
    return PlaybookVersion.objects.values_list("playbook__key", flat=True).get(pk=version_id)


@dataclass(frozen=True, slots=True)
class PlaybookFile:
    """A published playbook with its file, as written."""

    key: str
    number: int
    name: str
    source: str


def published_file(actor: Actor, key: str) -> PlaybookFile:
    """The published version of a playbook with its file; NotFound without one."""
    actor.require("playbook.read")
    row = PlaybookVersion.objects.select_related("playbook").get(pk=current(actor, key))
    shown = _row(actor, row)
    return PlaybookFile(shown.key, shown.number, shown.name, row.source)


def file_schema(actor: Actor) -> dict[str, Any]:
    """The JSON Schema of a playbook file: the same for everybody who may read one."""
    actor.require("playbook.read")
    return schema.json_schema()


def channels(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Where customers come from, by the team's playbook, the best channels first (M1.1)."""
    book = of_team(actor, actor.team_id)
    found = sorted(book.channels, key=lambda c: -c.weight) if book else []
    return tuple((c.key, c.name.say(actor.language)) for c in found)
