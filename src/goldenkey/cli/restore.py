"""`goldenkey restore FILE`: put a backup in the place of what is there, which is kept beside."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from goldenkey.cli import archive, databases, ground, migrate
from goldenkey.cli.ground import Trouble
from goldenkey.data import state


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("restore", help="go back to a backup; what was there is kept")
    parser.add_argument("file", type=Path, metavar="FILE", help="an archive made by backup")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read and check everything first; only then replace."""
    source = args.file.expanduser()
    if not source.is_file():
        raise Trouble(_("There is no file %(file)s.") % {"file": source})
    home = ground.home()
    with ground.alone_at_home(), tempfile.TemporaryDirectory(dir=home) as folder:
        manifest = archive.unpack(source, Path(folder))
        _require_fitting(manifest)
        database = Path(folder) / manifest.database
        databases.require_sound(database)
        mark = ground.now().strftime("%Y%m%dT%H%M%S")
        kept = databases.replace_by(database, mark)
        _replace_files(Path(folder) / "files", settings.FILES_ROOT, mark)
    ground.tell(_("Restored the state of %(when)s.") % {"when": manifest.made_at[:16]})
    ground.tell(_("What was there before is kept as %(name)s.") % {"name": kept})
    migrate.bring_up_to_date()
    return 0


def _require_fitting(manifest: archive.Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise Trouble(
            _("This backup is one of %(theirs)s, the database here is %(ours)s.")
            % {"theirs": manifest.vendor, "ours": connection.vendor}
        )
    if not set(manifest.migrations) <= state.known():
        raise Trouble(_("This backup was made by a newer version of Golden Key."))


def _replace_files(new: Path, files: Path, mark: str) -> None:
    if files.exists():
        files.rename(files.with_name(f"{files.name}.replaced-{mark}"))
    if new.exists():
        new.rename(files)
