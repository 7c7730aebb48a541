"""Playbooks that build on others: which of them still build on an older text.

A version holds the texts it builds on, so that it stays what it was. A change of the base is
therefore taken up by each playbook that builds on it, with a draft and a preview of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from goldenkey.data.models import Opportunity, PlaybookVersion
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook, playbook_versions


@dataclass(frozen=True, slots=True)
class Heir:
    """A published playbook that builds on another; `behind`: on an older text of it.

    `drafted`: a draft of it waits. `live`: the actor's live opportunities that run on it.
    """

    key: str
    name: str
    behind: bool
    drafted: bool
    live: int


def behind(actor: Actor, key: str) -> bool:
    """Whether what a playbook builds on was published anew since it was."""
    actor.require("playbook.read")
    row = PlaybookVersion.objects.defer("tree").filter(playbook__key=key, state="published").first()
    return row is not None and row.parents != playbook_versions.parents_of(actor, row.source)


def heirs(actor: Actor, key: str) -> tuple[Heir, ...]:
    """The published playbooks that build on this one, near or far, by name."""
    actor.require("playbook.read")
    rows = PlaybookVersion.objects.filter(state="published", parents__has_key=key)
    rows = rows.select_related("playbook").defer("tree")
    drafts = set(
        PlaybookVersion.objects.filter(state="draft").values_list("playbook__key", flat=True)
    )
    running = scope.visible(actor, Opportunity).filter(
        live=True, playbook_version__state="published"
    )
    live = dict(
        running.order_by().values_list("playbook_version").annotate(count=Count("pk"))
    )  # fmt: skip
    found = [
        Heir(
            row.playbook.key,
            playbook.compiled(row.pk).name.say(actor.language),
            row.parents != playbook_versions.parents_of(actor, row.source),
            row.playbook.key in drafts,
            live.get(row.pk, 0),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda heir: heir.name))
