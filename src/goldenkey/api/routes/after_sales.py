"""After the sale over the API: planned contacts, complaints, referrals (M3.12, M8)."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import after_sales as actions
from goldenkey.actions import complaint as complaints
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.after_sales import (
    AfterSalesOut,
    ComplaintNew,
    ComplaintOut,
    ComplaintStepIn,
    DoneIn,
    DueIn,
    ReferralNew,
)
from goldenkey.api.schemas.common import Made
from goldenkey.selectors import after_sales as select

router = Router(tags=["after the sale"])


@router.get("/after-sales", response=AfterSalesOut)
@requires("follow_up.read")
def read_after_sales(
    request: Request, account_id: int = 0, contract_id: int = 0, mine: bool = False
) -> Any:
    """What is due and planned after the sale, of everybody in scope or of one customer."""
    return select.show(
        request.actor, account_id=account_id or None, contract_id=contract_id or None, mine=mine
    )


@router.post("/follow-ups/{follow_up_id}/done", response=Made)
@requires("follow_up.edit")
def finish_follow_up(request: Request, follow_up_id: int, body: DoneIn) -> Any:
    """A planned contact took place: it is logged, and one that comes again is planned anew."""
    return actions.finish_follow_up(request.actor, follow_up_id, **body.model_dump())


@router.post("/follow-ups/{follow_up_id}/day", response=Made)
@requires("follow_up.edit")
def move_follow_up(request: Request, follow_up_id: int, body: DueIn) -> Any:
    """Put a planned contact on another day."""
    return actions.move_follow_up(request.actor, follow_up_id, **body.model_dump())


@router.delete("/follow-ups/{follow_up_id}", response=Made)
@requires("follow_up.edit")
def drop_follow_up(request: Request, follow_up_id: int) -> Any:
    """Take a planned contact off."""
    return actions.drop_follow_up(request.actor, follow_up_id)


@router.post("/accounts/{account_id}/complaints", response={201: Made})
@requires("complaint.record")
def record_complaint(request: Request, account_id: int, body: ComplaintNew) -> Any:
    """Write down what a customer complains about (M8.1)."""
    return 201, complaints.record_complaint(request.actor, account_id, **body.model_dump())


@router.get("/complaints/{complaint_id}", response=ComplaintOut)
@requires("complaint.read")
def read_complaint(request: Request, complaint_id: int) -> Any:
    """One complaint with its steps."""
    return select.complaint(request.actor, complaint_id)


@router.post("/complaints/{complaint_id}/steps", response=Made)
@requires("complaint.answer")
def take_step(request: Request, complaint_id: int, body: ComplaintStepIn) -> Any:
    """Take the next step with a complaint; none is skipped."""
    return complaints.take_step(request.actor, complaint_id, **body.model_dump())


@router.post("/accounts/{account_id}/referrals", response={201: Made})
@requires("referral.record")
def ask_referral(request: Request, account_id: int, body: ReferralNew) -> Any:
    """A customer was asked whom else we could help; whom he named becomes a lead (M8.3)."""
    return 201, actions.ask_referral(request.actor, account_id, **body.model_dump())
