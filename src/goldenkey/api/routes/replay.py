"""Looking back over the API: replay, the check of a loss, hit rates, the weekly review."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Router

from goldenkey.actions import review as actions
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.common import Made
from goldenkey.api.schemas.replay import HitRatesOut, LossReviewIn, ReplayOut, WeeklyOut
from goldenkey.selectors import hit_rates as rates
from goldenkey.selectors import replay, weekly

router = Router(tags=["review"])


@router.get("/opportunities/{opportunity_id}/replay", response=ReplayOut)
@requires("opportunity.read")
def show(request: Request, opportunity_id: int) -> Any:
    """What had been visible before an opportunity closed, since when, and what was done."""
    return replay.replayed(request.actor, opportunity_id)


@router.put("/opportunities/{opportunity_id}/replay/review", response=Made)
@requires("opportunity.review")
def review(request: Request, opportunity_id: int, body: LossReviewIn) -> Any:
    """Say whether the stated reason of a loss was the real one: never the owner."""
    return actions.confirm_loss(request.actor, opportunity_id, **body.model_dump())


@router.get("/reviews/week", response=WeeklyOut)
@requires("review.read")
def week(request: Request, since: date | None = None) -> Any:
    """What changed in a week, what is in danger, what was let through or put off."""
    return weekly.weekly(request.actor, since)


@router.get("/reviews/warnings", response=HitRatesOut)
@requires("review.read")
def hit_rates(request: Request) -> Any:
    """How well each warning told of losses, on own history."""
    return rates.hit_rates(request.actor)
