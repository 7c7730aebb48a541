"""Reads of what a version would change for the live opportunities that run on earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from goldenkey.core import preview as core
from goldenkey.core.money import Money
from goldenkey.core.playbook import Playbook as Compiled
from goldenkey.core.text import Text
from goldenkey.data import files
from goldenkey.data.models import Opportunity, PlaybookPreview, PlaybookVersion
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import grade, playbook, snapshots
from goldenkey.selectors.playbook_shapes import KINDS, Group, Homeless, Preview, Row, Touched

BATCH = 500
AT_ONCE = 500
"""So many are looked at while somebody waits; more is background work."""

SHOWN = 200


def before(actor: Actor, version_id: int) -> QuerySet[Opportunity]:
    """The live opportunities in scope that run on another version of the same playbook."""
    book = PlaybookVersion.objects.filter(pk=version_id).values("playbook")
    rows = scope.visible(actor, Opportunity).filter(live=True, playbook_version__playbook__in=book)
    return rows.exclude(playbook_version=version_id)


def homeless(actor: Actor, version_id: int) -> tuple[Homeless, ...]:
    """The stages in which somebody stands and which the version does not have."""
    there = {s.key for s in playbook.drafted(actor, version_id).stages}
    rows = before(actor, version_id).exclude(stage__in=there).order_by()
    counted = rows.values_list("stage", "playbook_version").annotate(count=Count("pk"))
    found: dict[str, Homeless] = {}
    for key, version, count in counted:
        had = found.get(key)
        name = playbook.compiled(version).stage(key).name
        found[key] = Homeless(key, name, count + (had.count if had else 0))
    return tuple(found.values())


def effects(
    actor: Actor, version_id: int, places: Mapping[str, str],
    tell: Callable[[int, int], None] | None = None,
) -> tuple[Touched, ...]:  # fmt: skip
    """Look at every live opportunity before it is moved; `tell` hears how far this has come."""
    book = playbook.drafted(actor, version_id)
    ids = list(before(actor, version_id).order_by("pk").values_list("pk", flat=True))
    looking = _Looking(actor, version_id, book, places)
    found: list[Touched] = []
    for start in range(0, len(ids), BATCH):
        found += looking.at(ids[start : start + BATCH])
        if tell:
            tell(len(found), len(ids))
    return tuple(found)


def preview(actor: Actor, version_id: int, places: Mapping[str, str]) -> Preview:
    """What a version would change: at once where few run on earlier ones, else as worked out."""
    actor.require("playbook.move")
    total = before(actor, version_id).count()
    if total <= AT_ONCE:
        return _shown(actor, version_id, effects(actor, version_id, places), total)
    row = latest(actor, version_id, places)
    if row is None or row.state == "failed":
        return Preview(version_id, "large", total, 0)
    if row.state == "waiting":
        note = files.progress_of(note_key(row.pk))
        return Preview(version_id, "waiting", total, note.done if note else 0)
    return _shown(actor, version_id, tuple(_touched(one) for one in row.found), total)


def chosen(actor: Actor, version_id: int, *, team_id: int = 0, phase: str = "") -> list[int]:
    """All that run on earlier versions, or those of a team or in a phase."""
    rows = before(actor, version_id)
    rows = rows.filter(team_id=team_id) if team_id else rows
    rows = rows.filter(phase=phase) if phase else rows
    return list(rows.order_by("pk").values_list("pk", flat=True))


def latest(actor: Actor, version_id: int, places: Mapping[str, str]) -> PlaybookPreview | None:
    """The actor's newest preview of this version as it stands now."""
    version = PlaybookVersion.objects.get(pk=version_id)
    rows = PlaybookPreview.objects.filter(by_id=actor.user_id, playbook_version=version)
    rows = rows.filter(digest=version.digest).order_by("-pk")
    return next((row for row in rows[:5] if row.places == dict(places)), None)


def places_asked(actor: Actor, version_id: int) -> Mapping[str, str]:
    """Where removed stages lead, as the actor last had it worked out for this version."""
    actor.require("playbook.move")
    rows = PlaybookPreview.objects.filter(by_id=actor.user_id, playbook_version=version_id)
    row = rows.order_by("-pk").first()
    return row.places if row else {}


def note_key(preview_id: int) -> str:
    """Under which key a preview says how far it has come."""
    return f"playbook-preview-{preview_id}"


def kept(found: Iterable[Touched]) -> list[dict[str, Any]]:
    """What was found, as it is kept."""
    return [asdict(one) for one in found]


def current_of(actor: Actor, key: str) -> tuple[int, Mapping[str, str]]:
    """The version in force and where its removed stages lead."""
    row = PlaybookVersion.objects.get(pk=playbook.current(actor, key))
    return row.pk, row.places


def draft_of(actor: Actor, key: str) -> tuple[int, Mapping[str, str]]:
    """The draft that could be published, and where its removed stages would lead so far."""
    actor.require("playbook.publish")
    rows = PlaybookVersion.objects.filter(playbook__key=key, state="draft").exclude(tree="")
    row = rows.first()
    if row is None:
        raise NotFound("playbook")
    return row.pk, row.places


class _Looking:
    """Looks at opportunities by their own version and by another."""

    def __init__(
        self, actor: Actor, version_id: int, book: Compiled, places: Mapping[str, str]
    ) -> None:
        self.actor, self.book, self.places = actor, book, places
        self.stages = frozenset(s.key for s in book.stages)
        version = PlaybookVersion.objects.get(pk=version_id)
        self.drafted = version.state == "draft"
        self.grades: dict[int, grade.Bench] = {}
        self.keys: dict[int, str] = {}
        self.now = grade.Bench(actor)

    def at(self, ids: Sequence[int]) -> list[Touched]:
        rows = list(
            scope.visible(self.actor, Opportunity)
            .filter(pk__in=ids).order_by("pk").select_related("account")
        )  # fmt: skip
        parts = snapshots.Parts(self.actor, rows)
        return [self._touched(row, parts) for row in rows]

    def _touched(self, row: Opportunity, parts: snapshots.Parts) -> Touched:
        to = row.stage if row.stage in self.stages else self.places.get(row.stage, "")
        contact = self._contact(row)
        if to not in self.stages:
            return Touched(row.pk, "", contact=contact, homeless=True)
        after = replace(parts.snapshot(row, self.book), stage=to)
        if to != row.stage:
            after = replace(after, stage_since=self.actor.today)
        found = core.effect(parts.snapshot(row), after)
        missing = (found.missing_before, found.missing_after)
        return Touched(row.pk, to, missing, found.appear, found.vanish, contact)

    def _contact(self, row: Opportunity) -> tuple[str, str] | None:
        """Grades are the team's playbook's: a draft of it moves its customers' next contacts."""
        account = row.account
        if not self.drafted or self._key(account.team_id) != self.book.key:
            return None
        if account.team_id not in self.grades:
            instead = {account.team_id: self.book.grades}
            self.grades[account.team_id] = grade.Bench(self.actor, instead=instead)
        old = grade.copies(self.now.grade(account)).next_due_on
        new = grade.copies(self.grades[account.team_id].grade(account)).next_due_on
        return None if old == new else (_iso(old), _iso(new))

    def _key(self, team_id: int) -> str:
        if team_id not in self.keys:
            self.keys[team_id] = playbook.key_of_team(self.actor, team_id)
        return self.keys[team_id]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _touched(found: Mapping[str, Any]) -> Touched:
    lists = {name: tuple(found[name]) for name in ("missing", "appear", "vanish")}
    contact = tuple(found["contact"]) if found["contact"] else None
    return Touched(**{**found, **lists, "contact": contact})


def _shown(
    actor: Actor, version_id: int, found: Sequence[Touched], total: int
) -> Preview:  # fmt: skip
    book = playbook.drafted(actor, version_id)
    amounts = dict(before(actor, version_id).values_list("pk", "amount_org_minor"))
    there = [one for one in found if one.id in amounts]  # whoever was moved or closed since is out
    groups = []
    for kind in KINDS:
        ids = [one.id for one in there if kind in one.kinds]
        money = Money(sum(amounts[pk] for pk in ids), actor.currency)
        groups.append(Group(kind, len(ids), money))
    worth = sorted(there, key=lambda one: (one.kinds == ("same",), -amounts[one.id]))
    rows = _rows(actor, book, worth[:SHOWN])
    return Preview(
        version_id, "ready", total, total, tuple(g for g in groups if g.count), rows,
        _rules(actor, version_id, book),
    )  # fmt: skip


def _rules(actor: Actor, version_id: int, book: Compiled) -> dict[str, Text]:
    """What each warning says, by its id, in any of the versions concerned."""
    versions = before(actor, version_id).order_by().values_list("playbook_version", flat=True)
    books = [*map(playbook.compiled, versions.distinct()), book]
    return {w.id: w.say for one in books for w in one.warnings}


def _rows(actor: Actor, book: Compiled, found: Sequence[Touched]) -> tuple[Row, ...]:
    ids = [one.id for one in found]
    rows = scope.visible(actor, Opportunity).filter(pk__in=ids)
    by_id = {row.pk: row for row in rows.select_related("account", "owner", "team")}
    return tuple(_row(by_id[one.id], one, book) for one in found if one.id in by_id)


def _row(row: Opportunity, touched: Touched, book: Compiled) -> Row:
    old = playbook.compiled(row.playbook_version_id)
    moves = touched.to not in ("", row.stage)
    return Row(
        row.pk, row.name, row.account.name, row.owner.name, row.team_id, row.team.name, row.phase,
        old.stage(row.stage).name, book.stage(touched.to).name if moves else None, row.money,
        touched,
    )  # fmt: skip
