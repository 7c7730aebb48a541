"""The job queue: nothing is lost, nothing is closed by who does not hold it, failures wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from goldenkey.actions import queue
from goldenkey.data.models import Job
from goldenkey.jobs.worker import Worker
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

KNOWN = frozenset({"note"})


def add(system: Actor, name: str = "note", **options: Any) -> Job:
    with transaction.atomic():
        queue.enqueue(system, name, {"n": 1}, **options)
    return Job.objects.latest("pk")


def claim(actor: Actor, worker: str = "a") -> queue.Claim:
    held = queue.claim(actor, worker, KNOWN)
    assert held is not None
    return held


@pytest.mark.django_db(transaction=True)
def test_a_job_belongs_to_the_transaction_that_asks_for_it(system: Actor) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue.enqueue(system, "note")
        raise ZeroDivisionError
    assert not Job.objects.exists()
    with pytest.raises(RuntimeError):
        queue.enqueue(system, "note")


def test_a_claimed_job_is_not_claimed_again_before_its_lease_ends(system: Actor) -> None:
    add(system)
    claim(system)
    assert queue.claim(system.later(seconds=59), "b", KNOWN) is None
    assert claim(system.later(seconds=61), "b").attempt == 2


def test_a_heartbeat_lengthens_the_lease(system: Actor) -> None:
    add(system)
    held = claim(system)
    assert queue.heartbeat(system.later(seconds=50), held)
    assert queue.claim(system.later(seconds=100), "b", KNOWN) is None


def test_who_lost_the_lease_cannot_close_the_job(system: Actor) -> None:
    add(system)
    first = claim(system)
    second = claim(system.later(seconds=61), "b")
    late = system.later(seconds=62)
    assert not queue.finish(late, first)
    assert not queue.fail(late, first, "late")
    assert not queue.heartbeat(late, first)
    assert queue.finish(late, second)
    assert Job.objects.get().state == "done"


def test_a_failed_job_waits_longer_each_time(system: Actor) -> None:
    for attempt in range(1, 6):
        wait = queue.back_off(attempt).total_seconds()
        assert 2**attempt * 0.5 <= wait <= 2**attempt * 1.5


def test_a_failed_job_is_tried_again_and_in_the_end_keeps_its_error(system: Actor) -> None:
    job = add(system)
    now = system
    for _ in range(queue.MAX_ATTEMPTS):
        queue.fail(now, claim(now), "no such file")
        now = now.later(hours=1)
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == ("failed", "no such file", queue.MAX_ATTEMPTS)
    assert queue.claim(now, "a", KNOWN) is None


def test_a_failed_job_is_not_due_before_its_time(system: Actor) -> None:
    add(system)
    queue.fail(system, claim(system), "no")
    assert not queue.waiting(system, KNOWN)
    assert queue.waiting(system.later(seconds=4), KNOWN)


def test_a_job_that_loses_every_worker_fails_in_the_end(system: Actor) -> None:
    add(system)
    now = system
    for _ in range(queue.MAX_ATTEMPTS):
        claim(now)
        now = now.later(minutes=2)
    assert queue.claim(now, "a", KNOWN) is None
    assert Job.objects.get().error == queue.LOST


def test_a_job_given_back_is_due_at_once_and_the_attempt_does_not_count(system: Actor) -> None:
    add(system)
    queue.give_back(system, claim(system))
    assert claim(system).attempt == 1


def test_the_same_key_is_enqueued_once(system: Actor) -> None:
    add(system, unique_key="k")
    with transaction.atomic():
        assert not queue.enqueue(system, "note", unique_key="k")
    assert Job.objects.count() == 1


def test_a_worker_leaves_jobs_that_it_does_not_know(system: Actor) -> None:
    add(system, name="of a newer version")
    assert not queue.waiting(system, KNOWN)
    assert queue.claim(system, "a", KNOWN) is None


def test_done_jobs_are_forgotten_after_a_month_and_failed_ones_are_not(system: Actor) -> None:
    add(system)
    queue.finish(system, claim(system))
    Job.objects.filter(pk=add(system).pk).update(state="failed", finished_at=system.now)
    assert queue.sweep(system.later(days=29)) == 0
    assert queue.sweep(system.later(days=31)) == 1
    assert Job.objects.get().state == "failed"


def worker(system: Actor, handler: Any) -> Worker:
    return Worker(known={"note": handler}, clock=lambda: system.now + timedelta(seconds=1))


def test_a_worker_closes_what_it_did(system: Actor) -> None:
    seen: list[Mapping[str, Any]] = []
    job = add(system)
    hand = worker(system, lambda _actor, payload: seen.append(payload))
    assert hand.step()
    assert not hand.step()
    job.refresh_from_db()
    assert (job.state, seen) == ("done", [{"n": 1}])


def test_a_worker_keeps_the_error_of_a_handler(system: Actor) -> None:
    def broken(_actor: Actor, _payload: Mapping[str, Any]) -> None:
        raise ValueError("row 7 has no name")

    job = add(system)
    worker(system, broken).step()
    job.refresh_from_db()
    assert job.state == "ready"
    assert "row 7 has no name" in job.error


def test_a_refusal_is_an_answer_and_not_tried_again(system: Actor) -> None:
    def refused(_actor: Actor, _payload: Mapping[str, Any]) -> None:
        raise Refused("import_not_checked")

    job = add(system)
    worker(system, refused).step()
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "Refused('import_not_checked')")
