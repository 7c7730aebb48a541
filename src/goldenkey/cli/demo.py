"""`goldenkey demo`: load the demonstration company into an empty database."""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from goldenkey.cli import ground, migrate
from goldenkey.cli.ground import Trouble
from goldenkey.selectors import installation

if TYPE_CHECKING:  # the story is read only when it is told
    from goldenkey.demo import Loaded

KINDS = ("tw", "cn", "en")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "demo", help="load the demonstration company into an empty database"
    )
    parser.add_argument(
        "kind", nargs="?", choices=KINDS,
        help="Taiwan, the mainland or English; without it GOLDENKEY_DEMO, else by the language "
        "of the machine",
    )  # fmt: skip
    parser.add_argument(
        "--if-empty", action="store_true", help="say nothing where somebody is here already"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Load it; Trouble where somebody is here already."""
    migrate.bring_up_to_date()
    if not installation.is_empty():
        if args.if_empty:
            return 0
        raise Trouble(_("There is a company in this database already; nothing was loaded."))
    load(args.kind or "")
    if not args.if_empty:
        ground.tell(logins())
    return 0


def load(kind: str = "") -> None:
    """Load the demonstration company and keep what is to be told about signing in."""
    from goldenkey.demo import load as play

    named = os.environ.get("GOLDENKEY_DEMO", "")
    if named and named not in KINDS:
        raise Trouble(_("GOLDENKEY_DEMO is tw, cn or en, not %(named)s.") % {"named": named})
    ground.tell(_("Loading the demonstration company, once …"))
    gc.disable()  # a story of many small rows and no cycles: a third of the time
    try:
        loaded = play(kind or None)
    finally:
        gc.enable()
    _notes().write_text("\n".join(_told(loaded)), encoding="utf-8")


def _told(loaded: Loaded) -> Iterator[str]:
    words = {"company": loaded.organisation, "password": loaded.password}
    yield _("%(company)s: sign in as any of these, with the password %(password)s") % words
    wide = max(len(login.username) for login in loaded.logins)
    for x in loaded.logins:
        yield f"  {x.username:<{wide}}  {x.name} · {x.role} · {x.team}"


def logins() -> str:
    """How to sign in to the demonstration company; empty where this is none."""
    notes = _notes()
    return notes.read_text(encoding="utf-8").rstrip() if notes.exists() else ""


def _notes() -> Path:
    return ground.home() / "demonstration.txt"
