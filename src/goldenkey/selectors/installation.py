"""Reads of the installation: whether anybody is here yet, and who."""

from __future__ import annotations

from datetime import datetime

from goldenkey.data.models import Organisation, Team, User
from goldenkey.policies.actor import Actor, actor_for
from goldenkey.policies.errors import NotFound


def is_empty() -> bool:
    """Whether there is no company and nobody but the system; before that there is no actor."""
    others = User.objects.exclude(role="system")
    return not Organisation.objects.exists() and not others.exists()


def has_company() -> bool:
    """Whether the company was founded."""
    return Organisation.objects.exists()


def has_users() -> bool:
    """Whether anybody could sign in."""
    return User.objects.filter(is_active=True).exclude(role="system").exists()


def actor_named(username: str, now: datetime) -> Actor:
    """Somebody by sign-in name; without a name the first administrator."""
    users = User.objects.filter(is_active=True).exclude(role="system").order_by("pk")
    named = users.filter(username=username) if username else users.filter(role="admin")
    user = named.first()
    if user is None:
        raise NotFound("user")
    return actor_for(user, now)


def teams(actor: Actor) -> tuple[str, ...]:
    """The names of all teams, the topmost first."""
    actor.require("user.read")
    rows = Team.objects.order_by("parent", "pk").values_list("parent_id", "name")
    return tuple(name for _parent, name in sorted(rows, key=lambda row: row[0] is not None))
