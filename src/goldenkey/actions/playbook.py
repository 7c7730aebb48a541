"""Writes of playbooks: drafts are checked when saved, a published version never changes.

Reading a text takes seconds and happens in a process of its own, outside any transaction. What
is wrong with a draft is kept beside it; the published version stays in force whatever happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenkey.actions import queue
from goldenkey.actions.base import action, change, create, edit
from goldenkey.data.models import Playbook, PlaybookPreview, PlaybookVersion, Team
from goldenkey.playbooks import shipped
from goldenkey.playbooks.checking import Checked, check, digest, named
from goldenkey.playbooks.tree import MOST_CHARACTERS
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused
from goldenkey.selectors import playbook as playbooks
from goldenkey.selectors import playbook_preview
from goldenkey.selectors import playbook_versions as versions


@action("playbook.publish")
def publish_shipped(actor: Actor) -> int:
    """Publish each shipped playbook that changed since its last version; returns how many.

    Opportunities keep the version they pinned; a playbook the company wrote itself stays.
    """
    return sum(_publish_shipped(actor, key) for key in shipped.shipped_keys())


def _publish_shipped(actor: Actor, key: str) -> bool:
    source = shipped.source_of(key)
    parents = _shipped_parents(source)
    made_of = digest(source, parents)
    book = Playbook.objects.filter(key=key).first() or create(actor, Playbook, key=key)
    present = book.versions.filter(state="published").first()
    if present is not None and (present.edited_by_id or present.digest == made_of):
        return False
    _retire(actor, book)
    create(
        actor, PlaybookVersion, playbook=book, number=_next_number(book), state="published",
        source=source, parents=parents, tree=shipped.tree_of(key), digest=made_of,
        published_at=actor.now,
    )  # fmt: skip
    return True


def _shipped_parents(source: str) -> dict[str, str]:
    """The sources a playbook extends, so that a version stays readable whatever ships later."""
    found: dict[str, str] = {}
    key = shipped.parent_of(source)
    while key:
        found[key] = shipped.source_of(key)
        key = shipped.parent_of(found[key])
    return found


def checked(actor: Actor, key: str, source: str) -> Checked:
    """Check a text as a draft of a playbook would be; nothing is saved."""
    actor.require("playbook.edit")
    return named(check(source, versions.parents_of(actor, source)), key)


def save_draft(actor: Actor, key: str, source: str, *, version: int = 0) -> PlaybookVersion:
    """Keep a text as the draft of a playbook, with what is wrong in it (M9.3).

    `version` is the draft's as it was opened, 0 where there was none. Raises Conflict where
    somebody else saved it meanwhile, Refused for a text that is too large to be one.
    """
    actor.require("playbook.edit")
    if len(source) > MOST_CHARACTERS:
        raise Refused("playbook_too_large", field="source", most=MOST_CHARACTERS)
    source = source.replace("\r\n", "\n")
    parents = versions.parents_of(actor, source)
    found = named(check(source, parents), key)
    return _keep_draft(actor, key, source, parents, found, version=version)


def take_up(actor: Actor, key: str) -> PlaybookVersion:
    """Draft a playbook anew on what it builds on as that is published now; its text stays.

    Raises Refused where it builds on nothing that changed.
    """
    actor.require("playbook.edit")
    found = versions.draft(actor, key)
    row = PlaybookVersion.objects.get(pk=found.id)
    if row.parents == versions.parents_of(actor, row.source):
        raise Refused("nothing_to_take_up", field="source")
    return save_draft(actor, key, found.source, version=found.version)


def import_file(actor: Actor, data: bytes) -> PlaybookVersion:
    """Take a playbook's file: the draft of the playbook whose key it bears, or of a new one.

    Raises Refused with every problem in `problems` where it cannot be used; nothing is kept then.
    """
    actor.require("playbook.edit")
    if len(data) > 4 * MOST_CHARACTERS:
        raise Refused("playbook_too_large", field="file", most=MOST_CHARACTERS)
    try:
        source = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refused("playbook_not_text", field="file") from None
    parents = versions.parents_of(actor, source)
    found = check(source, parents)
    if not found.good:
        raise _problems(found, field="file")
    return _keep_draft(actor, found.key, source, parents, found, new=True)


@action("playbook.edit")
def create_for_team(actor: Actor, team_id: int, *, key: str, extends: str) -> PlaybookVersion:
    """Begin a team's own playbook on top of a published one, as a draft that differs in nothing."""
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise Refused("bad_choice", field="team")
    if Playbook.objects.filter(key=key).exists():
        raise Refused("name_taken", field="key", name=key)
    source = beginning(actor, key, extends, team.name)
    parents = versions.parents_of(actor, source)
    found = check(source, parents)
    if not found.good:
        raise _problems(found, field="key")
    create(actor, Playbook, key=key, team=team)
    return _keep_draft(actor, key, source, parents, found)


def beginning(actor: Actor, key: str, extends: str, team: str) -> str:
    """The first lines of a playbook that builds on another: it is named after both."""
    name = playbooks.drafted(actor, playbooks.current(actor, extends)).name
    said = {"zh-Hant": name.zh_hant, "zh-Hans": name.zh_hans, "en": name.en}
    quoted = {code: f"{text} · {team}".replace('"', "'") for code, text in said.items()}
    lines = [f'  {code}: "{text}"' for code, text in quoted.items()]
    return "\n".join(["schema: 1", f"key: {key}", f"extends: {extends}", "name:", *lines, ""])


@action("playbook.edit")
def discard_draft(actor: Actor, key: str) -> None:
    """Throw a draft away; the version in force is untouched, the number is not used again."""
    draft = _draft(key)
    edit(actor, draft, state="discarded")


@action("playbook.publish")
def publish(
    actor: Actor, key: str, *, version: int, places: Mapping[str, str] | None = None
) -> PlaybookVersion:
    """Put a draft in force for what begins from now on; who is under way is moved separately.

    `places` says where those go who stand in a stage the draft no longer has (old to new stage).
    Raises Refused for a draft with problems, or a stage without a place.
    """
    with change(
        actor, PlaybookVersion, _draft(key).pk, right="playbook.publish", version=version
    ) as row:
        _can_be_published(actor, row)
        row.places = _placed(actor, row, places or {})
        _retire(actor, row.playbook)
        row.state, row.published_at, row.published_by_id = "published", actor.now, actor.user_id
    queue.enqueue(actor, "playbook-regrade", unique_key=f"playbook-regrade:{row.pk}")
    return row


@action("playbook.publish")
def choose_for_team(actor: Actor, team_id: int, *, key: str) -> Team:
    """Have a team work by a published playbook; an empty key: by the company's."""
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise NotFound("record")
    book = None
    if key:
        book = Playbook.objects.get(pk=_version_of(actor, key).playbook_id)
    edit(actor, team, playbook=book)
    queue.enqueue(actor, "playbook-regrade")
    return team


@action("playbook.move")
def have_worked_out(
    actor: Actor, version_id: int, places: Mapping[str, str]
) -> PlaybookPreview:  # fmt: skip
    """Have a preview for many opportunities made in the background."""
    version = PlaybookVersion.objects.get(pk=version_id)
    made = create(
        actor, PlaybookPreview, playbook_version=version, by_id=actor.user_id,
        digest=version.digest, places=dict(places),
    )  # fmt: skip
    queue.enqueue(actor, "playbook-preview", {"user": actor.user_id, "preview": made.pk})
    return made


@action("playbook.edit")
def _keep_draft(
    actor: Actor, key: str, source: str, parents: Mapping[str, str], found: Checked, *,
    version: int = 0, new: bool = False,
) -> PlaybookVersion:  # fmt: skip
    book = Playbook.objects.filter(key=key).first()
    if book is None:
        if not new:
            raise NotFound("playbook")
        book = create(actor, Playbook, key=key)
    content: dict[str, Any] = {
        "source": source, "parents": dict(parents), "tree": found.tree,
        "digest": digest(source, parents), "problems": list(found.problems),
        "edited_by_id": actor.user_id,
    }  # fmt: skip
    draft = book.versions.filter(state="draft").first()
    if draft is None:
        number = _next_number(book)
        return create(actor, PlaybookVersion, playbook=book, number=number, state="draft",
                      places={}, **content)  # fmt: skip
    opened = draft.version if new else version
    with change(actor, PlaybookVersion, draft.pk, right="playbook.edit", version=opened) as row:
        for name, value in content.items():
            setattr(row, name, value)
    return row


def _can_be_published(actor: Actor, row: PlaybookVersion) -> None:
    if row.problems or not row.tree:
        raise Refused("playbook_problems", field="source", count=len(row.problems))
    if row.parents != versions.parents_of(actor, row.source):
        raise Refused("playbook_parent_changed", field="source")


def _placed(actor: Actor, row: PlaybookVersion, places: Mapping[str, str]) -> dict[str, str]:
    """Where each stage that is gone leads; refused while one that is stood in leads nowhere."""
    stages = {s.key for s in playbooks.drafted(actor, row.pk).stages}
    lost = [h for h in playbook_preview.homeless(actor, row.pk) if places.get(h.key) not in stages]
    if lost:
        names = "、".join(h.name.say(actor.language) for h in lost)
        raise Refused(
            "stage_without_place", field=f"place_{lost[0].key}", requirement="M3.1", stages=names,
            count=sum(h.count for h in lost),
        )  # fmt: skip
    return {old: new for old, new in places.items() if new in stages and old not in stages}


def _problems(found: Checked, *, field: str) -> Refused:
    count = len(found.problems)
    return Refused("playbook_problems", field=field, count=count, problems=found.problems)


def _retire(actor: Actor, book: Playbook) -> None:
    for version in book.versions.filter(state="published"):
        edit(actor, version, state="retired")


def _next_number(book: Playbook) -> int:
    last = book.versions.order_by("-number").first()
    return (last.number if last else 0) + 1


def _draft(key: str) -> PlaybookVersion:
    row = PlaybookVersion.objects.filter(playbook__key=key, state="draft").first()
    if row is None:
        raise Refused("no_draft", field="source")
    return row


def _version_of(actor: Actor, key: str) -> PlaybookVersion:
    try:
        return PlaybookVersion.objects.get(pk=playbooks.current(actor, key))
    except NotFound:
        raise Refused("bad_choice", field="key") from None
