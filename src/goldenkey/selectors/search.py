"""The one search box: candidates from the full-text index, checked and ranked in Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from goldenkey.core import tokens
from goldenkey.data.models import SearchEntry
from goldenkey.policies.actor import Actor

CANDIDATES = 1000
KINDS = ("account", "contact", "opportunity", "contract", "lead")


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found."""

    kind: str
    id: int
    title: str
    subtitle: str


def find(
    actor: Actor, query: str, *, kinds: tuple[str, ...] = KINDS, limit: int = 20
) -> tuple[Hit, ...]:
    """The records whose names match best; the same answer on both databases (M9.1)."""
    actor.require("search.read")
    terms = tokens.query_terms(query[:100])
    if not terms:
        return ()
    rows = SearchEntry.objects.filter(kind__in=kinds)
    ids = _candidates(terms)
    rows = rows.filter(pk__in=ids) if connection.vendor == "sqlite" else _matching(rows, terms)
    if actor.team_ids is not None:
        rows = rows.filter(team_id__in=actor.team_ids)
    found = rows.order_by("-pk").values_list("kind", "record_id", "title", "subtitle", "pk")
    ranked = sorted(found[:CANDIDATES], key=lambda row: tokens.rank(query, row[2], recency=row[4]))
    return tuple(Hit(kind, pk, title, subtitle) for kind, pk, title, subtitle, _ in ranked[:limit])


def _candidates(terms: tuple[Any, ...]) -> list[int]:
    """SQLite: ids from FTS5; never ordered by rank, which would read every match."""
    if connection.vendor != "sqlite":
        return []
    match = " AND ".join(f'"{_quoted(t.text)}"{"*" if t.prefix else ""}' for t in terms)
    sql = "SELECT rowid FROM search_fts WHERE search_fts MATCH %s ORDER BY rowid DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [match, CANDIDATES])
        return [row[0] for row in cursor.fetchall()]


def _matching(rows: Any, terms: tuple[Any, ...]) -> Any:
    """PostgreSQL: the same terms against the generated tsvector."""
    query = " & ".join(f"'{_lexeme(t.text)}'{':*' if t.prefix else ''}" for t in terms)
    return rows.extra(where=["tsv @@ %s::tsquery"], params=[query])


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def _lexeme(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "''")
