"""The terms sheet over the API (M6.1–M6.2)."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import terms
from goldenkey.actions import terms_package as packages
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.terms import (
    AnswerIn,
    IssueIn,
    IssueNew,
    IssuePositionIn,
    LimitsIn,
    OfferIn,
    PackageNew,
    SheetOut,
    StatusIn,
)
from goldenkey.selectors import terms as select

router = Router(tags=["terms"])


@router.get("/opportunities/{opportunity_id}/terms", response=SheetOut)
@requires("terms.read")
def read_terms(request: Request, opportunity_id: int) -> Any:
    """The terms sheet of an opportunity."""
    return select.sheet(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/terms", response={201: SheetOut})
@requires("terms.edit")
def begin_terms(request: Request, opportunity_id: int) -> Any:
    """Begin the sheet with the playbook's issues; again changes nothing."""
    terms.open_sheet(request.actor, opportunity_id)
    return 201, select.sheet(request.actor, opportunity_id)


@router.put("/opportunities/{opportunity_id}/terms/limits", response=SheetOut)
@requires("terms.limit")
def set_limits(request: Request, opportunity_id: int, body: LimitsIn) -> Any:
    """Say where we walk away, and what we would do instead."""
    terms.edit_sheet(request.actor, opportunity_id, **body.model_dump())
    return select.sheet(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/terms/issues", response={201: SheetOut})
@requires("terms.edit")
def add_issue(request: Request, opportunity_id: int, body: IssueNew) -> Any:
    """Put an issue of our own on the sheet."""
    terms.add_issue(request.actor, opportunity_id, **body.model_dump())
    return 201, select.sheet(request.actor, opportunity_id)


@router.patch("/terms/issues/{issue_id}", response=SheetOut)
@requires("terms.edit")
def change_issue(request: Request, issue_id: int, body: IssueIn) -> Any:
    """Set target, limit and unit of an issue."""
    given = body.model_dump()
    units: dict[str, Any] = {name: given.pop(name) or "" for name in ("unit", "better")}
    row = terms.edit_issue(request.actor, issue_id, **given, **units)
    return select.sheet(request.actor, row.sheet.opportunity_id)


@router.delete("/terms/issues/{issue_id}", response={204: None})
@requires("terms.edit")
def drop_issue(request: Request, issue_id: int) -> Any:
    """Take an issue off the sheet."""
    terms.drop_issue(request.actor, issue_id)
    return 204, None


@router.post("/terms/issues/{issue_id}/position", response={201: SheetOut})
@requires("terms.edit")
def record_position(request: Request, issue_id: int, body: IssuePositionIn) -> Any:
    """Record what the customer asks for."""
    terms.record_position(request.actor, issue_id, **body.model_dump())
    return 201, select.issue(request.actor, issue_id)[0]


@router.post("/terms/issues/{issue_id}/offer", response={201: SheetOut})
@requires("terms.edit")
def make_offer(request: Request, issue_id: int, body: OfferIn) -> Any:
    """Make an offer; a concession needs something in return, or a named approver (M6.2)."""
    terms.offer(request.actor, issue_id, **body.model_dump())
    return 201, select.issue(request.actor, issue_id)[0]


@router.put("/terms/issues/{issue_id}/status", response=SheetOut)
@requires("terms.edit")
def set_status(request: Request, issue_id: int, body: StatusIn) -> Any:
    """Say that an issue is agreed, disputed or open; the playbook's fact follows."""
    terms.set_status(request.actor, issue_id, **body.model_dump())
    return select.issue(request.actor, issue_id)[0]


@router.post("/terms/moves/{move_id}/answer", response={201: SheetOut})
@requires("terms.approve")
def answer_move(request: Request, move_id: int, body: AnswerIn) -> Any:
    """Let a concession pass, or not; only who was named may."""
    terms.answer(request.actor, move_id, approve=body.approve)
    opportunity_id = select.opportunity_of(request.actor, "move", move_id)
    return 201, select.sheet(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/terms/packages", response={201: SheetOut})
@requires("terms.edit")
def add_package(request: Request, opportunity_id: int, body: PackageNew) -> Any:
    """Put terms together as a package."""
    packages.save_package(request.actor, opportunity_id, **body.model_dump())
    return 201, select.sheet(request.actor, opportunity_id)


@router.put("/terms/packages/{package_id}", response=SheetOut)
@requires("terms.edit")
def change_package(request: Request, package_id: int, body: PackageNew) -> Any:
    """Change a package."""
    opportunity_id = select.opportunity_of(request.actor, "package", package_id)
    packages.save_package(request.actor, opportunity_id, package_id=package_id, **body.model_dump())
    return select.sheet(request.actor, opportunity_id)


@router.delete("/terms/packages/{package_id}", response={204: None})
@requires("terms.edit")
def drop_package(request: Request, package_id: int) -> Any:
    """Put a package away."""
    packages.drop_package(request.actor, package_id)
    return 204, None
