"""The production server: gunicorn, with the job worker as a child that is started again."""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]
from gunicorn.util import import_app  # type: ignore[import-untyped]

log = logging.getLogger("goldenkey.server")

PAUSE_S = 1
STOP_S = 6


class JobWorker:
    """The worker of background jobs as a process of its own, kept alive until the server stops."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.stopping = False

    def keep(self) -> None:
        """Start it when it is not running; called about once a second."""
        if self.stopping or (self.process and self.process.poll() is None):
            return
        if time.monotonic() - self.started < PAUSE_S:
            return
        if self.process:
            log.warning("the job worker ended; starting it again")
        words = [sys.executable, "-m", "goldenkey.cli.main", "worker"]
        words += ["--parent", str(os.getpid())]
        self.started = time.monotonic()
        self.process = subprocess.Popen(words)  # noqa: S603 - our own command

    def tell_to_stop(self) -> None:
        """Ask it to end; a running job goes back to the queue."""
        self.stopping = True
        if self.process:
            self.process.terminate()

    def wait(self) -> None:
        """Wait until it ended, and no longer than a person would."""
        if not self.process:
            return
        try:
            self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class _Arbiter(Arbiter):  # type: ignore[misc]
    """Gunicorn's parent process, which also looks after the job worker."""

    def manage_workers(self) -> None:
        super().manage_workers()
        self.app.jobs.keep()

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
        _ = get_resolver().url_patterns
        return application

    def run(self) -> None:
        _Arbiter(self).run()

    def _listening(self) -> None:
        connections.close_all()  # a connection must not be shared by two processes
        gc.collect()
        gc.freeze()
        self.ready()
