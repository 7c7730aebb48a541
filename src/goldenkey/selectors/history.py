"""Who changed what: the audit of an opportunity and of all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound

SIZE = 50
HANGING: dict[str, Any] = {
    "stakeholder": m.Stakeholder, "need": m.Need, "competitorposition": m.CompetitorPosition,
    "activity": m.Activity, "nextstep": m.NextStep, "contract": m.Contract,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One action: who, when, what it did, and which columns changed from what to what."""

    id: int
    at: datetime
    by: str
    action: str
    fields: tuple[tuple[str, tuple[Any, ...]], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """One page of the audit of an opportunity; `before` is the cursor of the next."""

    id: int
    name: str
    currency: str
    rows: tuple[Change, ...]
    before: str


def of_opportunity(actor: Actor, opportunity_id: int, *, before: str = "") -> Changes:
    """The latest changes of an opportunity in scope whose audit the actor may read."""
    row = scope.visible(actor, m.Opportunity).filter(pk=opportunity_id).first()
    if row is None:
        raise NotFound("opportunity")
    actor.require("audit.read", row, kind="opportunity")
    about = Q(kind="opportunity", record_id=opportunity_id)
    for kind, model in HANGING.items():
        held = model.objects.filter(opportunity=opportunity_id).values("pk")
        about |= Q(kind=kind, record_id__in=held)
    facts = m.Fact.objects.filter(subject="opportunity", subject_id=opportunity_id).values("pk")
    rows = m.AuditEntry.objects.filter(about | Q(kind="fact", record_id__in=facts))
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.select_related("by").order_by("-pk")[: SIZE + 1])
    more = str(found[SIZE - 1].pk) if len(found) > SIZE else ""
    return Changes(row.pk, row.name, row.currency, tuple(_change(e) for e in found[:SIZE]), more)


def _change(entry: m.AuditEntry) -> Change:
    fields: dict[str, tuple[Any, ...]] = {}
    for change in entry.changes:
        if change["kind"] == entry.kind and change["id"] == entry.record_id:
            fields |= {name: tuple(kept) for name, kept in change.get("fields", {}).items()}
    by = entry.by.name if entry.by else ""
    return Change(entry.pk, entry.at, by, entry.action, tuple(sorted(fields.items())))
