"""What the undo of an import finds: leads nobody has touched, and the others with who did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenkey.data.models import AuditEntry, EvidenceFile, Fact, Import, Lead, Membership
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor

PART = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """A lead that stays, because somebody has worked on it since; nameless out of scope."""

    id: int | None
    name: str
    state: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Undo:
    """What goes and what stays."""

    untouched: tuple[int, ...]
    kept: tuple[Kept, ...]


def undo_of(actor: Actor, found: Import) -> Undo:
    """Tell the leads of an import that were touched from those that were not."""
    leads = Lead.objects.filter(source_import=found, archived_at=None).order_by("source_row")
    rows: list[dict[str, Any]] = [
        dict(row) for row in leads.values("pk", "version", "state", "company", "person")
    ]
    ids = [row["pk"] for row in rows]
    worked_on = _worked_on(ids)
    touched = [
        row for row in rows
        if row["version"] > 1 or row["state"] != "new" or row["pk"] in worked_on
    ]  # fmt: skip
    gone = {row["pk"] for row in touched}
    return Undo(tuple(pk for pk in ids if pk not in gone), _kept(actor, touched))


def _worked_on(ids: list[int]) -> set[int]:
    """Leads with facts, files or members."""
    found: set[int] = set()
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        facts = Fact.objects.filter(subject="lead", subject_id__in=part)
        evidence = EvidenceFile.objects.filter(kind="lead", record_id__in=part)
        members = Membership.objects.filter(kind="lead", record_id__in=part)
        found.update(facts.values_list("subject_id", flat=True))
        found.update(evidence.values_list("record_id", flat=True))
        found.update(members.values_list("record_id", flat=True))
    return found


def _kept(actor: Actor, rows: list[dict[str, Any]]) -> tuple[Kept, ...]:
    ids = [row["pk"] for row in rows]
    who = _who(ids)
    mine = set(scope.visible(actor, Lead).filter(pk__in=ids).values_list("pk", flat=True))
    return tuple(
        Kept(
            row["pk"] if row["pk"] in mine else None,
            (row["company"] or row["person"]) if row["pk"] in mine else "",
            row["state"],
            *who.get(row["pk"], ("", None)),
        )
        for row in rows
    )


def _who(ids: list[int]) -> dict[int, tuple[str, datetime | None]]:
    """Who touched each lead last, by the audit or by the facts he recorded."""
    found: dict[int, tuple[str, datetime | None]] = {}
    facts = Fact.objects.filter(subject="lead", subject_id__in=ids).order_by("pk")
    for pk, name, at in facts.values_list("subject_id", "recorded_by__name", "recorded_at"):
        found[pk] = (name or "", at)
    entries = AuditEntry.objects.filter(kind="lead", record_id__in=ids).order_by("pk")
    for record, name, at in entries.values_list("record_id", "by__name", "at"):
        found[record or 0] = (name or "", at)
    return found
