"""Each night: grades, warnings, copies and history of what time alone changed, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from goldenkey.actions import answers, collection, grade, nightly, queue, sign_in
from goldenkey.jobs.registry import job
from goldenkey.policies.actor import Actor
from goldenkey.selectors import nightly as select


@job("nightly")
def run(actor: Actor, payload: Mapping[str, Any]) -> None:
    """The work of one day; a day that was missed is made up as of its own beginning."""
    then = actor.at(_moment(actor, date.fromisoformat(payload["on"])))
    nightly.count_paces(then)
    last = 0
    while ids := select.live_opportunities(then, after=last):
        nightly.refresh(then, ids)
        last = ids[-1]
    grade.regrade_all(then)
    collection.check_sums(then)
    queue.sweep(actor)
    answers.sweep(actor)
    sign_in.sweep(actor)


def _moment(actor: Actor, day: date) -> datetime:
    if day >= actor.today:
        return actor.now
    return datetime.combine(day, time(), ZoneInfo(actor.zone))
