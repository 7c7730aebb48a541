"""The one search box: candidates from the full-text index, checked and ranked in Python."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from django.db import connection
from django.db.models import Q, QuerySet

from goldenkey.core import phone_words, tokens
from goldenkey.core.tokens import Term
from goldenkey.data.models import Account, Position, SearchEntry
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor

CANDIDATES = 1000
LONGEST_QUERY = 100
COLUMNS = ("kind", "record_id", "title", "subtitle", "pk", "tokens")
KINDS = ("account", "contact", "opportunity", "contract", "lead")
"""What can be found, among equal names in this order."""


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
    rows = SearchEntry.objects.filter(_scope(actor), kind__in=_readable(actor, kinds))
    return best(actor, rows, query, limit=limit)


def best(actor: Actor, rows: QuerySet[SearchEntry], query: str, *, limit: int) -> tuple[Hit, ...]:
    """The best of these entries: what stands whole in the names, the nearest title first."""
    actor.require("search.read")
    asked = phone_words.asked(query[:LONGEST_QUERY])
    terms = tokens.query_terms(asked)
    if not terms:
        return ()
    found = _holding(rows, terms).order_by("-pk").values_list(*COLUMNS)[:CANDIDATES]
    ranked = sorted(
        found,
        key=lambda row: tokens.rank(asked, row[2], weight=-KINDS.index(row[0]), recency=row[4]),
    )
    whole = (row for row in ranked if tokens.matches(asked, row[2], known=row[5]))
    return tuple(Hit(*row[:4]) for row in islice(whole, limit))


def _readable(actor: Actor, kinds: tuple[str, ...]) -> list[str]:
    return [kind for kind in kinds if actor.may(f"{kind}.read")]


def _scope(actor: Actor) -> Q:
    """His teams' records, those he is a member of, and the people of the customers he sees."""
    if actor.team_ids is None:
        return Q()
    people = scope.visible(actor, Position).values("contact_id")
    reach = Q(team_id__in=actor.team_ids) & ~Q(kind="contact")
    reach |= Q(kind="contact", record_id__in=people)
    for kind in ("lead", "opportunity", "contract"):
        if ids := actor.member_of(kind):
            reach |= Q(kind=kind, record_id__in=sorted(ids))
    if any(actor.memberships.values()):
        customers = scope.visible(actor, Account).exclude(team_id__in=actor.team_ids)
        reach |= Q(kind="account", record_id__in=customers.values("pk"))
    return reach


def _holding(rows: QuerySet[SearchEntry], terms: tuple[Term, ...]) -> QuerySet[SearchEntry]:
    """The rows whose tokens hold every term, by the index of the database in use.

    Never ordered by the index's own rank, which would read every match.
    """
    if connection.vendor == "sqlite":
        wanted = " AND ".join(f'"{_quoted(t.text)}"{"*" if t.prefix else ""}' for t in terms)
        where = "data_searchentry.id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH %s)"
    else:
        wanted = " & ".join(f"'{_lexeme(t.text)}'{':*' if t.prefix else ''}" for t in terms)
        where = "tsv @@ %s::tsquery"
    return rows.extra(where=[where], params=[wanted])  # noqa: S610 - the words are parameters


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def _lexeme(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "''")
