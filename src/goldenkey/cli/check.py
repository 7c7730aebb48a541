"""`goldenkey check`: look at everything that is stored; exit code 1 where something is wrong."""

from __future__ import annotations

import argparse

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.utils.translation import gettext as _

from goldenkey.cli import ground
from goldenkey.cli.ground import Trouble
from goldenkey.policies.actor import system_actor
from goldenkey.selectors import health
from goldenkey.wording import health as wording


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("check", help="look whether what is stored holds together")
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Print a line for each check, and one for each finding."""
    try:
        actor = system_actor(ground.now())
    except (DatabaseError, ObjectDoesNotExist):
        raise Trouble(_("The database is empty; run goldenkey migrate.")) from None
    wrong = 0
    for name, found in health.check(actor):
        ground.tell(f"{'!!' if found else 'ok'}  {wording.title(name)}")
        for finding in found:
            ground.tell(f"      {wording.say(finding.code, finding.params)}")
        wrong += len(found)
    return 1 if wrong else 0
