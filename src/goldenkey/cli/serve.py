"""`goldenkey serve`: everything in one command, from the database to the job worker."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import subprocess
import sys

from django.conf import settings
from django.utils.translation import gettext as _

from goldenkey.cli import demo, ground, migrate
from goldenkey.cli.ground import Trouble
from goldenkey.selectors import installation

ANYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared, not bound


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("serve", help="start the server and its background jobs")
    parser.add_argument(
        "--host", default=os.environ.get("HOST") or "127.0.0.1",
        help="the address to listen at; HOST, else 127.0.0.1",
    )  # fmt: skip
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("PORT") or 8000),
        help="the port to listen at; PORT, else 8000",
    )  # fmt: skip
    parser.add_argument(
        "--demo", action="store_true", help="load the demonstration company into an empty database"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Get everything ready, then serve until told to stop."""
    from goldenkey.cli.server import Server

    _bundle_is_there()
    _port_is_free(args.host, args.port)
    with ground.hold_home():
        migrate.bring_up_to_date()
        if args.demo and installation.is_empty():
            _load_demonstration()
        Server(args.host, args.port, lambda: _greet(args.host, args.port)).run()
    return 0


def _load_demonstration() -> None:
    """In a process of its own, so that the server stays as small as it is."""
    words = [sys.executable, "-m", "goldenkey.cli.main", "demo", "--if-empty"]
    if code := subprocess.run(words, check=False).returncode:  # noqa: S603 - our own command
        raise SystemExit(code)


def _greet(host: str, port: int) -> None:
    shown = "127.0.0.1" if host in ANYWHERE else host
    shown = f"[{shown}]" if ":" in shown else shown
    ground.tell()
    ground.tell(_("Golden Key is ready: %(address)s") % {"address": f"http://{shown}:{port}/"})
    if not installation.has_users():
        ground.tell(_("Nobody can sign in yet: goldenkey user create NAME --role admin"))
    elif logins := demo.logins():
        ground.tell(logins)
    ground.tell(_("Ctrl-C stops it."))
    _forget_connection()


def _forget_connection() -> None:
    from django.db import connections

    connections.close_all()


def _bundle_is_there() -> None:
    if not (settings.BUNDLE_ROOT / "build" / "manifest.json").exists():
        raise Trouble(_("The bundle of styles and scripts is missing; make run builds it."))


def _port_is_free(host: str, port: int) -> None:
    words = {"host": host, "port": port, "next": port + 1}
    try:
        family, kind, proto, _name, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as problem:
        raise Trouble(_why_not(problem) % words) from None


def _why_not(problem: OSError | OverflowError) -> str:
    code = getattr(problem, "errno", None)
    if code == errno.EADDRINUSE:
        return _("Port %(port)d is taken by another program; choose another, as PORT=%(next)d.")
    if code == errno.EACCES:
        return _("Port %(port)d is reserved to the administrator; choose one above 1023.")
    return _("Nothing can listen at %(host)s, port %(port)d.")
