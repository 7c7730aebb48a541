"""Conduct over the API: the gift register, quiet periods and exceptions, who is kept apart."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import conduct as actions
from goldenkey.actions import gift as gifts
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.common import Made
from goldenkey.api.schemas.conduct import (
    GiftDecisionIn,
    GiftDetailOut,
    GiftIn,
    GiftPage,
    GiftState,
    PairIn,
    PairOut,
    QuietContactOut,
    QuietExceptionIn,
    QuietPeriodChange,
    QuietPeriodIn,
    QuietPeriodOut,
)
from goldenkey.selectors import conduct as select
from goldenkey.selectors import gift as register

router = Router(tags=["conduct"])


@router.get("/gifts", response=GiftPage)
@requires("conduct.read")
def list_gifts(
    request: Request, cursor: str = "", state: GiftState = "", opportunity_id: int = 0,
    contact_id: int = 0,
) -> Any:  # fmt: skip
    """The gift register in scope, the newest first; refusals are in it (M4.9)."""
    narrow = register.Filter(state, opportunity_id or None, contact_id or None)
    return register.register(request.actor, narrow, cursor)


@router.post("/gifts", response={201: GiftDetailOut})
@requires("gift.register")
def register_gift(request: Request, body: GiftIn) -> Any:
    """Register a gift: what the rules refuse is kept as refused, the rest waits for a decision."""
    made = gifts.register(request.actor, **body.model_dump())
    return 201, register.show(request.actor, made.entry.pk)


@router.get("/gifts/{gift_id}", response=GiftDetailOut)
@requires("conduct.read")
def read_gift(request: Request, gift_id: int) -> Any:
    """One entry, its recipient's year, and what was decided by whom."""
    return register.show(request.actor, gift_id)


@router.post("/gifts/{gift_id}/decision", response=GiftDetailOut)
@requires("gift.decide")
def decide_gift(request: Request, gift_id: int, body: GiftDecisionIn) -> Any:
    """Approve or refuse what a colleague asked for."""
    gifts.decide(request.actor, gift_id, **body.model_dump())
    return register.show(request.actor, gift_id)


@router.post("/gifts/{gift_id}/withdrawal", response=GiftDetailOut)
@requires("gift.register")
def withdraw_gift(request: Request, gift_id: int) -> Any:
    """Take an entry back; it stays in the register as withdrawn."""
    gifts.withdraw(request.actor, gift_id)
    return register.show(request.actor, gift_id)


@router.post("/gifts/{gift_id}/handover", response=GiftDetailOut)
@requires("gift.register")
def hand_over_gift(request: Request, gift_id: int) -> Any:
    """What was approved was given."""
    gifts.hand_over(request.actor, gift_id)
    return register.show(request.actor, gift_id)


@router.get("/quiet-periods", response=list[QuietPeriodOut])
@requires("conduct.read")
def list_quiet_periods(request: Request, opportunity_id: int = 0) -> Any:
    """Quiet periods in scope, those that run first."""
    return select.periods(request.actor, opportunity_id=opportunity_id or None)


@router.post("/opportunities/{opportunity_id}/quiet-periods", response={201: QuietPeriodOut})
@requires("quiet.open")
def open_quiet_period(request: Request, opportunity_id: int, body: QuietPeriodIn) -> Any:
    """Say that a tender's evaluators are left alone from a day to a day."""
    fields = body.model_dump(exclude={"contact_ids"})
    made = actions.open_quiet_period(
        request.actor, opportunity_id, contacts=body.contact_ids, **fields
    )
    return 201, select.period(request.actor, made.pk)


@router.patch("/quiet-periods/{period_id}", response=QuietPeriodOut)
@requires("quiet.open")
def change_quiet_period(request: Request, period_id: int, body: QuietPeriodChange) -> Any:
    """Move the end or add evaluators; only compliance makes a period smaller."""
    actions.change_quiet_period(request.actor, period_id, **body.model_dump())
    return select.period(request.actor, period_id)


@router.post("/quiet-periods/{period_id}/exceptions", response={201: Made})
@requires("quiet.except")
def allow_contact(request: Request, period_id: int, body: QuietExceptionIn) -> Any:
    """Let one evaluator be contacted, in writing; it stays on record."""
    return 201, actions.allow_contact(request.actor, period_id, **body.model_dump())


@router.get("/quiet-contacts", response=list[QuietContactOut])
@requires("conduct.review")
def quiet_contacts(request: Request) -> Any:
    """Who of us contacted which evaluator in a quiet period, the latest first."""
    return select.contacts_in_quiet_periods(request.actor)


@router.get("/apart-pairs", response=list[PairOut])
@requires("conduct.read")
def list_pairs(request: Request) -> Any:
    """Who must not meet whom (M2.8)."""
    return select.pairs(request.actor)


@router.post("/apart-pairs", response={201: Made})
@requires("apart.note")
def keep_apart(request: Request, body: PairIn) -> Any:
    """Say that two people, or two customers, must not run into each other."""
    return 201, actions.keep_apart(request.actor, **body.model_dump())


@router.delete("/apart-pairs/{pair_id}", response={204: None})
@requires("apart.note")
def let_meet(request: Request, pair_id: int) -> Any:
    """The two may meet again (archived, not deleted)."""
    actions.let_meet(request.actor, pair_id)
    return 204, None
