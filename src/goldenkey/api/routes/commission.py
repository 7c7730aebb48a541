"""Commission over the API: the ledger, statements, approving and paying (M7.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Router

from goldenkey.actions import commission as commissions
from goldenkey.actions import commission_dispute as disputes
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.commission import (
    ApprovalIn,
    BadDebtIn,
    ChoiceOut,
    CommissionStatementOut,
    DisputeAnswerIn,
    DisputeNew,
    LinePage,
    LineQuestionOut,
    MovedOut,
    PayoutIn,
    WhatIfOut,
)
from goldenkey.api.schemas.common import Made
from goldenkey.policies.errors import Refused
from goldenkey.selectors import commission as select
from goldenkey.selectors import commission_month as around
from goldenkey.selectors import commission_standing as standing

router = Router(tags=["commission"])


@router.get("/commission-lines", response=LinePage)
@requires("commission.read")
def list_commission_lines(request: Request, cursor: str = "", user_id: int = 0) -> Any:
    """The ledger in reach, the newest first: one's own, one's teams', or all."""
    return select.lines(request.actor, cursor=cursor, user_id=user_id or None)


@router.get("/commission-statements/{user_id}", response=CommissionStatementOut)
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


@router.get("/commission-statements/{user_id}/choices", response=list[ChoiceOut])
@requires("commission.read")
def list_choices(request: Request, user_id: int) -> Any:
    """What could be paid next of somebody's contracts: invoices and receivables that are open."""
    return standing.choices(request.actor, user_id)


@router.get("/commission-statements/{user_id}/what-if", response=WhatIfOut)
@requires("commission.read")
def what_if(request: Request, user_id: int, choice: str = "") -> Any:
    """What commission would be if `choice` (invoice-12, receivable-34) were paid this month."""
    found = standing.what_if(request.actor, user_id, choice, request.actor.today)
    if found is None:
        raise Refused("bad_choice", field="choice")
    return found


@router.post("/commission-lines/{line_id}/disputes", response={201: Made})
@requires("commission.dispute")
def raise_dispute(request: Request, line_id: int, body: DisputeNew) -> Any:
    """Question a line of one's own commission."""
    return 201, disputes.raise_dispute(request.actor, line_id, words=body.words)


@router.get("/commission-disputes", response=list[LineQuestionOut])
@requires("commission.approve")
def list_disputes(request: Request) -> Any:
    """Questions that wait for an answer, the oldest first."""
    return around.questions(request.actor)


@router.post("/commission-disputes/{question_id}/answer", response=Made)
@requires("commission.approve")
def answer_dispute(request: Request, question_id: int, body: DisputeAnswerIn) -> Any:
    """Answer a question, and correct what was wrong by a line of its own."""
    return disputes.answer_dispute(request.actor, question_id, **body.model_dump())


@router.post("/commission-bad-debts", response={201: MovedOut})
@requires("commission.approve")
def bear_bad_debt(request: Request, body: BadDebtIn) -> Any:
    """Money is given up: the salespeople bear the playbook's part of it (M7.2)."""
    made = disputes.bear_bad_debt(request.actor, body.receivable_id, amount=body.amount)
    return 201, {"lines": len(made)}
