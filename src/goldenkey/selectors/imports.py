"""Reads of imports: the list, one import with its columns, what is wrong row by row, its undo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from goldenkey.core.import_columns import FIELDS
from goldenkey.data import files
from goldenkey.data.files import Progress
from goldenkey.data.models import Import, ImportRow, User
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import playbook
from goldenkey.selectors.import_shapes import (
    ColumnView,
    FailedRows,
    FindingView,
    ImportLine,
    ImportView,
    Report,
    RowView,
)
from goldenkey.selectors.import_undo import Kept, Undo, undo_of
from goldenkey.selectors.paging import Page, newest_first

SHOWN: Final = 50
REPORTED: Final = 1000

__all__ = ["Kept", "Report", "Undo"]


def page(actor: Actor, *, cursor: str = "") -> Page[ImportLine]:
    """Imports in scope, newest first."""
    actor.require("lead.import")
    rows = scope.visible(actor, Import).select_related("owner")
    return newest_first(rows, cursor).map(_line)


def detail(actor: Actor, import_id: int) -> ImportView:
    """One import; NotFound out of scope."""
    actor.require("lead.import")
    row = scope.get(actor, Import, import_id)
    book = playbook.compiled(row.playbook_version_id)
    channels = tuple((c.key, c.name.say(actor.language)) for c in book.channels)
    summary = row.summary
    return ImportView(
        id=row.pk, version=row.version, file_name=row.file_name, state=row.state,
        encoding=row.encoding, sheet=row.sheet, sheets=tuple(summary.get("sheets", ())),
        columns=_columns(row), notes=tuple(summary.get("notes", ())),
        problem=summary.get("problem") if row.state == "failed" else None,
        total=row.total, done=row.done, ready=_ready(row), counts=_counts(row),
        codes=summary.get("codes", {}), undone=summary.get("undone", 0),
        kept=summary.get("kept", 0), duplicates=row.options.get("duplicates", "skip"),
        owners=_owners(row), channel=row.channel,
        channel_name=dict(channels).get(row.channel, row.channel), channels=channels,
        playbook=book.name.say(actor.language), owner=row.owner.name, created_at=row.created_at,
        may_undo=actor.may("lead.undo_import", row, kind="import"),
    )  # fmt: skip


def progress(actor: Actor, import_id: int) -> tuple[str, Progress]:
    """The state of an import, and how far the work on it has come."""
    actor.require("lead.import")
    row = scope.get(actor, Import, import_id)
    if row.state in ("checking", "writing"):
        note = files.progress_of(note_key(import_id))
        return row.state, note or Progress("waiting", 0, row.total)
    return row.state, Progress("done", row.total, row.total)


def findings(
    actor: Actor, import_id: int, *, after: int = 0, verdict: str = "", size: int = SHOWN
) -> Page[RowView]:
    """Rows there is something to say about, in the order of the file; the cursor is a number."""
    actor.require("lead.import")
    row = scope.get(actor, Import, import_id)
    rows = ImportRow.objects.filter(source=row, number__gt=after).order_by("number")
    found = list((rows.filter(verdict=verdict) if verdict else rows)[: size + 1])
    shown = tuple(_row(row, one) for one in found[:size])
    return Page(shown, str(shown[-1].number) if len(found) > size else "")


def failed_rows(actor: Actor, import_id: int) -> FailedRows:
    """The rows that are left out, whole, with what is wrong with each."""
    actor.require("lead.import")
    row = scope.get(actor, Import, import_id)
    if row.state not in ("checked", "writing", "done", "undone"):
        raise Refused("import_not_checked")
    left = LEFT_OUT[row.options.get("duplicates", "skip")]
    rows = ImportRow.objects.filter(source=row, verdict__in=left).order_by("number")
    told = tuple((r.number, tuple(r.cells), _row(row, r).findings) for r in rows.iterator())
    return FailedRows(row.file_name, tuple(row.headings), told)


def undo(actor: Actor, import_id: int) -> Undo:
    """What an undo would archive, and what it would leave, changed or converted by whom."""
    actor.require("lead.undo_import")
    return undo_of(actor, scope.get(actor, Import, import_id))


def report(actor: Actor, import_id: int) -> Report:
    """What an import came to, for programs."""
    row = scope.get(actor, Import, import_id)
    counts = _counts(row)
    return Report(
        import_id=row.pk, file_name=row.file_name, state=row.state, encoding=row.encoding,
        sheet=row.sheet, playbook=playbook.key_of(row.playbook_version_id),
        columns=tuple(zip(row.headings, row.mapping, strict=False)),
        rows=row.total, ready=_ready(row), failed=counts["failed"],
        duplicates=counts["duplicate"], likely=counts["likely"], noted=counts["noted"],
        written=row.done, codes=row.summary.get("codes", {}),
        findings=findings(actor, import_id, size=REPORTED).rows,
    )  # fmt: skip


def remembered(actor: Actor, found: Import) -> list[str]:
    """The columns somebody in scope set for the same headings, the latest; else none."""
    same = scope.visible(actor, Import).filter(headings_digest=found.headings_digest)
    for row in same.exclude(pk=found.pk).order_by("-pk")[:20]:
        if row.options.get("confirmed") and len(row.mapping) == len(found.headings):
            return [name if name in FIELDS else "" for name in row.mapping]
    return []


def seen_before(actor: Actor, digest: str) -> list[dict[str, Any]]:
    """A note where this very file was brought in before, by somebody in scope."""
    same = scope.visible(actor, Import).filter(digest=digest, state="done")
    row = same.select_related("owner").order_by("-pk").first()
    if row is None:
        return []
    return [{"code": "file_seen", "by": row.owner.name, "on": row.created_at.date().isoformat()}]


def note_key(import_id: int) -> str:
    """Where the work on an import says how far it has come."""
    return f"import-{import_id}"


LEFT_OUT: Final[Mapping[str, tuple[str, ...]]] = {
    "skip": ("failed", "duplicate", "likely"),
    "sure": ("failed", "duplicate"),
    "import": ("failed",),
}
"""Which verdicts keep a row out, by what is to become of duplicates."""


def _counts(row: Import) -> dict[str, int]:
    counts = row.summary.get("counts", {})
    return {name: counts.get(name, 0) for name in ("failed", "duplicate", "likely", "noted")}


def _ready(row: Import) -> int:
    left = LEFT_OUT[row.options.get("duplicates", "skip")]
    return int(row.total - sum(_counts(row).get(name, 0) for name in left))


def _columns(row: Import) -> tuple[ColumnView, ...]:
    samples = row.summary.get("samples", [])
    return tuple(
        ColumnView(heading, field, tuple(cells[at] for cells in samples if at < len(cells)))
        for at, (heading, field) in enumerate(zip(row.headings, row.mapping, strict=False))
    )


def _owners(row: Import) -> tuple[tuple[int, str], ...]:
    wanted = row.options.get("owners", [])
    return tuple(User.objects.filter(pk__in=wanted).order_by("name").values_list("pk", "name"))


def _row(source: Import, row: ImportRow) -> RowView:
    return RowView(
        row.number,
        row.verdict,
        _name(source, row),
        tuple(_finding(source, one) for one in row.findings),
    )


def _name(source: Import, row: ImportRow) -> str:
    by_field = {field: row.cells[at] for at, field in enumerate(source.mapping)
                if field and at < len(row.cells)}  # fmt: skip
    names = (by_field.get(n, "") for n in ("company", "full_name", "english_name", "person"))
    return next((name for name in names if name), "")


def _finding(source: Import, one: Mapping[str, Any]) -> FindingView:
    column = one["column"]
    heading = "" if column is None else source.headings[column]
    return FindingView(one["code"], one["level"], column, heading, one["value"], one["params"])


def _line(row: Import) -> ImportLine:
    return ImportLine(
        row.pk, row.file_name, row.state, row.total, row.done, row.owner.name, row.created_at
    )
