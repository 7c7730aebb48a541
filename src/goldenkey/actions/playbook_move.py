"""Writes that move opportunities to another version of their playbook: all, some or none.

Each is an action of its own, so that each opportunity's history tells who moved it and when.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from goldenkey.actions import queue
from goldenkey.actions.base import action, change, edit, together, touch_opportunity
from goldenkey.data import files
from goldenkey.data.models import Opportunity, PlaybookPreview, PlaybookVersion
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused
from goldenkey.selectors import playbook as playbooks
from goldenkey.selectors import playbook_preview as select

PART: Final = 50
AT_ONCE: Final = 200


@action("playbook.move")
def move(actor: Actor, opportunity_id: int, *, version_id: int) -> Opportunity:
    """Move one opportunity to the version in force; its stage is mapped where it is gone.

    A stage that stays keeps its time; a customer's step the version does not know is asked anew.
    """
    version = PlaybookVersion.objects.filter(pk=version_id, state="published").first()
    if version is None:
        raise NotFound("playbook")
    book = playbooks.compiled(version.pk)
    touch_opportunity(opportunity_id)
    with change(actor, Opportunity, opportunity_id, right="playbook.move") as row:
        if row.playbook_version.playbook_id != version.playbook_id:
            raise Refused("other_playbook")
        if not row.live:
            raise Refused("not_live")
        stages = {s.key: s for s in book.stages}
        to = row.stage if row.stage in stages else version.places.get(row.stage, "")
        if to not in stages:
            name = playbooks.compiled(row.playbook_version_id).stage(row.stage).name
            raise Refused(
                "stage_without_place", field="stage", requirement="M3.1",
                stages=name.say(actor.language), count=1,
            )  # fmt: skip
        if to != row.stage:
            row.stage, row.stage_since = to, actor.today
        row.phase = stages[to].phase
        if row.buying_step not in {s.key for s in book.buying_steps}:
            row.buying_step = ""
        row.playbook_version_id = version.pk
    return row


def move_many(actor: Actor, key: str, ids: Collection[int]) -> tuple[int, bool]:
    """Move these of the actor's scope to the version in force: how many, and whether at once.

    Many are moved in the background; who was moved, closed or taken away meanwhile is left out.
    """
    actor.require("playbook.move")
    version_id, _places = select.current_of(actor, key)
    wanted = _may_be_moved(actor, version_id, ids)
    if len(wanted) > AT_ONCE:
        _ask(actor, version_id, wanted)
        return len(wanted), False
    return _move_all(actor, version_id, wanted), True


def move_later(actor: Actor, version_id: int, ids: Collection[int]) -> int:
    """The background part: again after a crash it goes on with those that are left."""
    return _move_all(actor, version_id, _may_be_moved(actor, version_id, ids))


def work_out(actor: Actor, preview_id: int) -> None:
    """Make a preview that was asked for; how far it has come stands in a note meanwhile."""
    asked = PlaybookPreview.objects.filter(pk=preview_id, by_id=actor.user_id).first()
    if asked is None or asked.state != "waiting":
        return
    key = select.note_key(preview_id)
    tell = lambda done, total: files.note_progress(key, files.Progress("looking", done, total))  # noqa: E731
    try:
        found = select.effects(actor, asked.playbook_version_id, asked.places, tell)
    except NotFound:  # the draft was thrown away meanwhile
        _keep(actor, asked, "failed", [])
    else:
        _keep(actor, asked, "done", select.kept(found))
    files.forget_progress(key)


@action("playbook.move")
def _keep(actor: Actor, asked: PlaybookPreview, state: str, found: list[dict[str, object]]) -> None:
    edit(actor, asked, state=state, found=found)


@action("playbook.move")
def _ask(actor: Actor, version_id: int, ids: Sequence[int]) -> None:
    payload = {"user": actor.user_id, "version": version_id, "ids": list(ids)}
    queue.enqueue(actor, "playbook-move", payload)


def _may_be_moved(actor: Actor, version_id: int, ids: Collection[int]) -> list[int]:
    """Those that run on another version still, and that the actor may move."""
    rows = select.before(actor, version_id).only("pk", "owner_id", "team_id").order_by("pk")
    wanted = frozenset(ids)
    found = [row for row in rows.iterator() if row.pk in wanted]
    return [r.pk for r in found if actor.may("playbook.move", r, kind=scope.OWN_SCOPE[Opportunity])]


def _move_all(actor: Actor, version_id: int, ids: Sequence[int]) -> int:
    for start in range(0, len(ids), PART):
        with together(actor):
            for pk in ids[start : start + PART]:
                move(actor, pk, version_id=version_id)
    return len(ids)
