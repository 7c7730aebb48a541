"""Reads that every record with an owner shares: who works on it, and who changed what."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from goldenkey.data.models import Membership
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import record_history
from goldenkey.selectors.history import Change
from goldenkey.selectors.timeline import MemberRow

SUBJECTS: dict[str, type[Model]] = {kind: model for model, kind in scope.OWN_SCOPE.items()}


def members(actor: Actor, kind: str, record_id: int) -> tuple[MemberRow, ...]:
    """Who else works on a record in scope, by name."""
    _get(actor, kind, record_id)
    rows = Membership.objects.filter(kind=kind, record_id=record_id).select_related("user")
    found = (MemberRow(row.pk, row.user_id, row.user.name, row.part) for row in rows)
    return tuple(sorted(found, key=lambda row: (row.name, row.id)))


def audit(actor: Actor, kind: str, record_id: int) -> tuple[Change, ...]:
    """The latest changes of a record in scope; Forbidden without the right on it."""
    row = _get(actor, kind, record_id)
    actor.require("audit.read", row, kind=kind)
    return record_history.of(actor, kind, row)


def _get(actor: Actor, kind: str, record_id: int) -> Any:
    """The record, where it may be read and is in scope."""
    if kind not in SUBJECTS:
        raise NotFound("record")
    actor.require(f"{kind}.read" if kind != "import" else "lead.import")
    return scope.get(actor, SUBJECTS[kind], record_id)
