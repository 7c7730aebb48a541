"""Who may let something pass: named people with the right on a record."""

from __future__ import annotations

from typing import Any

from goldenkey.data.models import User
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor, actor_for
from goldenkey.policies.permissions import ROLES, rights_of
from goldenkey.selectors.contract import Option


def who_may(actor: Actor, right: str, row: Any) -> tuple[Option, ...]:
    """Active users who hold a right on the record a row hangs on, by name."""
    owner, kind = scope.owner_of(row)
    roles = [role for role in ROLES if right in rights_of(role) and role != "system"]
    users = User.objects.filter(is_active=True, role__in=roles).order_by("name", "pk")
    return tuple(
        Option(user.pk, user.name)
        for user in users
        if actor_for(user, actor.now).may(right, owner, kind=kind)
    )


def user_who_may(actor: Actor, right: str, row: Any, user_id: int) -> User | None:
    """The active user of an id, where he holds a right on the record a row hangs on."""
    owner, kind = scope.owner_of(row)
    user = User.objects.filter(pk=user_id, is_active=True).exclude(role="system").first()
    holds = user is not None and actor_for(user, actor.now).may(right, owner, kind=kind)
    return user if holds else None
