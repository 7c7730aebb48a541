"""Playbooks in the background: previews for many opportunities, moves, grades after a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenkey.actions import grade, playbook_move
from goldenkey.jobs.registry import job
from goldenkey.policies.actor import Actor, actor_for
from goldenkey.selectors import user as users


@job("playbook-preview")
def preview(actor: Actor, payload: Mapping[str, Any]) -> None:
    """Work out what a version would change, as the person who asked."""
    asked = _asked_by(actor, payload)
    if asked is not None:
        playbook_move.work_out(asked, payload["preview"])


@job("playbook-move")
def move(actor: Actor, payload: Mapping[str, Any]) -> None:
    """Move opportunities to a version, as the person who chose them."""
    asked = _asked_by(actor, payload)
    if asked is not None:
        playbook_move.move_later(asked, payload["version"], payload["ids"])


@job("playbook-regrade")
def regrade(actor: Actor, payload: Mapping[str, Any]) -> None:
    """Grade customers anew where a playbook in force says otherwise now (M2.6)."""
    grade.regrade_all(actor)


def _asked_by(actor: Actor, payload: Mapping[str, Any]) -> Actor | None:
    user = users.signed_in(payload["user"])
    return actor_for(user, actor.now) if user else None
