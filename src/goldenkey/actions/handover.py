"""Writes of the hand-over: items of the playbook's list done for one delivery (M3.10)."""

from __future__ import annotations

from goldenkey.actions.base import about, action, allowed, archive, change, create
from goldenkey.data.models import Delivery, HandoverCheck
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import handover as select


@action("delivery.record")
def check_item(
    actor: Actor, delivery_id: int, *, list_key: str, item: str, done: bool = True
) -> Delivery:
    """Tick an item of a hand-over list, or take the tick back; ticked twice it stays one."""
    row = scope.get(actor, Delivery, delivery_id, lock=True)
    allowed(actor, row, "delivery.record")
    if (list_key, item) not in select.known(actor, row):
        raise Refused("check_unknown", field="item", requirement="M3.10")
    about(row)
    held = row.checks.filter(list_key=list_key, item=item, archived_at=None).first()
    if done and held is None:
        create(
            actor, HandoverCheck, delivery=row, list_key=list_key, item=item, on=actor.today,
            by_id=actor.user_id,
        )  # fmt: skip
    if not done and held is not None:
        archive(actor, held)
    return row


@action("delivery.record")
def note_wait(
    actor: Actor, delivery_id: int, *, minutes: int, version: int | None = None
) -> Delivery:
    """Note how long the customer waited at the hand-over; waiting is measured (M3.10)."""
    if not 0 <= minutes <= 10_000:
        raise Refused("out_of_range", field="minutes")
    with change(actor, Delivery, delivery_id, right="delivery.record", version=version) as row:
        row.waited_minutes = minutes
    return row
