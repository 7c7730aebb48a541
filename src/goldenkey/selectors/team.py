"""Reads of teams: the tree with its people, for who manages them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from goldenkey.data.models import Team, User
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who can sign in, or could."""

    id: int
    username: str
    name: str
    role: str
    team_id: int | None
    team: str
    is_active: bool
    password_is_temporary: bool


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team in the tree: how deep it stands, and who is in it."""

    id: int
    name: str
    parent_id: int | None
    depth: int
    people: tuple[PersonRow, ...]


def tree(actor: Actor) -> tuple[TeamRow, ...]:
    """All teams from the top down, each before those below it; people by name."""
    actor.require("user.manage")
    below: dict[int | None, list[Team]] = defaultdict(list)
    for team in Team.objects.order_by("name", "pk"):
        below[team.parent_id].append(team)
    people: dict[int | None, list[PersonRow]] = defaultdict(list)
    for row in everybody(actor):
        people[row.team_id].append(row)
    found: list[TeamRow] = []

    def walk(parent: int | None, depth: int) -> None:
        for team in below[parent]:
            found.append(TeamRow(team.pk, team.name, parent, depth, tuple(people[team.pk])))
            walk(team.pk, depth + 1)

    walk(None, 0)
    return tuple(found)


def everybody(actor: Actor) -> tuple[PersonRow, ...]:
    """Everybody who can sign in, or could; the active first, by name."""
    actor.require("user.manage")
    rows = User.objects.exclude(role="system").order_by("-is_active", "name", "pk")
    return tuple(_person(row) for row in rows.select_related("team")[:2000])


def team(actor: Actor, team_id: int) -> TeamRow:
    """One team of the tree."""
    found = next((row for row in tree(actor) if row.id == team_id), None)
    if found is None:
        raise NotFound("record")
    return found


def person(actor: Actor, user_id: int) -> PersonRow:
    """One of everybody."""
    actor.require("user.manage")
    row = User.objects.exclude(role="system").select_related("team").filter(pk=user_id).first()
    if row is None:
        raise NotFound("user")
    return _person(row)


def _person(row: User) -> PersonRow:
    return PersonRow(
        row.pk, row.username, row.name, row.role, row.team_id, row.team.name if row.team else "",
        row.is_active, row.password_is_temporary,
    )  # fmt: skip
