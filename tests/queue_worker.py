"""A worker in a process of its own, for tests that kill it: `python -m tests.queue_worker FILE`.

It knows two jobs: `note` adds its number to FILE; `hang` does so and then never ends.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def environment() -> dict[str, str]:
    """The environment in which a process of its own finds the database of the running test."""
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "goldenkey.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }


def database_url(name: str = "") -> str:
    """The address of the running test's database, or of another on its server."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    name = name or settings["NAME"]
    who = f"{settings['USER']}:{settings['PASSWORD']}".rstrip(":")
    host, port = settings["HOST"], settings["PORT"]
    if host.startswith("/"):
        return f"postgresql://{who}@/{name}?host={host}"
    return f"postgresql://{who}@{host}:{port or 5432}/{name}"


def _note(file: Path, payload: Mapping[str, Any]) -> None:
    with file.open("a", encoding="ascii") as out:
        out.write(f"{payload['n']}\n")


def main() -> None:
    """Work until told to stop."""
    django.setup()
    from goldenkey.jobs.worker import Worker

    file = Path(sys.argv[1])

    def note(_actor: object, payload: Mapping[str, Any]) -> None:
        _note(file, payload)

    def hang(_actor: object, payload: Mapping[str, Any]) -> None:
        _note(file, payload)
        print("hanging", flush=True)
        threading.Event().wait()

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Worker(known={"note": note, "hang": hang}, parent=os.getppid()).run()


if __name__ == "__main__":
    main()
