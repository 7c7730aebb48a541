"""Writes of imports: a file of leads is read, checked, written, and perhaps undone.

Reading and checking take seconds and happen outside any transaction; what they find is kept in
one. Writing goes by batches, each whole or not at all, and a row of a file is written once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from goldenkey.actions import account as accounts
from goldenkey.actions import import_check as checking
from goldenkey.actions import import_choices as choices
from goldenkey.actions import lead as leads
from goldenkey.actions import queue, search
from goldenkey.actions.base import (
    about,
    action,
    change,
    create,
    create_many,
    discard,
)  # fmt: skip
from goldenkey.actions.import_check import Watch
from goldenkey.actions.many import archive_many
from goldenkey.core import import_columns as columns
from goldenkey.core.import_row import Row
from goldenkey.data import files
from goldenkey.data.models import Import, ImportRow, Lead
from goldenkey.documents import lead_sheet, sheet_in
from goldenkey.documents.lead_sheet import LeadSheet
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Problem, Refused
from goldenkey.selectors import imports as select
from goldenkey.selectors import playbook
from goldenkey.selectors.imports import Report, Undo

BATCH: Final = 5000
PART: Final = 250


def upload(
    actor: Actor,
    name: str,
    data: bytes,
    *,
    playbook_key: str = "",
    channel: str = "",
    owners: Sequence[int] = (),
    encoding: str = "",
    sheet: str = "",
) -> Import:
    """Read a file of leads and keep it; nothing is kept of a file that cannot be read (M9.2).

    Raises Refused with field "file", naming row and column where it can.
    """
    actor.require("lead.import")
    choices.refuse_size(len(data))
    with files.on_trial(data) as path:
        table = lead_sheet.lay_out(sheet_in.read(path, encoding=encoding, sheet=sheet))
    version = playbook.current(actor, playbook_key)
    choices.known_channel(version, channel)
    return _keep_upload(
        actor, table, data, file_name=choices.file_name(name), playbook_version_id=version,
        channel=channel,
        options={"duplicates": "skip", "owners": list(owners or [actor.user_id])},
    )  # fmt: skip


@action("lead.import")
def _keep_upload(actor: Actor, table: LeadSheet, data: bytes, **fields: Any) -> Import:
    owner, team = accounts.ownership(actor, None)
    for one in fields["options"]["owners"]:
        accounts.ownership(actor, one)
    digest, where = files.store(data)
    seen = select.seen_before(actor, digest)
    made = create(
        actor, Import, owner_id=owner, team_id=team, digest=digest, stored_as=where, **fields
    )
    with change(actor, Import, made.pk, right="lead.import") as found:
        _lay_out(actor, found, table)
        found.summary["notes"] += seen
    return found


def reread(actor: Actor, import_id: int, *, encoding: str = "", sheet: str = "") -> Import:
    """Read the file again in another encoding, or another of its sheets."""
    actor.require("lead.import")
    found = scope.get(actor, Import, import_id)
    path = files.path_of(found.stored_as)
    table = lead_sheet.lay_out(sheet_in.read(path, encoding=encoding, sheet=sheet))
    return _keep_reading(actor, import_id, table)


@action("lead.import")
def _keep_reading(actor: Actor, import_id: int, table: LeadSheet) -> Import:
    with change(actor, Import, import_id, right="lead.import") as found:
        choices.still_open(found)
        found.state = "uploaded"
        _lay_out(actor, found, table)
    return found


@action("lead.import")
def set_up(
    actor: Actor,
    import_id: int,
    *,
    mapping: Sequence[str] | None = None,
    duplicates: str = "",
    owners: Sequence[int] = (),
    channel: str | None = None,
) -> Import:
    """Say what the columns are, to whom the leads go, and what becomes of duplicates.

    The columns are remembered for the next file with the same headings.
    """
    with change(actor, Import, import_id, right="lead.import") as found:
        choices.still_open(found)
        if mapping is not None:
            found.mapping = choices.mapping_of(mapping, len(found.headings))
            found.options = {**found.options, "confirmed": True}
            found.state = "uploaded"
        if duplicates:
            choices.one_of(duplicates, choices.DUPLICATES, "duplicates")
            found.options = {**found.options, "duplicates": duplicates}
        if owners:
            for one in owners:
                accounts.ownership(actor, one)
            found.options = {**found.options, "owners": list(owners)}
        if channel is not None:
            choices.known_channel(found.playbook_version_id, channel)
            found.channel = channel
    return found


@action("lead.import")
def start_check(actor: Actor, import_id: int) -> None:
    """Have the rows checked in the background."""
    with change(actor, Import, import_id, right="lead.import") as found:
        choices.still_open(found)
        found.state = "checking"
    _enqueue(actor, "import-check", found)


@action("lead.import")
def start_write(actor: Actor, import_id: int) -> None:
    """Have the rows written in the background; asked twice, they are written once."""
    with change(actor, Import, import_id, right="lead.import") as found:
        if found.state not in ("checked", "writing"):
            raise Refused("import_not_checked")
        found.state = "writing"
    _enqueue(actor, "import-write", found)


def check(actor: Actor, import_id: int) -> Report:
    """Check every row and keep what is found; no lead is written (M9.2).

    Raises Refused for a file that cannot be read any more; the import says so then.
    """
    actor.require("lead.import")
    found = scope.get(actor, Import, import_id)
    choices.still_open(found)
    try:
        judged = checking.judge(actor, found)
    except Refused as problem:
        _fail(actor, import_id, problem)
        raise
    _keep_check(actor, import_id, judged)
    files.forget_progress(select.note_key(import_id))
    return select.report(actor, import_id)


@action("lead.import")
def _keep_check(actor: Actor, import_id: int, judged: checking.Judged) -> None:
    with change(actor, Import, import_id, right="lead.import") as found:
        choices.still_open(found)
        discard(actor, ImportRow.objects.filter(source=found))
        create_many(actor, ImportRow, [{"source": found, **row} for row in judged.rows])
        found.state, found.total = "checked", judged.total
        found.summary = {**found.summary, "counts": judged.counts, "codes": judged.codes}
    about(found)


@action("lead.import")
def _fail(actor: Actor, import_id: int, problem: Problem) -> None:
    with change(actor, Import, import_id, right="lead.import") as found:
        found.state = "failed"
        found.summary = {
            **found.summary, "problem": {"code": problem.code, "params": dict(problem.params)}
        }  # fmt: skip


def write(actor: Actor, import_id: int) -> Report:
    """Write the rows that were found good, in batches of 5,000, each in one transaction (M9.2).

    A row that is there already is not written again: a killed worker's job goes on where the
    last whole batch ended.
    """
    actor.require("lead.import")
    found = scope.get(actor, Import, import_id)
    if found.state in ("uploaded", "failed"):
        check(actor, import_id)
    elif found.state not in ("checked", "writing"):
        raise Refused("import_not_checked")
    rows = checking.ready(actor, found)
    watch = Watch(import_id, "writing", len(rows))
    owners = [accounts.ownership(actor, one) for one in found.options["owners"]]
    batches = [rows[at : at + BATCH] for at in range(0, len(rows), BATCH)] or [[]]
    for at, batch in enumerate(batches):
        last = at == len(batches) - 1
        _write_batch(actor, import_id, batch, owners, watch=watch.after(at * BATCH), last=last)
    files.forget_progress(select.note_key(import_id))
    return select.report(actor, import_id)


@action("lead.import")
def _write_batch(
    actor: Actor,
    import_id: int,
    rows: Sequence[Row],
    owners: Sequence[tuple[int, int]],
    *,
    watch: Watch,
    last: bool,
) -> None:
    with change(actor, Import, import_id, right="lead.import") as found:
        if found.state not in ("checked", "writing"):
            raise Refused("import_not_checked")
        written = set(Lead.objects.filter(source_import=found).values_list("source_row", flat=True))
        todo = [row for row in rows if row.number not in written]
        for at in range(0, len(todo), PART):
            part = todo[at : at + PART]
            made = create_many(actor, Lead, [_fields(found, row, owners) for row in part])
            search.index_all([leads.entry(lead) for lead in made])
            watch.at(at + len(part))
        found.done = len(written) + len(todo)
        found.state = "done" if last else "writing"
    about(found)


@action("lead.undo_import")
def undo(actor: Actor, import_id: int) -> Undo:
    """Archive the leads of an import that nobody has touched since; the others are listed."""
    with change(actor, Import, import_id, right="lead.undo_import") as found:
        if found.state != "done":
            raise Refused("import_not_done")
        list(Lead.objects.filter(source_import=found).select_for_update().values_list("pk"))
        seen = select.undo(actor, import_id)
        archive_many(actor, Lead, seen.untouched)
        search.forget("lead", list(seen.untouched))
        found.state = "undone"
        found.summary = {**found.summary, "undone": len(seen.untouched), "kept": len(seen.kept)}
    about(found)
    return seen


def _fields(found: Import, row: Row, owners: Sequence[tuple[int, int]]) -> dict[str, Any]:
    owner, team = owners[row.number % len(owners)]
    return {
        "channel": found.channel, **row.values, "owner_id": owner, "team_id": team,
        "playbook_version_id": found.playbook_version_id, "source_import": found,
        "source_row": row.number, "state": "new",
    }  # fmt: skip


def _lay_out(actor: Actor, found: Import, table: LeadSheet) -> None:
    found.encoding, found.sheet = table.grid.encoding, table.grid.sheet[:100]
    found.headings = list(table.headings)
    found.headings_digest = columns.digest(table.headings)
    found.mapping = select.remembered(actor, found) or lead_sheet.guessed(table)
    found.total = len(table.rows)
    found.summary = {
        "samples": table.samples(), "sheets": list(table.grid.sheets),
        "notes": lead_sheet.notes(table),
    }  # fmt: skip


def _enqueue(actor: Actor, name: str, found: Import) -> None:
    payload = {"import": found.pk, "user": actor.user_id}
    queue.enqueue(actor, name, payload, unique_key=f"{name}-{found.pk}-{found.version}")
