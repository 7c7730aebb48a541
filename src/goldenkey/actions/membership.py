"""Writes of memberships: who else sells on a record (M0.10)."""

from __future__ import annotations

from typing import Any

from goldenkey.actions.base import about, action, allowed, create, remove, touch_opportunity
from goldenkey.data.models import Account, Contract, Lead, Membership, Opportunity, User
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused

SUBJECTS: dict[str, Any] = {
    "lead": Lead, "account": Account, "opportunity": Opportunity, "contract": Contract,
}  # fmt: skip
PARTS = ("member", "presales", "service", "sponsor")


@action("opportunity.share")
def share(
    actor: Actor, kind: str, record_id: int, *, user_id: int, part: str = "member"
) -> Membership:
    """Let a colleague of any team see this record and work on it (M0.10); again to change his part.

    Raises Refused for somebody who is not active, or who owns the record already.
    """
    row = scope.get(actor, SUBJECTS[kind], record_id)
    allowed(actor, row, "opportunity.share")
    user = User.objects.filter(pk=user_id, is_active=True).exclude(role="system").first()
    if user is None or part not in PARTS:
        raise Refused("bad_choice", field="user_id" if user is None else "part")
    if row.owner_id == user_id:
        raise Refused("owns_it", field="user_id", name=user.name)
    for known in Membership.objects.filter(kind=kind, record_id=record_id, user=user):
        remove(known)
    made = create(actor, Membership, kind=kind, record_id=record_id, user=user, part=part)
    about(row)
    _touch(kind, record_id)
    return made


@action("opportunity.share")
def unshare(actor: Actor, membership_id: int) -> tuple[str, int]:
    """Take a colleague off a record; returns the record. What he did stays under his name."""
    held = Membership.objects.filter(pk=membership_id).first()
    if held is None:
        raise NotFound("record")
    row = scope.get(actor, SUBJECTS[held.kind], held.record_id)
    allowed(actor, row, "opportunity.share")
    kind, record_id = held.kind, held.record_id
    remove(held)
    about(row)
    _touch(kind, record_id)
    return kind, record_id


def _touch(kind: str, record_id: int) -> None:
    if kind == "opportunity":
        touch_opportunity(record_id)
