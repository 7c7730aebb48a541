"""Reads of nightly work: which day is next, and what time alone may have changed."""

from __future__ import annotations

from datetime import date, timedelta

from goldenkey.data.models import Job, Opportunity
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor

NAME = "nightly"
BATCH = 400


def key_of(day: date) -> str:
    """The key that makes a day's work unique."""
    return f"{NAME}:{day.isoformat()}"


def next_day(actor: Actor) -> date | None:
    """The oldest day whose nightly work is still to do; None while one is waiting or running."""
    last = Job.objects.filter(name=NAME).order_by("-unique_key").first()
    if last is None:
        return actor.today
    if last.state in ("ready", "running"):
        return None
    day = date.fromisoformat(last.payload["on"]) + timedelta(days=1)
    return day if day <= actor.today else None


def live_opportunities(actor: Actor, *, after: int) -> list[int]:
    """The next ids of live opportunities that nobody changed later than the actor's instant."""
    actor.require("job.run")
    every = scope.visible(actor, Opportunity)
    later = every.filter(history__valid_to=None, history__valid_from__gt=actor.now)
    rows = every.filter(live=True, pk__gt=after)
    return list(rows.exclude(pk__in=later).order_by("pk").values_list("pk", flat=True)[:BATCH])
