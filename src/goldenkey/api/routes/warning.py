"""Warnings over the API: how an opportunity is, and what one answers to a warning."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import warning as actions
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.common import Made
from goldenkey.api.schemas.warning import DismissIn, HealthOut, SnoozeIn
from goldenkey.selectors import danger

router = Router(tags=["warnings"])


@router.get("/opportunities/{opportunity_id}/health", response=HealthOut)
@requires("opportunity.read")
def health(request: Request, opportunity_id: int) -> Any:
    """Warnings with what they saw, what was answered, what stood before, and the trend (M4.7)."""
    return danger.health(request.actor, opportunity_id)


@router.post("/opportunities/{opportunity_id}/warnings/{rule}/snooze", response={201: Made})
@requires("warning.answer")
def snooze(request: Request, opportunity_id: int, rule: str, body: SnoozeIn) -> Any:
    """Put a warning off until a day; it is back earlier when what it saw changes."""
    return 201, actions.snooze(request.actor, opportunity_id, rule, **body.model_dump())


@router.post("/opportunities/{opportunity_id}/warnings/{rule}/dismiss", response={201: Made})
@requires("warning.answer")
def dismiss(request: Request, opportunity_id: int, rule: str, body: DismissIn) -> Any:
    """Dismiss a warning; it is back when what it saw changes."""
    return 201, actions.dismiss(request.actor, opportunity_id, rule, **body.model_dump())


@router.delete("/warning-answers/{answer_id}", response={204: None})
@requires("warning.answer")
def take_back(request: Request, answer_id: int) -> Any:
    """Let a warning stand again; what was answered stays in the history."""
    actions.take_back(request.actor, answer_id)
    return 204, None
