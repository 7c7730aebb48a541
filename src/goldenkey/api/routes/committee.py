"""Committee, needs, rivals and facts of an opportunity over the API."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import committee
from goldenkey.actions import fact as facts
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.common import Made, given
from goldenkey.api.schemas.opportunity import (
    FactIn,
    NeedChange,
    NeedIn,
    RivalIn,
    SeatChange,
    SeatIn,
)

router = Router(tags=["committee"])


@router.post("/opportunities/{opportunity_id}/stakeholders", response={201: Made})
@requires("stakeholder.edit")
def seat(request: Request, opportunity_id: int, body: SeatIn) -> Any:
    """Put somebody on the committee (M4.1)."""
    return 201, committee.seat(request.actor, opportunity_id, **given(body))


@router.patch("/stakeholders/{stakeholder_id}", response=Made)
@requires("stakeholder.edit")
def change_seat(request: Request, stakeholder_id: int, body: SeatChange) -> Any:
    """Change a seat."""
    return committee.change_seat(request.actor, stakeholder_id, **given(body))


@router.delete("/stakeholders/{stakeholder_id}", response={204: None})
@requires("stakeholder.edit")
def leave_seat(request: Request, stakeholder_id: int, version: int) -> Any:
    """Take somebody off the committee (archived, not deleted)."""
    committee.leave_seat(request.actor, stakeholder_id, version=version)
    return 204, None


@router.post("/opportunities/{opportunity_id}/needs", response={201: Made})
@requires("opportunity.edit")
def add_need(request: Request, opportunity_id: int, body: NeedIn) -> Any:
    """List a need."""
    return 201, committee.add_need(request.actor, opportunity_id, **body.model_dump())


@router.patch("/needs/{need_id}", response=Made)
@requires("opportunity.edit")
def change_need(request: Request, need_id: int, body: NeedChange) -> Any:
    """Mark how well a need is met."""
    return committee.change_need(request.actor, need_id, **given(body))


@router.delete("/needs/{need_id}", response={204: None})
@requires("opportunity.edit")
def drop_need(request: Request, need_id: int, version: int) -> Any:
    """Take a need off the list (archived, not deleted)."""
    committee.drop_need(request.actor, need_id, version=version)
    return 204, None


@router.post("/opportunities/{opportunity_id}/rivals", response={201: Made})
@requires("opportunity.edit")
def place_rival(request: Request, opportunity_id: int, body: RivalIn) -> Any:
    """Say how we stand against a rival."""
    return 201, committee.place_rival(request.actor, opportunity_id, **body.model_dump())


@router.delete("/opportunities/{opportunity_id}/rivals", response={204: None})
@requires("opportunity.edit")
def drop_rival(request: Request, opportunity_id: int, name: str) -> Any:
    """Take a rival off: he is out of the race (archived, not deleted)."""
    committee.drop_rival(request.actor, opportunity_id, name=name)
    return 204, None


@router.post("/opportunities/{opportunity_id}/facts", response={201: dict[str, int]})
@requires("fact.record")
def record_fact(request: Request, opportunity_id: int, body: FactIn) -> Any:
    """Record what is known of a declared fact."""
    made = facts.record(request.actor, "opportunity", opportunity_id, **body.model_dump())
    return 201, {"id": made.pk}
