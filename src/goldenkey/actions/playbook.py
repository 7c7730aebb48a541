"""Writes of playbooks: the shipped ones are published as versions that never change."""

from __future__ import annotations

import hashlib

from goldenkey.actions.base import action, create, edit
from goldenkey.data.models import Playbook, PlaybookVersion
from goldenkey.playbooks import shipped
from goldenkey.policies.actor import Actor


@action("playbook.publish")
def publish_shipped(actor: Actor) -> int:
    """Publish each shipped playbook that changed since its last version; returns how many.

    Opportunities keep the version they pinned.
    """
    return sum(_publish(actor, key) for key in shipped.shipped_keys())


def _publish(actor: Actor, key: str) -> bool:
    source = shipped.source_of(key)
    parents = _parents(source)
    digest = hashlib.sha256("\n".join([source, *parents.values()]).encode()).hexdigest()
    book = Playbook.objects.filter(key=key).first() or create(actor, Playbook, key=key)
    last = book.versions.order_by("-number").first()
    if last is not None and last.digest == digest:
        return False
    for version in book.versions.filter(state="published"):
        edit(actor, version, state="retired")
    create(
        actor, PlaybookVersion, playbook=book, number=(last.number if last else 0) + 1,
        state="published", source=source, parents=parents, tree=shipped.tree_of(key), digest=digest,
        published_at=actor.now,
    )  # fmt: skip
    return True


def _parents(source: str) -> dict[str, str]:
    """The sources a playbook extends, so that a version stays readable whatever ships later."""
    found: dict[str, str] = {}
    key = shipped.parent_of(source)
    while key:
        found[key] = shipped.source_of(key)
        key = shipped.parent_of(found[key])
    return found
