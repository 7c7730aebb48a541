"""Commission plans and months over the API: set and changed, closed and checked (M7.5)."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import commission_month as months
from goldenkey.actions import commission_plan as plans
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.commission_plan import (
    LedgerCheckOut,
    MonthIn,
    MonthMade,
    MonthsOut,
    PlanChange,
    PlanEnd,
    PlanNew,
    PlanRule,
    RateOut,
)
from goldenkey.api.schemas.common import Made
from goldenkey.selectors import commission_month as select

router = Router(tags=["commission"])


@router.get("/commission-plans", response=list[RateOut])
@requires("commission_plan.read")
def list_plans(request: Request) -> Any:
    """The company's commission plans, the latest first."""
    return select.plans(request.actor)


@router.post("/commission-plans", response={201: Made})
@requires("commission_plan.edit")
def create_plan(request: Request, body: PlanNew) -> Any:
    """Set the rule for contracts signed from a day on."""
    return 201, plans.create_plan(request.actor, **_rule(body))


@router.patch("/commission-plans/{plan_id}", response=Made)
@requires("commission_plan.edit")
def change_plan(request: Request, plan_id: int, body: PlanChange) -> Any:
    """Change the rule from a day on; where contracts run on it, another plan follows it."""
    return plans.change_plan(request.actor, plan_id, **_rule(body))


@router.post("/commission-plans/{plan_id}/end", response=Made)
@requires("commission_plan.edit")
def end_plan(request: Request, plan_id: int, body: PlanEnd) -> Any:
    """Let a plan end on a day."""
    return plans.end_plan(request.actor, plan_id, **body.model_dump())


@router.get("/commission-months", response=MonthsOut)
@requires("commission.close")
def list_months(request: Request) -> Any:
    """Closed months, the latest first, and the one that is next."""
    return select.months(request.actor)


@router.post("/commission-months", response={201: MonthMade})
@requires("commission.close")
def close_month(request: Request, body: MonthIn) -> Any:
    """Close a month for everybody in one transaction."""
    return 201, months.close_month(request.actor, month=body.month)


@router.get("/commission-checks", response=LedgerCheckOut)
@requires("commission.close")
def check_ledger(request: Request) -> Any:
    """Work the whole ledger out anew and compare, to the cent."""
    return select.recompute(request.actor)


def _rule(body: PlanRule) -> dict[str, Any]:
    given = body.model_dump()
    return {**given, "tiers": [(tier["above"], tier["rate"]) for tier in given["tiers"]]}
