"""Workers in processes of their own: killed, doubled, told to stop."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from goldenkey.actions import queue
from goldenkey.data.models import Job
from goldenkey.policies.actor import Actor
from tests.queue_worker import environment

pytestmark = pytest.mark.django_db(transaction=True)
KNOWN = frozenset({"note", "hang"})


@contextmanager
def working(file: Path) -> Iterator[subprocess.Popen[str]]:
    """A worker beside the test, ended with it."""
    words = [sys.executable, "-m", "tests.queue_worker", str(file)]
    process = subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def add(actor: Actor, name: str, count: int = 1) -> None:
    with transaction.atomic():
        for n in range(count):
            queue.enqueue(actor, name, {"n": n})


def until_it_hangs(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "hanging\n"


def test_the_job_of_a_killed_worker_is_run_again(system_now: Actor, tmp_path: Path) -> None:
    add(system_now, "hang")
    with working(tmp_path / "done") as process:
        until_it_hangs(process)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert Job.objects.get(name="hang").state == "running"
    assert queue.claim(system_now, "b", KNOWN) is None
    again = queue.claim(system_now.later(seconds=90), "b", KNOWN)
    assert again is not None and again.attempt == 2


def test_a_worker_told_to_stop_returns_its_job_and_ends_well(
    system_now: Actor, tmp_path: Path
) -> None:
    add(system_now, "hang")
    with working(tmp_path / "done") as process:
        until_it_hangs(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    job = Job.objects.get(name="hang")
    assert (job.state, job.attempts) == ("ready", 0)


def test_two_workers_never_run_one_job_twice(system_now: Actor, tmp_path: Path) -> None:
    add(system_now, "note", 60)
    add(system_now, "hang", 2)  # the last ones: each of the two workers ends up with one
    file = tmp_path / "done"
    with working(file) as one, working(file) as other:
        until_it_hangs(one)
        until_it_hangs(other)
    ran = file.read_text(encoding="ascii").split()
    assert sorted(map(int, ran)) == sorted([*range(60), 0, 1])
    assert Job.objects.filter(state="done").count() == 60
    assert {j.attempts for j in Job.objects.exclude(name="nightly")} == {1}
