"""Emptying the tests' database: append-only tables refuse until their guards are lifted."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection

from goldenkey.data import guards


def lift_guards() -> None:
    """Let the tables be emptied."""
    with connection.cursor() as cursor:
        guards.drop_triggers(cursor, connection.vendor)
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('delete-all')")


def put_guards_back() -> None:
    """Guard the tables again, where they are not."""
    if not _guarded():
        with connection.cursor() as cursor:
            guards.create_triggers(cursor, connection.vendor)


def empty() -> None:
    """Take everything out that was committed."""
    lift_guards()
    try:
        call_command("flush", verbosity=0, interactive=False)
    finally:
        put_guards_back()


def _guarded() -> bool:
    table = "sqlite_master" if connection.vendor == "sqlite" else "pg_trigger"
    column = "name" if connection.vendor == "sqlite" else "tgname"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} WHERE {column} = 'data_fact_delete'")
        return cursor.fetchone() is not None
