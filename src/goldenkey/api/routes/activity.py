"""Activities and next steps over the API."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import activity as activities
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.activity import (
    ActivityChange,
    ActivityIn,
    ActivityOut,
    ActivityRowOut,
    DueStepOut,
    PostponementOut,
    StepDone,
    StepIn,
    StepMove,
)
from goldenkey.api.schemas.common import Made, given
from goldenkey.selectors import account as accounts
from goldenkey.selectors import account_page
from goldenkey.selectors import activity as select

router = Router(tags=["activities"])


@router.post("/activities", response={201: ActivityOut})
@requires("activity.log")
def log_activity(request: Request, body: ActivityIn) -> Any:
    """Log a visit, call, meeting or message; its outcome follows two facts (M5.11)."""
    made = activities.log(request.actor, **body.model_dump())
    return 201, select.result(request.actor, made.pk)


@router.get("/activities/{activity_id}", response=ActivityOut)
@requires("opportunity.read")
def read_activity(request: Request, activity_id: int) -> Any:
    """One activity and what it brought."""
    return select.result(request.actor, activity_id)


@router.patch("/activities/{activity_id}", response=ActivityOut)
@requires("activity.log")
def change_activity(request: Request, activity_id: int, body: ActivityChange) -> Any:
    """Correct what was written of an activity."""
    activities.edit_log(request.actor, activity_id, **given(body))
    return select.result(request.actor, activity_id)


@router.delete("/activities/{activity_id}", response={204: None})
@requires("activity.log")
def undo_activity(request: Request, activity_id: int) -> Any:
    """Take an activity back, with the step it made (archived, not deleted)."""
    activities.undo(request.actor, activity_id)
    return 204, None


@router.get("/accounts/{account_id}/activities", response=list[ActivityRowOut])
@requires("account.read")
def activities_of_account(request: Request, account_id: int) -> Any:
    """The latest contacts with a customer, newest first."""
    accounts.detail(request.actor, account_id)  # out of scope is 404
    return account_page.activities(request.actor, account_id=account_id)


@router.get("/steps", response=list[DueStepOut])
@requires("opportunity.read")
def list_steps(request: Request) -> Any:
    """Your own next steps, the earliest first."""
    return select.steps(request.actor)


@router.post("/steps", response={201: Made})
@requires("step.edit")
def plan_step(request: Request, body: StepIn) -> Any:
    """Plan the next step."""
    return 201, activities.plan_step(request.actor, **body.model_dump())


@router.post("/steps/{step_id}/done", response=Made)
@requires("step.edit")
def finish_step(request: Request, step_id: int, body: StepDone) -> Any:
    """Tick a step off, or take that back."""
    return activities.finish_step(request.actor, step_id, done=body.done)


@router.post("/steps/{step_id}/postponement", response=Made)
@requires("step.edit")
def postpone_step(request: Request, step_id: int, body: StepMove) -> Any:
    """Move a step to another day."""
    return activities.postpone_step(request.actor, step_id, **body.model_dump())


@router.get("/steps/{step_id}/postponements", response=list[PostponementOut])
@requires("opportunity.read")
def list_postponements(request: Request, step_id: int) -> Any:
    """How often a step was moved, and why; the latest first."""
    return select.postponements(request.actor, step_id)
