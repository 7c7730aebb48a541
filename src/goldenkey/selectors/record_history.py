"""Who changed what on one customer or person, for those who may read the audit (M9.3)."""

from __future__ import annotations

from typing import Any

from goldenkey.data.models import AuditEntry
from goldenkey.policies.actor import Actor
from goldenkey.selectors.history import Change

LATEST = 15


def of(actor: Actor, kind: str, record: Any) -> tuple[Change, ...]:
    """The latest changes of a record already found in scope; none without the right to read."""
    return entries(actor, kind, record.pk) if actor.may("audit.read", record, kind=kind) else ()


def entries(actor: Actor, kind: str, record_id: int) -> tuple[Change, ...]:
    """The latest changes of a record; the caller has found that the reader may know them."""
    actor.require("audit.read")
    rows = AuditEntry.objects.filter(kind=kind, record_id=record_id).select_related("by")
    return tuple(_change(row) for row in rows.order_by("-pk")[:LATEST])


def _change(row: AuditEntry) -> Change:
    own = [c for c in row.changes if c["kind"] == row.kind and c["id"] == row.record_id]
    kept = {name: tuple(pair) for c in own for name, pair in c.get("fields", {}).items()}
    by = row.by.name if row.by else ""
    return Change(row.pk, row.at, by, row.action, tuple(sorted(kept.items())))
