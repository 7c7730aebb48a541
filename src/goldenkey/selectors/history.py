"""Who changed what: the audit of one record, for those who may read it (M9.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenkey.data.models import AuditEntry
from goldenkey.policies.actor import Actor

LATEST = 20


@dataclass(frozen=True, slots=True)
class Changed:
    """One changed field; before and after only where the audit may keep them."""

    field: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One action on the record: who, when, which fields."""

    at: datetime
    by: str
    by_system: bool
    action: str
    op: str
    fields: tuple[Changed, ...]


def of(actor: Actor, kind: str, record: Any) -> tuple[Entry, ...]:
    """The latest changes of a record already found in scope; none without the right to read."""
    if not actor.may("audit.read", record, kind=kind):
        return ()
    return entries(kind, record.pk)


def entries(kind: str, record_id: int) -> tuple[Entry, ...]:
    """The latest changes of a record; the caller has found that the reader may know them."""
    rows = AuditEntry.objects.filter(kind=kind, record_id=record_id).select_related("by")
    return tuple(_entry(row, kind) for row in rows.order_by("-pk")[:LATEST])


def _entry(row: AuditEntry, kind: str) -> Entry:
    own = [c for c in row.changes if c["kind"] == kind and c["id"] == row.record_id]
    changed = {name: pair for c in own for name, pair in c.get("fields", {}).items()}
    made = any(c["op"] == "create" for c in own)
    return Entry(
        at=row.at,
        by=row.by.name if row.by else "",
        by_system=row.by is None or row.by.role == "system",
        action=row.action,
        op="create" if made else "change",
        fields=tuple(_changed(name, pair) for name, pair in changed.items()) if not made else (),
    )


def _changed(name: str, pair: list[Any]) -> Changed:
    return Changed(name, *pair) if pair else Changed(name)
