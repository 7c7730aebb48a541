"""Reads of users: who may sign in, and whom a record can be given to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from goldenkey.data.models import ApiToken, Team, User
from goldenkey.data.prepared import One, Prepared, ids, kept
from goldenkey.policies.actor import Actor


@dataclass(frozen=True, slots=True)
class UserRow:
    """A colleague as lists show him."""

    id: int
    username: str
    name: str
    role: str
    team: str


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A bearer token as lists show it; the token itself is nowhere."""

    id: int
    username: str
    name: str
    created_at: datetime
    revoked_at: datetime | None


_SIGNED_IN = Prepared(
    lambda: User.objects.filter(pk=One(0, BigIntegerField()), is_active=True).select_related("team")
)


def by_username(username: str) -> User | None:
    """The active user of a sign-in name; before sign-in there is no actor."""
    return User.objects.filter(username=username, is_active=True).exclude(role="system").first()


def signed_in(user_id: int) -> User | None:
    """The active user of a session."""
    found: list[User] = _SIGNED_IN.instances(user_id)
    return found[0] if found else None


def by_token(token: str) -> User | None:
    """The active user of a bearer token."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = (
        ApiToken.objects.filter(digest=digest, revoked_at=None, user__is_active=True)
        .select_related("user")
        .first()
    )
    return found.user if found else None


def colleagues(actor: Actor) -> tuple[UserRow, ...]:
    """Users a record can be given to: those of the teams in scope."""
    actor.require("user.read")
    teams = actor.team_ids
    rows = kept(("colleagues", teams is None), lambda: _working(within=teams is not None))
    return tuple(_row(row) for row in rows.rows(teams or ()))


def _working(*, within: bool) -> QuerySet[Any, Any]:
    rows = User.objects.filter(is_active=True).exclude(role="system").order_by("name", "pk")
    rows = rows.filter(team_id__in=ids(0)) if within else rows
    return rows.values_list("pk", "username", "name", "role", "team__name")[:500]


def _row(row: tuple[Any, ...]) -> UserRow:
    pk, username, name, role, team = row
    return UserRow(pk, username, name, role, team or "")


def everybody(actor: Actor) -> tuple[UserRow, ...]:
    """All who work here, of any team: whom one can ask to sell along (M0.10)."""
    actor.require("user.read")
    rows = kept(("colleagues", True), lambda: _working(within=False))
    return tuple(_row(row) for row in rows.rows(()))


def tokens(actor: Actor, *, username: str = "") -> tuple[TokenRow, ...]:
    """The tokens that were made, the latest first; of one user where one is named."""
    actor.require("token.create")
    rows = ApiToken.objects.order_by("-pk")
    rows = rows.filter(user__username=username) if username else rows
    names = ("pk", "user__username", "name", "created_at", "revoked_at")
    return tuple(TokenRow(*row) for row in rows.values_list(*names)[:500])


def team_name(actor: Actor) -> str:
    """The name of the actor's own team."""
    team = Team.objects.filter(pk=actor.team_id).first() if actor.team_id else None
    return team.name if team else ""
