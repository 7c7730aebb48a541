"""Backup and restore, on a database of their own: what comes back, is refused, is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from tests.queue_worker import database_url
from tests.setup.serving import COMMAND, LIMIT_S, environment

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Place:
    """An installation of its own: a home, and on PostgreSQL a database beside that of the tests."""

    home: Path
    url: str = ""

    def run(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run one verb of the command here."""
        env = environment(self.home) | ({"DATABASE_URL": self.url} if self.url else {})
        return subprocess.run(
            [*COMMAND, *words], env=env, input=given, capture_output=True, text=True,
            check=False, timeout=LIMIT_S,
        )  # fmt: skip

    def do(self, *words: str, given: str = "") -> str:
        """Run one verb that must succeed."""
        done = self.run(*words, given=given)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def open(self) -> Any:
        """A connection to the database."""
        if self.url:
            return psycopg.connect(self.url, autocommit=True)
        return sqlite3.connect(self.home / "goldenkey.sqlite3", isolation_level=None)

    def rename(self, name: str) -> None:
        """Change something that a restore must take back."""
        with closing(self.open()) as opened:
            opened.execute(f"UPDATE data_user SET name = '{name}' WHERE username = 'boss'")

    def name(self) -> str:
        """What was last called by `rename`."""
        with closing(self.open()) as opened:
            row = opened.execute("SELECT name FROM data_user WHERE username = 'boss'").fetchone()
        return str(row[0])


def _server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture(scope="module")
def template(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """An installation with one user, made once and copied for each test."""
    home = tmp_path_factory.mktemp("template")
    name = f"gk_{uuid.uuid4().hex[:12]}"
    with django_db_blocker.unblock():
        postgresql = connection.vendor == "postgresql"
        if postgresql:
            _server(f"CREATE DATABASE {name}")
        made = Place(home, database_url(name) if postgresql else "")
        made.do("user", "create", "boss", "--role", "admin", given="a good password\n")
        yield made
        if postgresql:
            _server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def place(template: Place, tmp_path: Path, db: None) -> Iterator[Place]:
    """An installation with one user."""
    home = tmp_path / "home"
    shutil.copytree(template.home, home)
    if not template.url:
        yield Place(home)
        return
    source = template.url.partition("@/")[2].partition("?")[0] or template.url.rpartition("/")[2]
    name = f"gk_{uuid.uuid4().hex[:12]}"
    _server(f"CREATE DATABASE {name} TEMPLATE {source}")
    yield Place(home, database_url(name))
    _server(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_restore_brings_back_database_and_files_and_keeps_what_was_there(place: Place) -> None:
    kept = place.home / "files" / "ab" / f"ab{'0' * 62}"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"evidence")
    copy = place.home / "copy.zip"
    place.rename("before")
    place.do("backup", str(copy))
    place.rename("after")
    kept.write_bytes(b"overwritten")
    assert "replaced" in place.do("restore", str(copy))
    assert place.name() == "before"
    assert kept.read_bytes() == b"evidence"
    assert [p.read_bytes() for p in place.home.glob("files.replaced-*/ab/*")] == [b"overwritten"]
    place.do("check")


def test_a_backup_of_a_restored_database_can_be_restored(place: Place) -> None:
    first, second = place.home / "1.zip", place.home / "2.zip"
    place.do("backup", str(first))
    place.do("restore", str(first))
    place.rename("second")
    place.do("backup", str(second))
    place.rename("third")
    place.do("restore", str(second))
    assert place.name() == "second"


def test_a_damaged_backup_is_refused_and_nothing_changes(place: Place) -> None:
    copy = place.home / "copy.zip"
    place.do("backup", str(copy))
    with zipfile.ZipFile(copy) as archive:
        first = archive.infolist()[0]
        middle = first.header_offset + first.compress_size // 2
    content = bytearray(copy.read_bytes())
    content[middle] ^= 0xFF
    copy.write_bytes(content)
    place.rename("untouched")
    done = place.run("restore", str(copy))
    assert done.returncode == 1
    assert "nothing was changed" in done.stderr
    assert place.name() == "untouched"


def test_a_file_that_is_no_backup_is_refused(place: Place) -> None:
    other = place.home / "other.zip"
    other.write_bytes(b"no zip at all")
    assert "no backup" in place.run("restore", str(other)).stderr
    assert "There is no file" in place.run("restore", str(place.home / "none.zip")).stderr


def test_a_backup_never_overwrites_and_is_for_its_owner_only(place: Place) -> None:
    copy, mine = place.home / "copy.zip", place.home / "mine.zip"
    mine.write_bytes(b"mine")
    assert "is there already" in place.run("backup", str(mine)).stderr
    assert mine.read_bytes() == b"mine"
    place.do("backup", str(copy))
    assert copy.stat().st_mode & 0o077 == 0
    assert not [p for p in os.listdir(place.home) if p.endswith(".part")]


def test_an_old_journal_never_lies_beside_the_restored_database(place: Place) -> None:
    if place.url:
        pytest.skip("journals beside the database are SQLite's")
    copy = place.home / "copy.zip"
    place.do("backup", str(copy))
    (place.home / "goldenkey.sqlite3-wal").write_bytes(b"pages of another database")
    place.do("restore", str(copy))
    kept = next(place.home.glob("goldenkey.sqlite3.replaced-*-wal"))
    assert kept.read_bytes() == b"pages of another database"
    place.rename("sound")
    assert place.name() == "sound"
