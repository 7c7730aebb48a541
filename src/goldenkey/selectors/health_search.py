"""Whether the search index agrees with the records, and the full text with the index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Model

from goldenkey.data.models import Account, Contact, Lead, Opportunity, SearchEntry
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor

KINDS: dict[str, type[Model]] = {
    "lead": Lead, "account": Account, "contact": Contact, "opportunity": Opportunity,
}  # fmt: skip


def problems(actor: Actor) -> Iterator[tuple[str, dict[str, Any]]]:
    """Records that cannot be found; raises DatabaseError where the full text is damaged."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # rank 1: compare with the entries it was made from
            cursor.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('integrity-check', 1)")
    for kind, model in KINDS.items():
        if count := _unfound(actor, kind, model):
            yield "search_lacks", {"kind": kind, "count": count}


def _unfound(actor: Actor, kind: str, model: Any) -> int:
    found = SearchEntry.objects.filter(kind=kind).values("record_id")
    rows = scope.visible(actor, model)
    if kind == "lead":
        rows = rows.exclude(state="converted")
    return int(rows.exclude(pk__in=found).count())
