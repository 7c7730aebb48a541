"""Writes of the named groups of a committee: who sets the requirement, who evaluates (M0.5)."""

from __future__ import annotations

from collections.abc import Iterable

from goldenkey.actions.base import action, allowed, archive, change, create
from goldenkey.data.models import CommitteeBody, Opportunity
from goldenkey.data.models.committee import BODIES
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused


@action("stakeholder.edit")
def form(
    actor: Actor, opportunity_id: int, *, kind: str, name: str, member_ids: Iterable[int] = ()
) -> CommitteeBody:
    """Name a purchasing or an evaluation committee, and who of the people sits on it (M0.5)."""
    row = scope.get(actor, Opportunity, opportunity_id)
    allowed(actor, row, "stakeholder.edit")
    if kind not in BODIES:
        raise Refused("bad_choice", field="kind", requirement="M0.5")
    members = _seated(row, member_ids)
    return create(
        actor, CommitteeBody, opportunity=row, kind=kind, name=_named(name), members=members
    )


@action("stakeholder.edit")
def reform(
    actor: Actor, body_id: int, *, version: int, name: str, member_ids: Iterable[int]
) -> CommitteeBody:
    """Change the name and the members of a group; its kind stays."""
    with change(actor, CommitteeBody, body_id, right="stakeholder.edit", version=version) as made:
        made.name = _named(name)
        made.members = _seated(made.opportunity, member_ids)
    return made


@action("stakeholder.edit")
def dissolve(actor: Actor, body_id: int) -> int:
    """Put a group away; its people stay on the committee. Returns the opportunity."""
    with change(actor, CommitteeBody, body_id, right="stakeholder.edit") as made:
        archive(actor, made)
    return made.opportunity_id


def _named(name: str) -> str:
    if not name.strip():
        raise Refused("required", field="name", requirement="M0.5")
    return name.strip()[:100]


def _seated(row: Opportunity, member_ids: Iterable[int]) -> list[int]:
    """The members, each of them on this committee; a person is in a group once."""
    wanted = set(member_ids)
    seated = row.stakeholders.filter(archived_at=None).values_list("pk", flat=True)
    if not wanted <= set(seated):
        raise Refused("bad_choice", field="member_ids", requirement="M0.5")
    return sorted(wanted)
