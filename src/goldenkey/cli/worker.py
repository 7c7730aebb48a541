"""`goldenkey worker`: run background jobs, apart from the server."""

from __future__ import annotations

import argparse

from goldenkey.cli import ground
from goldenkey.jobs.worker import Worker


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("worker", help="run background jobs, apart from the server")
    parser.add_argument("--once", action="store_true", help="run what is due, then end")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Work until told to stop."""
    lock = ground.hold_home()
    with lock:
        worker = Worker()
        if not args.once:
            worker.run()
        while args.once and worker.step():
            pass
    return 0
