"""Tenders over the API: timetable, requirements, scores, meetings, bonds, quiet period, result."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import tender as tenders
from goldenkey.actions import tender_bid as bids
from goldenkey.actions.tender import CriterionIn
from goldenkey.actions.tender_bid import Bid
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas import tender as shapes
from goldenkey.api.schemas.common import Made
from goldenkey.core.tender import Guess
from goldenkey.policies.errors import Refused
from goldenkey.selectors import tender as select

router = Router(tags=["tenders"])
OF = "/opportunities/{opportunity_id}/tender"


@router.get(OF, response=shapes.TenderOut)
@requires("tender.read")
def read_tender(request: Request, opportunity_id: int) -> Any:
    """The tender of an opportunity with its expected ranking, also before it was begun."""
    return select.tender(request.actor, opportunity_id)


@router.post(OF, response={201: shapes.TenderOut})
@requires("tender.edit")
def open_tender(request: Request, opportunity_id: int) -> Any:
    """Begin the tender with what its notice says; again answers with the same (M6.3)."""
    tenders.open_tender(request.actor, opportunity_id)
    return 201, select.tender(request.actor, opportunity_id)


@router.patch(OF, response=shapes.TenderOut)
@requires("tender.edit")
def edit_tender(request: Request, opportunity_id: int, body: shapes.TenderIn) -> Any:
    """Change number, title, procedure or the outcome we aim at."""
    fields = body.model_dump(exclude_unset=True)
    tenders.edit_tender(request.actor, opportunity_id, **fields)
    return select.tender(request.actor, opportunity_id)


@router.put(f"{OF}/timetable", response=shapes.TenderOut)
@requires("tender.edit")
def set_timetable(request: Request, opportunity_id: int, body: shapes.TimetableIn) -> Any:
    """Set or empty dates of the timetable."""
    dates = body.model_dump(exclude_unset=True)
    tenders.set_timetable(request.actor, opportunity_id, dates=dates)
    return select.tender(request.actor, opportunity_id)


@router.post("/tender-milestones/{milestone_id}/reached", response=shapes.TenderOut)
@requires("tender.edit")
def reach_date(request: Request, milestone_id: int, body: shapes.ReachedIn) -> Any:
    """Mark a date as kept."""
    row = tenders.reach_date(request.actor, milestone_id, **body.model_dump())
    return _of(request, "milestone", row.pk)


@router.post(f"{OF}/requirements", response={201: shapes.TenderOut})
@requires("tender.edit")
def add_requirements(request: Request, opportunity_id: int, body: shapes.RequirementsIn) -> Any:
    """Add requirements, one an item; those that stand there are not doubled."""
    tenders.add_requirements(request.actor, opportunity_id, **body.model_dump())
    return 201, select.tender(request.actor, opportunity_id)


@router.post("/tender-requirements/{requirement_id}/mark", response=shapes.TenderOut)
@requires("tender.edit")
def mark_requirement(request: Request, requirement_id: int, body: shapes.MarkIn) -> Any:
    """Say how far we comply, with the answer."""
    tenders.mark_requirement(request.actor, requirement_id, **body.model_dump())
    return _of(request, "requirement", requirement_id)


@router.delete("/tender-requirements/{requirement_id}", response={204: None})
@requires("tender.edit")
def drop_requirement(request: Request, requirement_id: int) -> Any:
    """Take a requirement off the list."""
    tenders.drop_requirement(request.actor, requirement_id)
    return 204, None


@router.put(f"{OF}/criteria", response=shapes.TenderOut)
@requires("tender.edit")
def set_criteria(request: Request, opportunity_id: int, body: shapes.CriteriaIn) -> Any:
    """Set what bids are scored by; weights sum to 100 percent or some are still unknown."""
    wanted = [CriterionIn(c.name, c.weight, c.id) for c in body.criteria]
    tenders.set_criteria(request.actor, opportunity_id, criteria=wanted)
    return select.tender(request.actor, opportunity_id)


@router.post(f"{OF}/bidders", response={201: shapes.TenderOut})
@requires("tender.edit")
def add_bidder(request: Request, opportunity_id: int, body: shapes.BidderNew) -> Any:
    """Add a rival."""
    bids.add_bidder(request.actor, opportunity_id, name=body.name)
    return 201, select.tender(request.actor, opportunity_id)


@router.put("/tender-bidders/{bidder_id}/scores", response=shapes.TenderOut)
@requires("tender.edit")
def set_scores(request: Request, bidder_id: int, body: shapes.ScoresIn) -> Any:
    """Say what a bidder may score."""
    scores = {one.criterion_id: _guess(one) for one in body.scores}
    bids.set_scores(request.actor, bidder_id, scores=scores)
    return _of(request, "bidder", bidder_id)


@router.delete("/tender-bidders/{bidder_id}", response={204: None})
@requires("tender.edit")
def drop_bidder(request: Request, bidder_id: int) -> Any:
    """Take a rival off who does not bid."""
    bids.drop_bidder(request.actor, bidder_id)
    return 204, None


@router.post(f"{OF}/meetings", response={201: shapes.TenderOut})
@requires("tender.edit")
def record_meeting(request: Request, opportunity_id: int, body: shapes.TenderMeetingNew) -> Any:
    """Record a selection or bid meeting."""
    tenders.record_meeting(request.actor, opportunity_id, **body.model_dump())
    return 201, select.tender(request.actor, opportunity_id)


@router.delete("/tender-meetings/{meeting_id}", response={204: None})
@requires("tender.edit")
def drop_meeting(request: Request, meeting_id: int) -> Any:
    """Put a wrong record of a meeting away."""
    tenders.drop_meeting(request.actor, meeting_id)
    return 204, None


@router.get("/bonds", response=list[shapes.BondOut])
@requires("bond.read")
def list_bonds(request: Request) -> Any:
    """Bonds that were given and are not back; those due back first on top."""
    return select.bonds(request.actor)


@router.post(f"{OF}/bonds", response={201: Made})
@requires("bond.record")
def add_bond(request: Request, opportunity_id: int, body: shapes.BondNew) -> Any:
    """Record a bond, planned or given."""
    return 201, bids.add_bond(request.actor, opportunity_id, **body.model_dump())


@router.post("/bonds/{bond_id}/state", response=Made)
@requires("bond.record")
def move_bond(request: Request, bond_id: int, body: shapes.BondMove) -> Any:
    """A bond was given, came back, or was kept."""
    return bids.move_bond(request.actor, bond_id, **body.model_dump())


@router.delete("/bonds/{bond_id}", response={204: None})
@requires("bond.record")
def drop_bond(request: Request, bond_id: int) -> Any:
    """Put away a bond that was never given."""
    bids.drop_bond(request.actor, bond_id)
    return 204, None


@router.post(f"{OF}/quiet-period", response={201: Made})
@requires("tender.edit")
def keep_quiet(request: Request, opportunity_id: int, body: shapes.QuietNew) -> Any:
    """Open the quiet period of the tender (M4.9)."""
    return 201, bids.keep_quiet(request.actor, opportunity_id, **body.model_dump())


@router.post(f"{OF}/result", response=shapes.TenderOut)
@requires("tender.edit")
def record_result(request: Request, opportunity_id: int, body: shapes.ResultIn) -> Any:
    """Record the result; lost, the opportunity is lost to the winner for that reason."""
    fields = body.model_dump()
    fields["bids"] = [Bid(**bid) for bid in fields["bids"]]
    bids.record_result(request.actor, opportunity_id, **fields)
    return select.tender(request.actor, opportunity_id)


def _guess(one: shapes.GuessIn) -> Guess | None:
    given = (one.low, one.likely, one.high)
    if all(n is None for n in given):
        return None
    if one.low is None or one.likely is None or one.high is None:
        raise Refused("bad_score", field="scores", requirement="M6.3", most=100)
    return Guess(one.low, one.likely, one.high)


def _of(request: Request, kind: str, pk: int) -> Any:
    opportunity = select.opportunity_of(request.actor, kind, pk)
    return select.tender(request.actor, opportunity)
