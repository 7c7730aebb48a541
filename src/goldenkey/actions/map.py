"""Writes of the committee's map: lines between people, our relations with them, places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenkey.actions.base import action, allowed, archive, change, create, edit
from goldenkey.data.models import (
    CommitteeMap,
    Opportunity,
    SeatLink,
    SeatRelation,
    Stakeholder,
    User,
)
from goldenkey.data.models.committee import LINKS, RELATIONS
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused
from goldenkey.selectors import playbook

FARTHEST = 20_000
"""No node lies farther from the corner than this, in pixels of the map."""


@action("stakeholder.edit")
def link(
    actor: Actor, opportunity_id: int, *, from_id: int, to_id: int, kind: str
) -> SeatLink:  # fmt: skip
    """Draw a line: who influences whom, or who is at odds with whom (M4.5); again changes nothing.

    A conflict has no direction: the same two are linked once.
    """
    row = _opportunity(actor, opportunity_id)
    if kind not in LINKS:
        raise Refused("bad_choice", field="kind", requirement="M4.5")
    if from_id == to_id:
        raise Refused("linked_to_oneself", field="to_id", requirement="M4.5")
    seated = set(row.stakeholders.filter(archived_at=None).values_list("pk", flat=True))
    for field, pk in (("from_id", from_id), ("to_id", to_id)):
        if pk not in seated:
            raise Refused("bad_choice", field=field, requirement="M4.5")
    if kind == "conflicts":
        from_id, to_id = sorted((from_id, to_id))
    ends = {"from_seat_id": from_id, "to_seat_id": to_id, "kind": kind}
    known = SeatLink.objects.filter(**ends, archived_at=None).first()
    return known or create(actor, SeatLink, opportunity=row, **ends)


@action("stakeholder.edit")
def unlink(actor: Actor, link_id: int) -> int:
    """Take a line away; returns the opportunity it was drawn in."""
    with change(actor, SeatLink, link_id, right="stakeholder.edit") as held:
        archive(actor, held)
    return held.opportunity_id


@action("stakeholder.edit")
def relate(
    actor: Actor, stakeholder_id: int, user_id: int, *, now: str, target: str = ""
) -> SeatRelation:
    """Say how well one of us knows one of theirs, and where that should come to; again corrects."""
    seat = scope.get(actor, Stakeholder, stakeholder_id)
    allowed(actor, seat, "stakeholder.edit")
    if now not in RELATIONS:
        raise Refused("bad_choice", field="now", requirement="M4.5")
    if target and target not in RELATIONS:
        raise Refused("bad_choice", field="target", requirement="M4.5")
    known = SeatRelation.objects.filter(stakeholder=seat, user=user_id, archived_at=None).first()
    if known is not None:
        return edit(actor, known, now=now, target=target)
    if not User.objects.filter(pk=user_id, is_active=True).exclude(role="system").exists():
        raise NotFound("user")
    return create(actor, SeatRelation, stakeholder=seat, user_id=user_id, now=now, target=target)


@action("stakeholder.edit")
def place(
    actor: Actor, opportunity_id: int, *, places: Any
) -> CommitteeMap:  # fmt: skip
    """Keep where nodes were put; the last one who moved a node is right about it."""
    row = _opportunity(actor, opportunity_id)
    if not isinstance(places, Mapping):
        raise Refused("bad_place", field="places", requirement="M4.5")
    kept = {node: _checked(at) for node, at in places.items()}
    if not kept.keys() <= _nodes(row):
        raise Refused("bad_place", field="places", requirement="M4.5")
    known = CommitteeMap.objects.select_for_update().filter(opportunity=row).first()
    if known is None:
        return create(actor, CommitteeMap, opportunity=row, places=kept)
    return edit(actor, known, places={**known.places, **kept})


@action("stakeholder.edit")
def reset(actor: Actor, opportunity_id: int) -> int:
    """Forget where the nodes were put: the map is laid out anew. Returns how many were."""
    row = _opportunity(actor, opportunity_id)
    known = CommitteeMap.objects.select_for_update().filter(opportunity=row).first()
    if known is None:
        return 0
    count = len(known.places)
    edit(actor, known, places={})
    return count


def _opportunity(actor: Actor, pk: int) -> Opportunity:
    row = scope.get(actor, Opportunity, pk)
    allowed(actor, row, "stakeholder.edit")
    return row


def _nodes(row: Opportunity) -> set[str]:
    """The names of all nodes a map may have: people by seat, empty chairs by role."""
    seats = row.stakeholders.filter(archived_at=None).values_list("pk", flat=True)
    roles = playbook.compiled(row.playbook_version_id).roles
    return {f"seat-{pk}" for pk in seats} | {f"chair-{role.key}" for role in roles}


def _checked(at: Any) -> list[int]:
    whole = isinstance(at, list | tuple) and [type(n) for n in at] == [int, int]
    if not whole or not all(-FARTHEST <= n <= FARTHEST for n in at):
        raise Refused("bad_place", field="places", requirement="M4.5")
    return list(at)
