"""Reads of tender notices: what a file would bring, and the notice of a lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from goldenkey.core import ocds
from goldenkey.core.ocds import Notice, Problem, Read
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor

VERDICTS = ("new", "update", "known", "elsewhere", "older", "cancelled", "passed")


@dataclass(frozen=True, slots=True)
class Looked:
    """What one release of a file is to us; for one of another team only whom to ask."""

    notice: Notice
    verdict: str
    changes: tuple[Mapping[str, str], ...] = ()
    lead_id: int | None = None
    notice_id: int | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file would bring, release by release; `written` once it did."""

    rows: tuple[Looked, ...]
    problems: tuple[Problem, ...]
    written: bool = False
    import_id: int | None = None

    def count(self, verdict: str) -> int:
        """How many releases have a verdict."""
        return sum(1 for row in self.rows if row.verdict == verdict)

    @property
    def counts(self) -> dict[str, int]:
        """How many releases have each verdict."""
        return {verdict: self.count(verdict) for verdict in VERDICTS}


@dataclass(frozen=True, slots=True)
class NoticeView:
    """The latest notice of a lead's process."""

    lead_id: int
    company: str
    ocid: str
    release_id: str
    released_at: datetime
    notice: Mapping[str, Any]
    news: tuple[Mapping[str, str], ...]


def look(actor: Actor, found: Read) -> Look:
    """Compare a package with what we hold; with problems there is nothing to compare."""
    actor.require("tender.import")
    latest = ocds.newest(found.notices)
    held = _held(list(latest))
    mine = _mine(actor, [one.lead_id for one in held.values()])
    rows = tuple(_judge(one, latest, held, mine) for one in found.notices)
    return Look(rows, found.problems)


def written(found: Look, import_id: int | None) -> Look:
    """A look after it was written."""
    return replace(found, written=True, import_id=import_id)


def usual_playbook(actor: Actor, key: str) -> str:
    """The playbook tenders usually follow where it is published; else the team's own."""
    actor.require("playbook.read")
    rows = m.PlaybookVersion.objects.filter(playbook__key=key, state="published")
    return key if rows.exists() else ""


def of_lead(actor: Actor, lead_id: int) -> NoticeView | None:
    """The notice that a lead in scope came from, if it came from one."""
    actor.require("lead.read")
    lead = scope.get(actor, m.Lead, lead_id)
    rows = m.TenderNotice.objects.filter(lead=lead, archived_at=None)
    row = rows.order_by("released_at").last()
    if row is None:
        return None
    return NoticeView(
        lead.pk, lead.company, row.ocid, row.release, row.released_at, row.notice,
        tuple(row.news),
    )  # fmt: skip


def _held(ocids: list[str]) -> dict[str, m.TenderNotice]:
    """The notices we hold of these processes, but for those whose lead was put away."""
    found: dict[str, m.TenderNotice] = {}
    for start in range(0, len(ocids), 500):
        rows = m.TenderNotice.objects.filter(
            ocid__in=ocids[start : start + 500], archived_at=None, lead__archived_at=None
        )
        found |= {row.ocid: row for row in rows.select_related("lead__owner")}
    return found


def _mine(actor: Actor, ids: list[int]) -> set[int]:
    rows = scope.visible(actor, m.Lead).filter(pk__in=ids[:5000])
    return set(rows.values_list("pk", flat=True))


def _judge(
    one: Notice, latest: Mapping[str, Notice], held: Mapping[str, m.TenderNotice], mine: set[int]
) -> Looked:
    if not one.is_notice:
        return Looked(one, "passed")
    if latest[one.ocid] is not one:
        return Looked(one, "older")
    row = held.get(one.ocid)
    if row is None:
        return Looked(one, "cancelled" if one.cancelled else "new")
    if row.lead_id not in mine:
        return Looked(one, "elsewhere", owner=row.lead.owner.name)
    if row.release == one.release_id or one.released_at <= row.released_at:
        return Looked(one, "known", lead_id=row.lead_id)
    changed = tuple(ocds.changes(row.notice, ocds.kept(one)))
    return Looked(one, "update", changed, row.lead_id, row.pk)
