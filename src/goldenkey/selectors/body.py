"""The named groups of a committee with their members (M0.5)."""

from __future__ import annotations

from dataclasses import dataclass

from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import seats


@dataclass(frozen=True, slots=True)
class Body:
    """A purchasing or evaluation committee: seats by id, by name."""

    id: int
    version: int
    opportunity_id: int
    kind: str
    name: str
    member_ids: tuple[int, ...]
    members: tuple[str, ...]


def of_opportunity(actor: Actor, opportunity_id: int) -> tuple[Body, ...]:
    """The groups of one committee in scope, those who set the requirement first."""
    actor.require("opportunity.read")
    rows = scope.visible(actor, m.CommitteeBody).filter(opportunity=opportunity_id)
    found = list(rows.order_by("-kind", "pk"))
    names = _names(opportunity_id) if found else {}
    return tuple(_body(row, names) for row in found)


def body(actor: Actor, body_id: int) -> Body:
    """One group; NotFound out of scope."""
    actor.require("opportunity.read")
    row = scope.get(actor, m.CommitteeBody, body_id)
    return _body(row, _names(row.opportunity_id))


def _names(opportunity_id: int) -> dict[int, str]:
    return {s.pk: s.name for s in seats.of_opportunities([opportunity_id])[opportunity_id]}


def _body(row: m.CommitteeBody, names: dict[int, str]) -> Body:
    """A group of those who are still on the committee."""
    there = tuple(pk for pk in row.members if pk in names)
    return Body(
        row.pk, row.version, row.opportunity_id, row.kind, row.name, there,
        tuple(names[pk] for pk in there),
    )  # fmt: skip
