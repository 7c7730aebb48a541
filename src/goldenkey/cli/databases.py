"""Copies of the whole database, by the means of each: SQLite's own, or PostgreSQL's programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from goldenkey.cli.ground import Trouble

BESIDE = ("", "-wal", "-shm")
"""The files of one SQLite database; a new one beside the old -wal would be destroyed by it."""


def copy_to(target: Path) -> None:
    """Write a consistent copy of the database, while others may go on writing."""
    if connection.vendor == "sqlite":
        _copy_sqlite(Path(connection.settings_dict["NAME"]), target)
    else:
        _program("pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                 "--schema=public", f"--file={target}", f"--dbname={_name()}")  # fmt: skip


def replace_by(source: Path, mark: str) -> str:
    """Put a copy in the database's place; returns what the replaced one is called now."""
    connection.close()
    if connection.vendor == "sqlite":
        return _replace_sqlite(source, Path(connection.settings_dict["NAME"]), mark)
    return _replace_postgresql(source, f"replaced_{mark}")


def require_sound(source: Path) -> None:
    """Trouble where a copy cannot be read as a database."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(source)) as copy:
            try:
                said = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            except sqlite3.DatabaseError as problem:
                said = [str(problem)]
        if said != ["ok"]:
            raise Trouble(_("The database in this backup is damaged; nothing was changed."))
    else:
        _program("pg_restore", "--list", str(source))


def _copy_sqlite(database: Path, target: Path) -> None:
    """In one step: copying page by page would begin anew after every write of another process."""
    opened = closing(sqlite3.connect(database, timeout=20))
    with opened as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _replace_sqlite(source: Path, database: Path, mark: str) -> str:
    kept = database.with_name(f"{database.name}.replaced-{mark}")
    for ending in BESIDE:
        old = database.with_name(database.name + ending)
        if old.exists():
            old.rename(kept.with_name(kept.name + ending))
    shutil.move(source, database)
    return str(kept)


def _replace_postgresql(source: Path, kept: str) -> str:
    """The tables move into a schema of another name; they come back if the restore fails."""
    _sql(f'ALTER SCHEMA public RENAME TO "{kept}"', "CREATE SCHEMA public")
    try:
        _program("pg_restore", "--no-owner", "--no-privileges", "--schema=public",
                 "--single-transaction", "--exit-on-error", f"--dbname={_name()}",
                 str(source))  # fmt: skip
    except Trouble:
        _sql("DROP SCHEMA public CASCADE", f'ALTER SCHEMA "{kept}" RENAME TO public')
        raise
    return kept


def _sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _program(name: str, *words: str) -> None:
    """Run one of PostgreSQL's programs on our database; Trouble with its own words if it fails."""
    path = shutil.which(name)
    if path is None:
        raise Trouble(
            _("%(name)s is missing; install PostgreSQL's client programs.") % {"name": name}
        )
    done = _run([path, *words])
    if done.returncode:
        said = done.stderr.strip().splitlines() or [""]
        raise Trouble(_("%(name)s failed: %(said)s") % {"name": name, "said": said[0]})


def _run(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    settings = connection.settings_dict
    where = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {k: str(settings[v]) for k, v in where.items() if settings[v]}
    environment = {**os.environ, **given}
    return subprocess.run(  # noqa: S603 - PostgreSQL's programs
        words, env=environment, capture_output=True, text=True, check=False
    )
