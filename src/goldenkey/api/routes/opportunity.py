"""Opportunities over the API: the same actions as the room; a refusal lists what is missing."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import opportunity as opportunities
from goldenkey.api.operation import Request, requires
from goldenkey.api.problems import problem
from goldenkey.api.schemas.account import GiveIn
from goldenkey.api.schemas.common import Reasoned, given
from goldenkey.api.schemas.opportunity import (
    BackIn,
    ColumnOut,
    GoIn,
    LostIn,
    OpportunityChange,
    OpportunityNew,
    OpportunityPage,
    StageIn,
)
from goldenkey.api.schemas.room import RoomOut
from goldenkey.selectors import opportunity as select
from goldenkey.selectors import room as rooms
from goldenkey.wording import codes

router = Router(tags=["opportunities"])


def _filters(
    mine: bool = False, phase: str = "", state: str = "", warned: bool = False, account_id: int = 0
) -> select.Filters:
    return select.Filters(
        mine=mine, phase=phase, state=state, warned=warned, account_id=account_id or None
    )


@router.get("/opportunities", response=OpportunityPage)
@requires("opportunity.read")
def list_opportunities(
    request: Request, cursor: str = "", mine: bool = False, phase: str = "", state: str = "",
    warned: bool = False, account_id: int = 0,
) -> Any:  # fmt: skip
    """Opportunities in scope, newest first."""
    filters = _filters(mine, phase, state, warned, account_id)
    return select.page(request.actor, filters, cursor=cursor)


@router.get("/opportunities/board", response=list[ColumnOut])
@requires("opportunity.read")
def board(request: Request, mine: bool = False, warned: bool = False) -> Any:
    """Live opportunities by phase, with counts and sums."""
    return select.board(request.actor, _filters(mine=mine, warned=warned))


@router.post("/opportunities", response={201: RoomOut})
@requires("opportunity.create")
def create_opportunity(request: Request, body: OpportunityNew) -> Any:
    """Open an opportunity at an account."""
    fields = body.model_dump()
    made = opportunities.create_opportunity(request.actor, fields.pop("account_id"), **fields)
    return 201, rooms.room(request.actor, made.pk)


@router.get("/opportunities/{opportunity_id}", response=RoomOut)
@requires("opportunity.read")
def read_opportunity(request: Request, opportunity_id: int) -> Any:
    """The opportunity room: gate, committee, warnings, needs, money."""
    return rooms.room(request.actor, opportunity_id)


@router.patch("/opportunities/{opportunity_id}", response=RoomOut)
@requires("opportunity.edit")
def change_opportunity(request: Request, opportunity_id: int, body: OpportunityChange) -> Any:
    """Change an opportunity."""
    opportunities.edit_opportunity(request.actor, opportunity_id, **given(body))
    return rooms.room(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/owner", response=RoomOut)
@requires("opportunity.edit")
def give_opportunity(request: Request, opportunity_id: int, body: GiveIn) -> Any:
    """Give an opportunity to a colleague; its team follows the owner."""
    opportunities.give(request.actor, opportunity_id, **body.model_dump())
    return rooms.room(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/stage", response=RoomOut)
@requires("opportunity.advance")
def advance(request: Request, opportunity_id: int, body: StageIn) -> Any:
    """Move to the next stage; 409 with what is missing while the gate is shut (M3.7)."""
    move = opportunities.advance_stage(request.actor, opportunity_id, **body.model_dump())
    found = rooms.room(request.actor, opportunity_id)
    if move.moved:
        return found
    missing = [{"criterion": c.id, "say": c.say, "value": c.value} for c in found.gate.missing]
    return problem(
        409, code="gate_shut", detail=codes.say("gate_shut"), requirement="M3.7", missing=missing
    )


@router.post("/opportunities/{opportunity_id}/stage/back", response=RoomOut)
@requires("opportunity.advance")
def move_back(request: Request, opportunity_id: int, body: BackIn) -> Any:
    """Move back to an earlier stage, with a reason (M0.3)."""
    opportunities.move_back(request.actor, opportunity_id, **body.model_dump())
    return rooms.room(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/decision", response=RoomOut)
@requires("opportunity.advance")
def decide(request: Request, opportunity_id: int, body: GoIn) -> Any:
    """Go on or give up, with a reason (M3.3)."""
    opportunities.decide_go(request.actor, opportunity_id, **body.model_dump())
    return rooms.room(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/loss", response=RoomOut)
@requires("opportunity.close")
def lose(request: Request, opportunity_id: int, body: LostIn) -> Any:
    """Mark as lost, with the reason and the competitor."""
    opportunities.lose(request.actor, opportunity_id, **body.model_dump())
    return rooms.room(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/drop", response=RoomOut)
@requires("opportunity.close")
def drop(request: Request, opportunity_id: int, body: Reasoned) -> Any:
    """Give up, with a reason."""
    opportunities.drop(request.actor, opportunity_id, **body.model_dump())
    return rooms.room(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/reopening", response=RoomOut)
@requires("opportunity.close")
def reopen(request: Request, opportunity_id: int, body: Reasoned) -> Any:
    """Take a lost or dropped opportunity up again."""
    opportunities.reopen(request.actor, opportunity_id, **body.model_dump())
    return rooms.room(request.actor, opportunity_id)
