"""Reads of playbooks: a version is compiled once per process, since it never changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from goldenkey.core.playbook import Playbook as Compiled
from goldenkey.data.models import Organisation, PlaybookVersion, Team
from goldenkey.playbooks import reader
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound


@dataclass(frozen=True, slots=True)
class PlaybookRow:
    """A published playbook as lists show it."""

    key: str
    number: int
    version_id: int
    name: str


@lru_cache(maxsize=64)
def compiled(version_id: int) -> Compiled:
    """A version of a playbook, ready for the core."""
    row = PlaybookVersion.objects.get(pk=version_id)
    return replace(_read(row.source, tuple(sorted(row.parents.items()))), number=row.number)


@lru_cache(maxsize=64)
def _read(source: str, parents: tuple[tuple[str, str], ...]) -> Compiled:
    return reader.read(source, parents=dict(parents).__getitem__)


def published(actor: Actor) -> tuple[PlaybookRow, ...]:
    """The published playbooks, by name in the actor's language."""
    actor.require("playbook.read")
    rows = PlaybookVersion.objects.filter(state="published").select_related("playbook")
    found = [_row(actor, row) for row in rows]
    return tuple(sorted(found, key=lambda row: row.name))


def current(actor: Actor, key: str = "") -> int:
    """The published version of a playbook; without a key the default of team or company."""
    wanted = key or _default_key(actor)
    row = PlaybookVersion.objects.filter(playbook__key=wanted, state="published").first()
    if row is None:
        raise NotFound("playbook")
    return row.pk


def of_team(team_id: int | None) -> Compiled | None:
    """The published default of a team: what grades its customers; None before any is there."""
    rows = PlaybookVersion.objects.filter(playbook__key=_key_of_team(team_id), state="published")
    row = rows.values_list("pk", flat=True).first()
    return compiled(row) if row else None


def _default_key(actor: Actor) -> str:
    return _key_of_team(actor.team_id)


def _key_of_team(team_id: int | None) -> str:
    team = Team.objects.filter(pk=team_id or 0).select_related("playbook").first()
    if team and team.playbook:
        return team.playbook.key
    ours = Organisation.objects.first()
    return (ours.default_playbook if ours else "") or "key-account"


def _row(actor: Actor, row: PlaybookVersion) -> PlaybookRow:
    name = compiled(row.pk).name.say(actor.language)
    return PlaybookRow(row.playbook.key, row.number, row.pk, name)


def key_of(version_id: int) -> str:
    """The key of the playbook a version belongs to."""
    return PlaybookVersion.objects.values_list("playbook__key", flat=True).get(pk=version_id)
