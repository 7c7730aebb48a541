"""Writes of users: their own settings, new colleagues, and tokens."""

from __future__ import annotations

import hashlib
import secrets
from zoneinfo import available_timezones

from django.contrib.auth.hashers import make_password

from goldenkey.actions.base import about, action, create, edit
from goldenkey.data.models import ApiToken, Team, User
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused
from goldenkey.selectors import succession


@action("settings.own")
def choose(actor: Actor, *, language: str = "", theme: str = "", zone: str | None = None) -> None:
    """Keep the actor's own language, theme or zone; an empty zone is the organisation's."""
    user = User.objects.get(pk=actor.user_id)
    if zone and zone not in available_timezones():
        raise Refused("bad_zone", field="zone")
    edit(
        actor, user, language=language or user.language, theme=theme or user.theme,
        zone=user.zone if zone is None else zone,
    )  # fmt: skip


@action("user.manage")
def create_user(
    actor: Actor,
    *,
    username: str,
    name: str,
    role: str,
    team: str,
    language: str,
    password: str = "",
    encoded: str = "",
) -> User:
    """Add a colleague; raises Refused for a taken sign-in name.

    `encoded` is a password already encoded (one for many users); with neither nobody can sign in.
    """
    if User.objects.filter(username=username).exists():
        raise Refused("name_taken", field="username", name=username)
    where = Team.objects.filter(name=team).first()
    return create(
        actor,
        User,
        username=username,
        name=name,
        role=role,
        team=where,
        password=encoded or make_password(password or None),
        language=language,
        created_at=actor.now,
    )


@action("user.manage")
def create_team(actor: Actor, *, name: str, parent: Team | None = None) -> Team:
    """Add a team below another."""
    return create(actor, Team, name=name, parent=parent)


@action("user.manage")
def deactivate(actor: Actor, user_id: int) -> User:
    """Close the sign-in of a colleague who left; his name stays on what he did, nothing is deleted.

    Refused while anything open is still his: it would be lost to sight (M0.10).
    """
    user = User.objects.filter(pk=user_id).exclude(role="system").first()
    if user is None:
        raise NotFound("user")
    if user.pk == actor.user_id:
        raise Refused("closes_own_sign_in")
    held = succession.open_records(actor, user_id, None)
    count = sum(len(pks) for pks in held.values())
    if count:
        raise Refused("hand_over_first", name=user.name, count=count, requirement="M0.10")
    for token in ApiToken.objects.filter(user=user, revoked_at=None):
        edit(actor, token, revoked_at=actor.now)
    edit(actor, user, is_active=False)
    about(user)
    return user


@action("user.manage")
def reactivate(actor: Actor, user_id: int) -> User:
    """Let a colleague sign in again; his tokens stay shut."""
    user = User.objects.filter(pk=user_id).exclude(role="system").first()
    if user is None:
        raise NotFound("user")
    return edit(actor, user, is_active=True)


@action("token.create")
def create_token(actor: Actor, *, username: str, name: str = "") -> str:
    """Make a bearer token for a user; it is shown once, only its digest is kept."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NotFound("user")
    token = f"gk_{secrets.token_urlsafe(32)}"
    digest = hashlib.sha256(token.encode()).hexdigest()
    create(actor, ApiToken, user=user, name=name or username, digest=digest)
    return token


@action("token.create")
def revoke_tokens(actor: Actor, *, username: str) -> int:
    """Shut every token of a user for ever; returns how many were open."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise NotFound("user")
    standing = list(ApiToken.objects.filter(user=user, revoked_at=None))
    for token in standing:
        edit(actor, token, revoked_at=actor.now)
    return len(standing)


@action("token.create")
def revoke_token(actor: Actor, token_id: int) -> bool:
    """Shut one token for ever; False where it was shut before."""
    token = ApiToken.objects.filter(pk=token_id).first()
    if token is None:
        raise NotFound("record")
    if token.revoked_at is not None:
        return False
    edit(actor, token, revoked_at=actor.now)
    return True
