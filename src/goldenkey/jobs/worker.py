"""The worker: claims due jobs one by one, keeps their lease alive, stops when it is told to.

Told to stop, it gives a running job a few seconds to end, then interrupts it and returns it to
the queue. Killed, it leaves a lease behind that ends by itself.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, close_old_connections, connection

from goldenkey.actions import nightly, queue
from goldenkey.jobs.registry import Handler, handlers
from goldenkey.policies.actor import Actor, system_actor
from goldenkey.policies.errors import Problem

log = logging.getLogger("goldenkey.jobs")

POLL_S = 0.5
GRACE_S = 4
SCHEDULE_S = 60
ERROR_CHARS = 4000


def utc_now() -> datetime:
    """The clock of a worker."""
    return datetime.now(UTC)


class Stopping(BaseException):
    """Raised inside a job that did not end in the seconds it was given."""


class Worker:
    """One process that runs jobs; `parent` is the process without which it ends."""

    def __init__(
        self,
        *,
        parent: int = 0,
        known: Mapping[str, Handler] | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}"
        self.parent = parent
        self.known = handlers() if known is None else known
        self.clock = clock
        self.stop = threading.Event()
        self.ended = threading.Event()
        self.held: queue.Claim | None = None
        self.scheduled: datetime | None = None

    def run(self) -> None:
        """Work until told to stop, or until the parent is gone."""
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self._told_to_stop)
        signal.signal(signal.SIGALRM, self._out_of_time)
        watch = threading.Thread(target=self._watch, name="watch", daemon=True)
        watch.start()
        while not self.stop.is_set():
            if not self._try_step():
                self.stop.wait(POLL_S)
        ended = self.ended
        ended.set()
        watch.join(POLL_S * 4)

    def step(self) -> bool:
        """Run one job if one is due; says whether there was one."""
        actor = system_actor(self.clock())
        self._schedule(actor)
        if not queue.waiting(actor, self.known):
            return False
        held = queue.claim(actor, self.name, self.known)
        if held is None:
            return False
        self._work(actor, held)
        return True

    def _try_step(self) -> bool:
        close_old_connections()
        try:
            return self.step()
        except (DatabaseError, ObjectDoesNotExist) as problem:  # not there yet, or away for now
            log.warning("cannot reach the queue: %s", problem)
            connection.close()
            self.stop.wait(POLL_S * 4)
            return False

    def _work(self, actor: Actor, held: queue.Claim) -> None:
        self.held = held
        try:
            self.known[held.name](actor, held.payload)
        except Stopping:
            queue.give_back(actor.at(self.clock()), held)
        except Problem as refusal:  # trying again would be refused again
            queue.fail(actor.at(self.clock()), held, repr(refusal), final=True)
        except Exception:
            log.exception("job %s (%s) failed, attempt %s", held.id, held.name, held.attempt)
            queue.fail(actor.at(self.clock()), held, traceback.format_exc()[-ERROR_CHARS:])
        else:
            queue.finish(actor.at(self.clock()), held)
        finally:
            self.held = None

    def _schedule(self, actor: Actor) -> None:
        last = self.scheduled
        if last is None or (actor.now - last).total_seconds() >= SCHEDULE_S:
            self.scheduled = actor.now
            nightly.schedule(actor)

    def _watch(self) -> None:
        """Beside the work: lengthen the lease in time, and notice that the parent is gone."""
        beaten = self.clock()
        while not self.ended.wait(POLL_S):
            if self.parent and os.getppid() != self.parent and not self.stop.is_set():
                os.kill(os.getpid(), signal.SIGTERM)
            if self.held and self.clock() - beaten >= queue.LEASE / 4:
                beaten = self.clock()
                self._beat(self.held)
        connection.close()

    def _beat(self, held: queue.Claim) -> None:
        try:
            queue.heartbeat(system_actor(self.clock()), held)
        except DatabaseError as problem:  # the next beat is in time still
            log.warning("heartbeat: %s", problem)
            connection.close()

    def _told_to_stop(self, *_: object) -> None:
        stop = self.stop
        if not stop.is_set():
            stop.set()
            signal.setitimer(signal.ITIMER_REAL, GRACE_S)

    def _out_of_time(self, *_: object) -> None:
        if self.held is not None:
            raise Stopping
