"""`goldenkey migrate`: bring the database to this version."""

from __future__ import annotations

import argparse

from django.core.management import call_command
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenkey.actions import installation
from goldenkey.cli import ground
from goldenkey.data import state


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("migrate", help="bring the database to this version")
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Migrate, and say so either way."""
    if not bring_up_to_date():
        ground.tell(_("The database is up to date."))
    return 0


def bring_up_to_date() -> bool:
    """Migrate where that is needed and publish the shipped playbooks; whether anything was new."""
    steps = state.unmigrated()
    if steps:
        ground.tell(_announced(steps))
        call_command("migrate", verbosity=0, interactive=False)
    published = installation.publish_shipped(installation.prepare(ground.now()))
    return bool(steps or published)


def _announced(steps: int) -> str:
    if not state.applied():
        return _("Making the database …")
    text = ngettext(
        "Updating the database (%(count)d step) …",
        "Updating the database (%(count)d steps) …",
        steps,
    )
    return text % {"count": steps}
