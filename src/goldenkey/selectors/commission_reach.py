"""Whose commission somebody may see: his own, his teams', or everybody's."""

from __future__ import annotations

from django.db.models import Q

from goldenkey.data.models import User
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Forbidden, NotFound
from goldenkey.policies.permissions import Reach


def person_of(actor: Actor, user_id: int) -> User:
    """Somebody whose commission the actor may see; Forbidden for a colleague, else NotFound."""
    actor.require("commission.read")
    person = User.objects.filter(pk=user_id).exclude(role="system").first()
    if person is None:
        raise NotFound("user")
    if User.objects.filter(reach_of(actor, ""), pk=user_id).exists():
        return person
    if actor.team_ids is None or person.team_id in actor.team_ids:
        raise Forbidden("commission.read")
    raise NotFound("user")


def reach_of(actor: Actor, path: str) -> Q:
    """Whose commission the actor may see."""
    reach = actor.rights.get("commission.read", Reach.NONE)
    own = Q(**{f"{path}pk": actor.user_id})
    if reach is Reach.COMPANY:
        return Q()
    return own | Q(**{f"{path}team_id__in": actor.team_ids or ()}) if reach is Reach.TEAM else own
