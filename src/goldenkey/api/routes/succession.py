"""Hand-overs, packs, the merged map of a customer, and closing a sign-in over the API (M0.10)."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import succession as actions
from goldenkey.actions import user as users
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.common import Made
from goldenkey.api.schemas.succession import (
    AccountMapOut,
    HandoverIn,
    HandoverOut,
    HandoverPreviewOut,
    JointVisitIn,
    PackOut,
)
from goldenkey.selectors import account_map, pack
from goldenkey.selectors import succession as select

router = Router(tags=["hand-over"])


@router.get("/handovers/preview", response=HandoverPreviewOut)
@requires("account.hand_over")
def preview(request: Request, from_user_id: int, account_id: int | None = None) -> Any:
    """What would move; nothing is changed."""
    return select.preview(request.actor, from_user_id=from_user_id, account_id=account_id)


@router.post("/handovers", response={201: HandoverOut})
@requires("account.hand_over")
def hand_over(request: Request, body: HandoverIn) -> Any:
    """Hand over: all or nothing."""
    made = actions.hand_over(request.actor, **body.model_dump())
    return 201, select.handed(request.actor, made.pk)


@router.get("/handovers/{handover_id}", response=HandoverOut)
@requires("account.hand_over")
def show(request: Request, handover_id: int) -> Any:
    """A hand-over, and whom of those customers only the giver knows."""
    return select.handed(request.actor, handover_id)


@router.post("/handovers/{handover_id}/undo", response=HandoverOut)
@requires("account.hand_over")
def undo(request: Request, handover_id: int) -> Any:
    """Give back what the taker still has; again where something was left."""
    actions.undo(request.actor, handover_id)
    return select.handed(request.actor, handover_id)


@router.get("/accounts/{account_id}/pack", response=PackOut)
@requires("account.read")
def packed(request: Request, account_id: int) -> Any:
    """People, promises, next steps and open money of one customer."""
    return pack.of_account(request.actor, account_id)


@router.post("/accounts/{account_id}/joint-visits", response={201: Made})
@requires("step.edit")
def joint_visit(request: Request, account_id: int, body: JointVisitIn) -> Any:
    """Plan that who knows somebody alone takes the customer's owner along."""
    return 201, actions.joint_visit(request.actor, account_id, **body.model_dump())


@router.get("/accounts/{account_id}/map", response=AccountMapOut)
@requires("account.read")
def merged_map(request: Request, account_id: int, closed_too: bool = False) -> Any:
    """Everybody at a customer over all its opportunities (M4.5)."""
    return account_map.account_map(request.actor, account_id, closed_too=closed_too)


@router.post("/users/{user_id}/deactivate", response={204: None})
@requires("user.manage")
def deactivate(request: Request, user_id: int) -> Any:
    """Close the sign-in of a colleague who left; nothing is deleted."""
    users.deactivate(request.actor, user_id)
    return 204, None


@router.post("/users/{user_id}/reactivate", response={204: None})
@requires("user.manage")
def reactivate(request: Request, user_id: int) -> Any:
    """Let a colleague sign in again."""
    users.reactivate(request.actor, user_id)
    return 204, None
