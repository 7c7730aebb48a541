"""What the audit keeps of a change: codes, numbers and dates; of words only that they changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models

from goldenkey.data.models import AuditEntry

UNSEEN = frozenset({"version", "updated_at", "created_at"})


def values_of(row: models.Model) -> dict[str, Any]:
    """The stored values of a row's own columns."""
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


def difference(row: models.Model, before: dict[str, Any]) -> dict[str, list[Any]]:
    """Changed columns: [before, after] where that may be kept, [] where it is words."""
    now = values_of(row)
    return {
        name: _kept(row, name, before[name], value)
        for name, value in now.items()
        if name not in UNSEEN and value != before[name]
    }


def since(row: models.Model, version: int) -> tuple[str, tuple[str, ...]]:
    """Who changed which fields after `version`: told to the second of two editors."""
    names: set[str] = set()
    by = ""
    entries = AuditEntry.objects.filter(kind=row._meta.model_name, record_id=row.pk)
    for entry in entries.select_related("by").order_by("-id")[:20]:
        later = [c for c in entry.changes if _is_later(c, row, version)]
        if later and not by and entry.by:
            by = entry.by.name
        for change in later:
            names.update(change.get("fields", {}))
    return by, tuple(sorted(names))


def _is_later(change: dict[str, Any], row: models.Model, version: int) -> bool:
    same = change["kind"] == row._meta.model_name and change["id"] == row.pk
    return bool(same and (change.get("version") or 0) > version)


def _kept(row: models.Model, name: str, before: Any, after: Any) -> list[Any]:
    column = row._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name)
    wordy = isinstance(column, models.CharField | models.TextField | models.JSONField)
    if wordy and name not in getattr(row, "AUDITED_TEXT", frozenset()):
        return []
    return [_plain(before), _plain(after)]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
