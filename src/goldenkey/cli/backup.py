"""`goldenkey backup FILE`: database and files in one archive, while everything goes on."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from goldenkey import __version__
from goldenkey.cli import archive, databases, ground
from goldenkey.cli.ground import Trouble
from goldenkey.data import state


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser("backup", help="save database and files in one archive")
    parser.add_argument("file", type=Path, metavar="FILE", help="a new .zip file")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the archive; the database first, so that every file it names is there."""
    target = args.file.expanduser().resolve()
    if target.exists():
        raise Trouble(_("%(file)s is there already; choose another name.") % {"file": target})
    if not target.parent.is_dir():
        raise Trouble(_("There is no folder %(folder)s.") % {"folder": target.parent})
    manifest = archive.Manifest(
        __version__, connection.vendor, ground.now().isoformat(), state.applied()
    )
    with tempfile.TemporaryDirectory(dir=ground.home()) as folder:
        copy = Path(folder) / manifest.database
        databases.copy_to(copy)
        count = archive.pack(target, manifest, copy, settings.FILES_ROOT)
    size = target.stat().st_size / 1e6
    ground.tell(
        _("Saved to %(file)s: %(size).1f MB, the database and %(count)d files.")
        % {"file": target, "size": size, "count": count}
    )
    return 0
