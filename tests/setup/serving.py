"""`goldenkey serve` as a process of its own, in a home of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT_S = 90
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
COMMAND = (sys.executable, "-m", "goldenkey.cli.main")


def environment(home: Path, **more: str) -> dict[str, str]:
    """A newcomer's environment: nothing of this test's, and English."""
    drop = ("GOLDENKEY_", "DATABASE_URL", "DJANGO_", "PYTEST_", "HOST", "PORT", "LANG", "LC_")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(drop)}
    ours = {"GOLDENKEY_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "LANG": "en_US.UTF-8"}
    return kept | ours | more


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(home: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run one verb to its end."""
    return subprocess.run(
        [*COMMAND, *words], env=environment(home), input=given, capture_output=True, text=True,
        check=False, timeout=LIMIT_S,
    )  # fmt: skip


class Serving:
    """A running server: its process, its address, and what it says."""

    def __init__(self, words: list[str], env: dict[str, str], port: int, cwd: Path = ROOT) -> None:
        self.port = port
        self.said: list[str] = []
        self.ready = threading.Event()
        self.process = subprocess.Popen(
            words, env=env, cwd=cwd, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
        )  # fmt: skip
        self.reader = threading.Thread(target=self._listen, daemon=True)
        self.reader.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if "Ctrl-C" in line:
                self.ready.set()
        self.ready.set()

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        address = f"http://127.0.0.1:{self.port}{path}"
        with DIRECT.open(address, timeout=LIMIT_S) as page:
            return page.status, page.read().decode()

    def answers(self) -> bool:
        """Whether anybody listens there."""
        with contextlib.suppress(urllib.error.URLError, OSError):
            return self.get("/sign-in/")[0] == 200
        return False

    def children(self) -> dict[int, str]:
        """The processes below the server, by number, with their name."""
        shown = subprocess.run(
            ["ps", "-o", "pid=,comm=", "--ppid", str(self.process.pid)],
            capture_output=True, text=True, check=False,
        ).stdout  # fmt: skip
        lines = (line.strip().partition(" ") for line in shown.splitlines())
        return {int(pid): words for pid, _, words in lines}

    def job_worker(self) -> int | None:
        """The number of the job worker's process."""
        return next(
            (pid for pid, words in self.children().items() if "goldenkey-jobs" in words), None
        )

    def group_is_gone(self) -> bool:
        """Whether no process of the server's group is left."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False


def until(holds: object, limit_s: float = 30) -> bool:
    """Wait for something that another process brings about."""
    assert callable(holds)
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        if holds():
            return True
        threading.Event().wait(0.05)
    return False


@contextlib.contextmanager
def serving(home: Path, *words: str, **more: str) -> Iterator[Serving]:
    """A server that is ready, and gone at the end whatever the test did."""
    port = int(more.get("PORT") or free_port())
    given = ["--port", str(port)] if "PORT" not in more else []
    server = Serving([*COMMAND, "serve", *given, *words], environment(home, **more), port)
    try:
        assert server.ready.wait(LIMIT_S), "".join(server.said)
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()
        server.reader.join(5)
