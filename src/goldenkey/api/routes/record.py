"""What every record with an owner has over the API: members, and who changed what."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import membership
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.codes import Owned
from goldenkey.api.schemas.company import EntryOut, MemberIn, MemberOut
from goldenkey.selectors import record as select

router = Router(tags=["records"])


@router.get("/records/{kind}/{record_id}/members", response=list[MemberOut])
@requires("user.read")
def list_members(request: Request, kind: Owned, record_id: int) -> Any:
    """Who else works on this record (M0.10)."""
    return select.members(request.actor, kind, record_id)


@router.post("/records/{kind}/{record_id}/members", response={201: list[MemberOut]})
@requires("opportunity.share")
def add_member(request: Request, kind: Owned, record_id: int, body: MemberIn) -> Any:
    """Let a colleague of any team work on this record; again to change his part."""
    membership.share(request.actor, kind, record_id, **body.model_dump())
    return 201, select.members(request.actor, kind, record_id)


@router.delete("/members/{membership_id}", response={204: None})
@requires("opportunity.share")
def remove_member(request: Request, membership_id: int) -> Any:
    """Take a colleague off a record; what he did stays under his name."""
    membership.unshare(request.actor, membership_id)
    return 204, None


@router.get("/records/{kind}/{record_id}/audit", response=list[EntryOut])
@requires("audit.read")
def audit_of(request: Request, kind: Owned, record_id: int) -> Any:
    """The latest changes of this record: who, when, which fields (M9.3)."""
    return select.audit(request.actor, kind, record_id)
