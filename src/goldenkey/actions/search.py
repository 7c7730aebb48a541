"""Keeping the search index current, in the same transaction as the record it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from goldenkey.core import phone_words, tokens
from goldenkey.data.models import SearchEntry


@dataclass(frozen=True, slots=True)
class Entry:
    """What of a record can be found."""

    kind: str
    record_id: int
    team_id: int | None
    title: str
    subtitle: str = ""
    also: str = ""
    """Further words to find it by: full and English names, numbers."""
    phones: tuple[str, ...] = ()
    """Telephone numbers, found by their digits however they are written."""


def index(entry: Entry) -> None:
    """Make one record findable as it now is."""
    index_all([entry])


def index_all(entries: Iterable[Entry]) -> None:
    """Make many records findable; the search entries that were there are replaced."""
    wanted = list(entries)
    for kind in {e.kind for e in wanted}:
        forget(kind, [e.record_id for e in wanted if e.kind == kind])
    rows = SearchEntry.objects.bulk_create([_row(e) for e in wanted], batch_size=500)
    if connection.vendor == "sqlite":
        _sqlite_insert(rows)


def forget(kind: str, record_ids: list[int]) -> None:
    """Take records out of the index."""
    for start in range(0, len(record_ids), 500):
        part = record_ids[start : start + 500]
        old = SearchEntry.objects.filter(kind=kind, record_id__in=part)
        known = list(old.values_list("pk", "tokens"))
        if known and connection.vendor == "sqlite":
            _sqlite_delete(known)
        if known:
            old.delete()


def move(kind: str, record_ids: list[int], team_id: int) -> None:
    """Let records that changed their team be found by the new one."""
    for start in range(0, len(record_ids), 500):
        part = record_ids[start : start + 500]
        SearchEntry.objects.filter(kind=kind, record_id__in=part).update(team_id=team_id)


def purge() -> None:
    """Have the full-text index forget words that no entry holds any more."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('optimize')")


def _row(entry: Entry) -> SearchEntry:
    return SearchEntry(
        kind=entry.kind,
        record_id=entry.record_id,
        team_id=entry.team_id,
        title=entry.title[:300],
        subtitle=entry.subtitle[:300],
        tokens=tokens.tokens("\n".join(_lines(entry))),
    )


def _lines(entry: Entry) -> list[str]:
    return [entry.title, entry.also, *(phone_words.words(number) for number in entry.phones)]


def _sqlite_insert(rows: list[SearchEntry]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_fts(rowid, tokens) VALUES (%s, %s)",
            [(row.pk, row.tokens) for row in rows],
        )


def _sqlite_delete(rows: list[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_fts(search_fts, rowid, tokens) VALUES ('delete', %s, %s)", rows
        )
