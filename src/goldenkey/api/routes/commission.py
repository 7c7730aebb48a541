"""Commission over the API: the ledger, statements, approving and paying (M7.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Router

from goldenkey.actions import commission as commissions
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.commission import (
    ApprovalIn,
    LinePage,
    MovedOut,
    PayoutIn,
    PlanNew,
    RateOut,
    StatementOut,
)
from goldenkey.api.schemas.common import Made
from goldenkey.selectors import commission as select

router = Router(tags=["commission"])


@router.get("/commission-lines", response=LinePage)
@requires("commission.read")
def list_commission_lines(request: Request, cursor: str = "", user_id: int = 0) -> Any:
    """The ledger in reach, the newest first: one's own, one's teams', or all."""
    return select.lines(request.actor, cursor=cursor, user_id=user_id or None)


@router.get("/commission-statements/{user_id}", response=StatementOut)
@requires("commission.read")
def read_statement(request: Request, user_id: int, month: date | None = None) -> Any:
    """Somebody's month, explained line by line; `month` is any day of it."""
    return select.statement(request.actor, user_id, month or request.actor.today)


@router.post("/commission-approvals", response={201: MovedOut})
@requires("commission.approve")
def approve(request: Request, body: ApprovalIn) -> Any:
    """Make payable what somebody earned until a day."""
    made = commissions.approve(request.actor, body.user_id, through=body.through)
    return 201, {"lines": len(made)}


@router.post("/commission-payouts", response={201: MovedOut})
@requires("commission.approve")
def pay(request: Request, body: PayoutIn) -> Any:
    """Note that all that is payable to somebody was paid out."""
    made = commissions.pay(request.actor, body.user_id, on=body.on, reference=body.reference)
    return 201, {"lines": len(made)}


@router.get("/commission-plans", response=list[RateOut])
@requires("commission.read")
def list_plans(request: Request) -> Any:
    """The company's commission plans, the latest first."""
    return select.plans(request.actor)


@router.post("/commission-plans", response={201: Made})
@requires("commission.approve")
def create_plan(request: Request, body: PlanNew) -> Any:
    """Set the rate from a day on."""
    return 201, commissions.create_plan(request.actor, **body.model_dump())
