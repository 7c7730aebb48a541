"""Writes of nightly work: what changes although nobody did anything, because a day passed."""

from __future__ import annotations

from collections.abc import Sequence

from goldenkey.actions import derive, queue
from goldenkey.actions.base import action, create, edit
from goldenkey.data.models import Opportunity, StagePace
from goldenkey.policies.actor import Actor
from goldenkey.selectors import nightly, pace


@action("job.run")
def schedule(actor: Actor) -> bool:
    """Enqueue the nightly work of the oldest day that had none; missed days follow one by one."""
    day = nightly.next_day(actor)
    if day is None:
        return False
    key = nightly.key_of(day)
    return queue.enqueue(actor, nightly.NAME, {"on": day.isoformat()}, unique_key=key)


@action("job.run")
def count_paces(actor: Actor) -> int:
    """Count anew how long most won ones stayed in each stage; returns how many figures changed."""
    held = {(row.playbook_id, row.stage): row for row in StagePace.objects.all()}
    changed = 0
    for key, (days, won) in pace.of_won(actor).items():
        row = held.get(key)
        if row is None:
            create(
                actor, StagePace, playbook_id=key[0], stage=key[1], days=days, won=won,
                counted_on=actor.today,
            )  # fmt: skip
        elif (row.days, row.won) != (days, won):
            edit(actor, row, days=days, won=won, counted_on=actor.today)
        changed += row is None or row.days != days
    return changed


@action("job.run")
def refresh(actor: Actor, ids: Sequence[int]) -> None:
    """Make copies, warnings and history of these opportunities anew, as of the actor's instant.

    The rows are locked first, so that a change made meanwhile is not overwritten.
    """
    rows = Opportunity.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    derive.refresh(actor, rows.values_list("pk", flat=True))
