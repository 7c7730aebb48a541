"""The named groups of a committee over the API (M0.5)."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import body as actions
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.body import BodyChange, BodyIn, BodyOut
from goldenkey.api.schemas.common import Made
from goldenkey.selectors import body as select
from goldenkey.selectors import map as maps

router = Router(tags=["committee"])


@router.get("/opportunities/{opportunity_id}/bodies", response=list[BodyOut])
@requires("opportunity.read")
def show(request: Request, opportunity_id: int) -> Any:
    """The purchasing and evaluation committees of one opportunity."""
    maps.visible_opportunity(request.actor, opportunity_id)
    return select.of_opportunity(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/bodies", response={201: Made})
@requires("stakeholder.edit")
def form(request: Request, opportunity_id: int, body: BodyIn) -> Any:
    """Name a purchasing or evaluation committee."""
    return 201, actions.form(request.actor, opportunity_id, **body.model_dump())


@router.put("/bodies/{body_id}", response=Made)
@requires("stakeholder.edit")
def reform(request: Request, body_id: int, body: BodyChange) -> Any:
    """Change its name and members."""
    return actions.reform(request.actor, body_id, **body.model_dump())


@router.delete("/bodies/{body_id}", response={204: None})
@requires("stakeholder.edit")
def dissolve(request: Request, body_id: int) -> Any:
    """Put it away; its people stay on the committee."""
    actions.dissolve(request.actor, body_id)
    return 204, None
