"""Reads of users: who may sign in, and whom a record can be given to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from goldenkey.data.models import ApiToken, Team, User
from goldenkey.policies.actor import Actor


@dataclass(frozen=True, slots=True)
class UserRow:
    """A colleague as lists show him."""

    id: int
    username: str
    name: str
    role: str
    team: str


def by_username(username: str) -> User | None:
    """The active user of a sign-in name; before sign-in there is no actor."""
    return User.objects.filter(username=username, is_active=True).exclude(role="system").first()


def signed_in(user_id: int) -> User | None:
    """The active user of a session."""
    return User.objects.filter(pk=user_id, is_active=True).select_related("team").first()


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
    rows = User.objects.filter(is_active=True).exclude(role="system").select_related("team")
    if actor.team_ids is not None:
        rows = rows.filter(team_id__in=actor.team_ids)
    return tuple(
        UserRow(u.pk, u.username, u.name, u.role, u.team.name if u.team else "")
        for u in rows.order_by("name", "pk")[:500]
    )


def everybody(actor: Actor) -> tuple[UserRow, ...]:
    """All who work here, of any team: whom one can ask to sell along (M0.10)."""
    actor.require("user.read")
    rows = User.objects.filter(is_active=True).exclude(role="system").select_related("team")
    return tuple(
        UserRow(u.pk, u.username, u.name, u.role, u.team.name if u.team else "")
        for u in rows.order_by("name", "pk")[:500]
    )


def team_name(actor: Actor) -> str:
    """The name of the actor's own team."""
    team = Team.objects.filter(pk=actor.team_id).first() if actor.team_id else None
    return team.name if team else ""
