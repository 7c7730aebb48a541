"""The job queue: work is leased, not taken, so that the job of a killed worker is run again.

Leases are written without an audit entry: they say nothing about the company's records. A job
runs at least once; every closing write names the worker and the attempt, so that a worker that
lost its lease cannot close what another one runs by now.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from goldenkey.data.models import Job
from goldenkey.policies.actor import Actor

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 6
KEPT_DAYS = 30
LOST = "the worker was lost"


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that one worker runs until its lease ends."""

    id: int
    name: str
    payload: Mapping[str, Any]
    worker: str
    attempt: int


def enqueue(
    actor: Actor,
    name: str,
    payload: Mapping[str, Any] | None = None,
    *,
    run_at: datetime | None = None,
    unique_key: str | None = None,
) -> bool:
    """Add a job in the transaction of the running action; False where its key is there already."""
    if not connection.in_atomic_block:
        raise RuntimeError("a job is enqueued inside the transaction that asks for it")
    if unique_key and Job.objects.filter(unique_key=unique_key).exists():
        return False
    job = Job(
        name=name, payload=dict(payload or {}), run_at=run_at or actor.now,
        created_at=actor.now, unique_key=unique_key,
    )  # fmt: skip
    Job.objects.bulk_create([job], ignore_conflicts=True)
    return True


def waiting(actor: Actor, names: Collection[str]) -> bool:
    """Whether there is anything to claim: a read, so that idle workers never lock the database."""
    return _ready(actor.now, names).exists() or _expired(actor.now, names).exists()


def claim(actor: Actor, worker: str, names: Collection[str]) -> Claim | None:
    """Lease the oldest job that is due and whose name this worker knows."""
    with transaction.atomic():
        _take_back(actor.now, names)
        jobs = _ready(actor.now, names)
        if connection.vendor == "postgresql":
            jobs = jobs.select_for_update(skip_locked=True)
        job = jobs.order_by("run_at", "id").first()
        if job is None:
            return None
        job.state, job.worker, job.attempts = "running", worker, job.attempts + 1
        job.lease_until = actor.now + LEASE
        job.save(update_fields=["state", "worker", "attempts", "lease_until"])
    return Claim(job.pk, job.name, job.payload, worker, job.attempts)


def heartbeat(actor: Actor, held: Claim) -> bool:
    """Lengthen the lease; False where another worker has the job by now."""
    return bool(_held(held).update(lease_until=actor.now + LEASE))


def finish(actor: Actor, held: Claim) -> bool:
    """Close a job that was done; False where the lease was lost."""
    return bool(_held(held).update(state="done", finished_at=actor.now, lease_until=None, error=""))


def fail(actor: Actor, held: Claim, error: str, *, final: bool = False) -> bool:
    """Try again later, later each time; after the last attempt, or at once, it stays failed."""
    if final or held.attempt >= MAX_ATTEMPTS:
        last = {"state": "failed", "finished_at": actor.now}
    else:
        last = {"state": "ready", "run_at": actor.now + back_off(held.attempt)}
    return bool(_held(held).update(lease_until=None, error=error, **last))


def give_back(actor: Actor, held: Claim) -> bool:
    """Return a job that a stopping worker could not finish; the attempt does not count."""
    return bool(
        _held(held).update(
            state="ready", run_at=actor.now, lease_until=None, attempts=F("attempts") - 1
        )
    )


def back_off(attempt: int) -> timedelta:
    """Twice as long after each attempt, more or less, so that failures do not come in step."""
    return timedelta(seconds=2**attempt * random.uniform(0.5, 1.5))  # noqa: S311 - no secret


def sweep(actor: Actor) -> int:
    """Forget jobs that were done long ago; failed ones stay until somebody looks."""
    old = Job.objects.filter(state="done", finished_at__lt=actor.now - timedelta(days=KEPT_DAYS))
    return old.delete()[0]


def _ready(now: datetime, names: Collection[str]) -> QuerySet[Job]:
    return Job.objects.filter(state="ready", run_at__lte=now, name__in=list(names))


def _expired(now: datetime, names: Collection[str]) -> QuerySet[Job]:
    return Job.objects.filter(state="running", lease_until__lt=now, name__in=list(names))


def _take_back(now: datetime, names: Collection[str]) -> None:
    """Jobs of lost workers are ready again; one that loses every worker fails in the end."""
    lost = _expired(now, names).order_by("pk")
    if connection.vendor == "postgresql":
        lost = lost.select_for_update(skip_locked=True)
    ids = list(lost.values_list("pk", flat=True))
    if not ids:
        return
    mine = Job.objects.filter(pk__in=ids)
    mine.filter(attempts__gte=MAX_ATTEMPTS).update(
        state="failed", finished_at=now, lease_until=None, error=LOST
    )
    mine.filter(attempts__lt=MAX_ATTEMPTS).update(
        state="ready", run_at=now, lease_until=None, error=LOST
    )


def _held(held: Claim) -> QuerySet[Job]:
    return Job.objects.filter(
        Q(pk=held.id, worker=held.worker, attempts=held.attempt, state="running")
    )
