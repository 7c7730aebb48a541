"""Locks without a row: many may share one, or a single writer holds it, until the transaction ends.

PostgreSQL has them (advisory locks); SQLite lets one transaction write at a time anyway.
"""

from __future__ import annotations

from zlib import crc32

from django.db import connection


def share(name: str) -> None:
    """Be one of many that a holder waits for."""
    _take("pg_advisory_xact_lock_shared", name)


def hold(name: str) -> None:
    """Wait until nobody shares or holds it, and keep everybody out."""
    _take("pg_advisory_xact_lock", name)


def _take(function: str, name: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [crc32(name.encode())])
