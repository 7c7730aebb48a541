"""The committee's map over the API: lines, relations and places."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import map as actions
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.common import Made
from goldenkey.api.schemas.map import LinkIn, MapOut, MapPlacesIn, RelationIn
from goldenkey.selectors import map as select

router = Router(tags=["committee"])


@router.get("/opportunities/{opportunity_id}/map", response=MapOut)
@requires("opportunity.read")
def show(request: Request, opportunity_id: int) -> Any:
    """The committee with its lines, relations and places (M4.5)."""
    return select.committee_map(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/links", response={201: Made})
@requires("stakeholder.edit")
def link(request: Request, opportunity_id: int, body: LinkIn) -> Any:
    """Draw a line: who influences whom, or who is at odds with whom."""
    return 201, actions.link(request.actor, opportunity_id, **body.model_dump())


@router.delete("/links/{link_id}", response={204: None})
@requires("stakeholder.edit")
def unlink(request: Request, link_id: int) -> Any:
    """Take a line away (archived, not deleted)."""
    actions.unlink(request.actor, link_id)
    return 204, None


@router.put("/stakeholders/{stakeholder_id}/relations/{user_id}", response=Made)
@requires("stakeholder.edit")
def relate(request: Request, stakeholder_id: int, user_id: int, body: RelationIn) -> Any:
    """Say how well one of us knows one of theirs, now and as it should become."""
    return actions.relate(request.actor, stakeholder_id, user_id, **body.model_dump())


@router.put("/opportunities/{opportunity_id}/map/places", response={204: None})
@requires("stakeholder.edit")
def place(request: Request, opportunity_id: int, body: MapPlacesIn) -> Any:
    """Keep where nodes were put; the last one who moved a node is right about it."""
    actions.place(request.actor, opportunity_id, places=body.places)
    return 204, None


@router.delete("/opportunities/{opportunity_id}/map/places", response={204: None})
@requires("stakeholder.edit")
def reset(request: Request, opportunity_id: int) -> Any:
    """Lay the map out anew."""
    actions.reset(request.actor, opportunity_id)
    return 204, None
