"""The production server: gunicorn, with the job worker as a child that is started again."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import logging
import os
import signal
import time
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]
from gunicorn.util import import_app  # type: ignore[import-untyped]

from goldenkey.core import pinyin
from goldenkey.jobs.registry import handlers
from goldenkey.jobs.worker import Worker

log = logging.getLogger("goldenkey.server")

PAUSE_S = 1
STOP_S = 6


class JobWorker:
    """The worker of background jobs as a process of its own, kept alive until the server stops.

    It is parted from the server's first process, whose memory it shares, not started anew.
    """

    def __init__(self) -> None:
        self.pid = 0
        self.started = 0.0
        self.stopping = False

    def keep(self, sockets: Iterable[Any]) -> None:
        """Part with it when it is not there; called about once a second."""
        if self.stopping or self._lives() or time.monotonic() - self.started < PAUSE_S:
            return
        if self.pid:
            log.warning("the job worker ended; starting it again")
        self.started, server = time.monotonic(), os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            _work(server, sockets)

    def tell_to_stop(self) -> None:
        """Ask it to end; a running job goes back to the queue."""
        self.stopping = True
        if self._lives():
            os.kill(self.pid, signal.SIGTERM)

    def wait(self) -> None:
        """Wait until it ended, and no longer than a person would."""
        end = time.monotonic() + STOP_S
        while self._lives():
            if time.monotonic() > end:
                os.kill(self.pid, signal.SIGKILL)
            time.sleep(0.05)

    def _lives(self) -> bool:
        """Whether it runs still; gunicorn may have noted its end before us."""
        try:
            return bool(self.pid) and os.waitpid(self.pid, os.WNOHANG) == (0, 0)
        except ChildProcessError:
            return False


def _work(server: int, sockets: Iterable[Any]) -> NoReturn:
    """Be the job worker, from the moment of parting to the end of the process."""
    code = 1
    try:
        for sign in (*Arbiter.SIGNALS, signal.SIGCHLD):
            signal.signal(sign, signal.SIG_DFL)
        for one in sockets:
            one.close()
        _be_called(b"goldenkey-jobs")
        Worker(parent=server).run()
        code = 0
    except BaseException:
        log.exception("the job worker broke")
    finally:
        os._exit(code)


def _be_called(name: bytes) -> None:
    """Let ps and top show which process this is; Linux only."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(15, name, 0, 0, 0)


class _Arbiter(Arbiter):  # type: ignore[misc]
    """Gunicorn's parent process, which also looks after the job worker."""

    def manage_workers(self) -> None:
        super().manage_workers()
        self.app.jobs.keep(self.LISTENERS)

    def stop(self, graceful: bool = True) -> None:
        self.app.jobs.tell_to_stop()
        super().stop(graceful)


class Server(BaseApplication):  # type: ignore[misc]
    """Our pages and API behind gunicorn; `ready` is called once it listens."""

    def __init__(self, host: str, port: int, ready: Callable[[], None]) -> None:
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.ready = ready
        self.jobs = JobWorker()
        super().__init__()

    def load_config(self) -> None:
        config = self.cfg
        for name, value in self._config().items():
            config.set(name, value)

    def _config(self) -> dict[str, Any]:
        return {
            "bind": self.address,
            "workers": int(os.environ.get("GOLDENKEY_WORKERS", "2")),
            "worker_class": "gthread",
            "threads": int(os.environ.get("GOLDENKEY_THREADS", "2")),
            "timeout": 60,
            "graceful_timeout": 8,
            "keepalive": 5,
            "max_requests": 5000,
            "max_requests_jitter": 500,
            "preload_app": True,
            "control_socket_disable": True,
            "loglevel": "warning",
            "proc_name": "goldenkey",
            "when_ready": lambda _arbiter: self._listening(),
            "on_exit": lambda _arbiter: self.jobs.wait(),
        }

    def load(self) -> Any:
        """The application, whole: the workers share what is read before they part."""
        application = import_app("goldenkey.config.wsgi:application")
        _ = get_resolver().url_patterns, handlers()
        pinyin.load()
        return application

    def run(self) -> None:
        _Arbiter(self).run()

    def _listening(self) -> None:
        connections.close_all()  # a connection must not be shared by two processes
        gc.collect()
        gc.freeze()
        self.ready()
