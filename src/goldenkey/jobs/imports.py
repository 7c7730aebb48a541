"""Imports in the background: checked and written as the person who asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenkey.actions import imports
from goldenkey.jobs.registry import job
from goldenkey.policies.actor import Actor, actor_for
from goldenkey.policies.errors import Refused
from goldenkey.selectors import user as users


@job("import-check")
def check(actor: Actor, payload: Mapping[str, Any]) -> None:
    """Check the rows; a file that cannot be read is the import's to say, not the queue's."""
    asked = _asked_by(actor, payload)
    if asked is not None:
        _unless_refused(imports.check, asked, payload["import"])


@job("import-write")
def write(actor: Actor, payload: Mapping[str, Any]) -> None:
    """Write the rows; run again after a crash it goes on where the last whole batch ended."""
    asked = _asked_by(actor, payload)
    if asked is not None:
        _unless_refused(imports.write, asked, payload["import"])


def _asked_by(actor: Actor, payload: Mapping[str, Any]) -> Actor | None:
    user = users.signed_in(payload["user"])
    return actor_for(user, actor.now) if user else None


def _unless_refused(do: Any, actor: Actor, import_id: int) -> None:
    """A refusal is an answer: the import was undone meanwhile, or written by another worker."""
    try:
        do(actor, import_id)
    except Refused as refusal:
        if not refusal.code.startswith(("import_", "file_")):
            raise
