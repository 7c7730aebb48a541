"""Reads of the versions of a playbook: its draft, who published what, two of them side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from goldenkey.core import compare as core
from goldenkey.core.text import Text
from goldenkey.data.models import Opportunity, Playbook, PlaybookVersion, Team
from goldenkey.playbooks import shipped
from goldenkey.playbooks.render import render
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import playbook


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version: who wrote and who published it, when, and how many in scope run on it."""

    id: int
    number: int
    state: str
    digest: str
    edited_by: str
    published_by: str
    edited_at: datetime
    published_at: datetime | None
    shipped: bool
    problems: int
    live: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor opens: the draft, or the version in force where nothing is drafted yet.

    `version` is the draft's, for the second of two editors; 0 where there is none.
    """

    key: str
    name: str
    number: int
    source: str
    version: int
    id: int
    problems: tuple[Mapping[str, Any], ...]
    extends: str
    edited_by: str
    edited_at: datetime | None

    @property
    def drafted(self) -> bool:
        """Whether there is a draft."""
        return self.version > 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions, rule by rule; `names` are the words a rule is known by, from either."""

    key: str
    name: str
    old: int
    new: int
    differences: tuple[core.Difference, ...]
    names: Mapping[tuple[str, ...], Text]


@dataclass(frozen=True, slots=True)
class File:
    """A version as a file: as it was written, or whole, with all it inherits."""

    key: str
    number: int
    digest: str
    text: str


def history(actor: Actor, key: str) -> tuple[VersionRow, ...]:
    """The versions of a playbook, newest first; drafts for those who may edit."""
    actor.require("playbook.read")
    rows = PlaybookVersion.objects.filter(playbook=_book(key)).exclude(state="discarded")
    rows = rows.order_by("-number")
    if not may_see_drafts(actor):
        rows = rows.exclude(state="draft")
    running = scope.visible(actor, Opportunity).filter(live=True, playbook_version__in=rows)
    live = dict(
        running.order_by().values_list("playbook_version").annotate(count=Count("pk"))
    )  # fmt: skip
    found = rows.select_related("edited_by", "published_by").defer("source", "tree", "parents")
    return tuple(_row(row, live.get(row.pk, 0)) for row in found)


def drafts(actor: Actor) -> tuple[tuple[str, str, int, int], ...]:
    """The drafts, for those who may see them: key, name, number, how many things are wrong."""
    actor.require("playbook.read")
    if not may_see_drafts(actor):
        return ()
    rows = PlaybookVersion.objects.filter(state="draft").select_related("playbook")
    found = [(r.playbook.key, r.number, len(r.problems)) for r in rows.order_by("playbook__key")]
    return tuple((key, _name(actor, key), number, wrong) for key, number, wrong in found)


def may_see_drafts(actor: Actor) -> bool:
    """Whether drafts are the actor's business."""
    return actor.may("playbook.edit") or actor.may("playbook.publish")


def draft(actor: Actor, key: str) -> Draft:
    """The draft of a playbook, else its version in force; NotFound where there is neither."""
    actor.require("playbook.read")
    rows = PlaybookVersion.objects.filter(playbook=_book(key))
    row = rows.filter(state="draft").first() if may_see_drafts(actor) else None
    row = row or rows.filter(state="published").first()
    if row is None:
        raise NotFound("playbook")
    drafted = row.state == "draft"
    by = row.edited_by.name if row.edited_by else ""
    return Draft(
        key=key, name=_name(actor, key), number=row.number, source=row.source,
        version=row.version if drafted else 0, id=row.pk, problems=tuple(row.problems),
        extends=shipped.parent_of(row.source) or "", edited_by=by,
        edited_at=row.updated_at if drafted else None,
    )  # fmt: skip


def file_of(actor: Actor, key: str, *, number: int = 0, whole: bool = False) -> File:
    """A version's file; without a number the one in force. `whole`: with all it inherits."""
    row = _version(actor, key, number)
    if not whole:
        return File(key, row.number, row.digest, row.source)
    if not row.tree:
        raise NotFound("playbook")
    plain = json.loads(row.tree)["plain"]
    plain.pop("extends", None)
    return File(key, row.number, row.digest, render(plain))


def comparison(actor: Actor, key: str, *, old: int = 0, new: int = 0) -> Comparison:
    """Two versions rule by rule; without numbers the draft, or the newest, with what came before.

    NotFound for a version that is not there, or that nobody could read yet.
    """
    later = _version(actor, key, new) if new else _latest(actor, key)
    earlier = _version(actor, key, old) if old else _before(later)
    one, other = (_plain(row) for row in (earlier, later))
    return Comparison(
        key=key, name=_name(actor, key), old=earlier.number if earlier else 0, new=later.number,
        differences=core.compare(one, other), names=_names(one) | _names(other),
    )  # fmt: skip


def parents_of(actor: Actor, source: str) -> dict[str, str]:
    """The files a text builds on, as they are published now: nearest first."""
    actor.require("playbook.read")
    key = shipped.parent_of(source)
    rows = PlaybookVersion.objects.filter(playbook__key=key or "", state="published")
    row = rows.defer("tree").first()
    return {key: row.source, **row.parents} if key and row else {}


def teams(actor: Actor) -> tuple[tuple[int, str, str], ...]:
    """The teams with the playbook each has chosen, "" where it works by the company's."""
    actor.require("playbook.read")
    rows = Team.objects.select_related("playbook").order_by("name")
    return tuple((t.pk, t.name, t.playbook.key if t.playbook else "") for t in rows)


def owner_team(actor: Actor, key: str) -> str:
    """The team whose own playbook this is, "" for the company's."""
    actor.require("playbook.read")
    book = Playbook.objects.filter(key=key).select_related("team").first()
    return book.team.name if book and book.team else ""


def _book(key: str) -> Playbook:
    book = Playbook.objects.filter(key=key).first()
    if book is None:
        raise NotFound("playbook")
    return book


def _name(actor: Actor, key: str) -> str:
    row = PlaybookVersion.objects.filter(playbook__key=key).exclude(tree="").order_by("-number")
    found = row.filter(state="published").first() or row.first()
    return playbook.drafted(actor, found.pk).name.say(actor.language) if found else key


def _version(actor: Actor, key: str, number: int) -> PlaybookVersion:
    actor.require("playbook.read")
    rows = PlaybookVersion.objects.filter(playbook=_book(key))
    rows = rows.filter(number=number) if number else rows.filter(state="published")
    row = rows.first()
    hidden = row is not None and row.state in ("draft", "discarded") and not may_see_drafts(actor)
    if row is None or hidden:
        raise NotFound("playbook")
    return row


def _latest(actor: Actor, key: str) -> PlaybookVersion:
    rows = PlaybookVersion.objects.filter(playbook=_book(key)).exclude(tree="")
    rows = rows.exclude(state="discarded")
    if not may_see_drafts(actor):
        rows = rows.exclude(state="draft")
    row = rows.order_by("-number").first()
    if row is None:
        raise NotFound("playbook")
    actor.require("playbook.read")
    return row


def _before(row: PlaybookVersion) -> PlaybookVersion | None:
    rows = PlaybookVersion.objects.filter(playbook=row.playbook_id, number__lt=row.number)
    return rows.filter(state__in=("published", "retired")).order_by("-number").first()


def _plain(row: PlaybookVersion | None) -> Mapping[str, Any]:
    if row is None:
        return {}
    if not row.tree:
        raise NotFound("playbook")
    plain: Mapping[str, Any] = json.loads(row.tree)["plain"]
    return plain


def _names(plain: Mapping[str, Any]) -> dict[tuple[str, ...], Text]:
    """What each rule is called, by its path: its sentence, name or label."""
    found: dict[tuple[str, ...], Text] = {}
    for rule, words in core.words(plain):
        found[rule] = Text(words["zh-Hant"], words["zh-Hans"], words.get("en") or rule[-1])
    return found


def _row(row: PlaybookVersion, live: int) -> VersionRow:
    return VersionRow(
        id=row.pk, number=row.number, state=row.state, digest=row.digest,
        edited_by=row.edited_by.name if row.edited_by else "",
        published_by=row.published_by.name if row.published_by else "",
        edited_at=row.updated_at if row.state == "draft" else row.created_at,
        published_at=row.published_at, shipped=row.edited_by_id is None,
        problems=len(row.problems), live=live,
    )  # fmt: skip
