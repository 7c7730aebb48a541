"""Changes of many rows at once: the audit holds their number, not each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from goldenkey.actions import base
from goldenkey.policies.actor import Actor


def archive_many(actor: Actor, model: type[models.Model], pks: Sequence[int]) -> int:
    """Archive many rows at once."""
    return _change_many(actor, model._default_manager.filter(archived_at=None), pks, "archive",
                        archived_at=actor.now)  # fmt: skip


def give_many(
    actor: Actor,
    model: type[models.Model],
    pks: Sequence[int],
    *,
    owner_id: int,
    team_id: int | None,
) -> int:
    """Give many rows to another owner at once."""
    rows = model._default_manager.all()
    return _change_many(actor, rows, pks, "give", owner_id=owner_id, team_id=team_id)


def _change_many(
    actor: Actor, rows: models.QuerySet[Any], pks: Sequence[int], what: str, **values: Any
) -> int:
    stamps = {"updated_at": actor.now, "version": models.F("version") + 1}
    parts = (rows.filter(pk__in=pks[start : start + 500]) for start in range(0, len(pks), 500))
    done = sum(part.update(**values, **stamps) for part in parts)
    if done:
        kind = rows.model._meta.model_name
        base.ledger().changes.append({"kind": kind, "id": None, "op": what, "count": done})
    return done
