"""Checking the rows of an import: read, told apart from whom we have, counted. Saves nothing."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from goldenkey.core import import_match as match
from goldenkey.core.folding import fold
from goldenkey.core.import_row import Finding, Row, Rules
from goldenkey.data import files
from goldenkey.data.models import Import, ImportRow, Organisation
from goldenkey.documents import lead_sheet, sheet_in
from goldenkey.documents.lead_sheet import LeadSheet
from goldenkey.policies.actor import Actor
from goldenkey.selectors import import_match, playbook
from goldenkey.selectors.imports import LEFT_OUT, note_key

_TELL_S = 0.3


@dataclass(frozen=True, slots=True)
class Judged:
    """What a check found: the rows there is something to say about, and how many of what."""

    rows: Sequence[dict[str, Any]]
    total: int
    counts: dict[str, int]
    codes: dict[str, int]


class Watch:
    """Tells how far the work on an import has come, a few times a second at most."""

    def __init__(self, import_id: int, step: str, total: int, before: int = 0) -> None:
        self.import_id, self.step, self.total, self.before = import_id, step, total, before
        self.told = 0.0
        self.at(0)

    def at(self, done: int) -> None:
        """So many are done."""
        if time.monotonic() - self.told >= _TELL_S:
            self.told = time.monotonic()
            note = files.Progress(self.step, self.before + done, self.total)
            files.note_progress(note_key(self.import_id), note)

    def after(self, before: int) -> Watch:
        """The same watch for a part that comes after so many."""
        return Watch(self.import_id, self.step, self.total, before)


def judge(actor: Actor, found: Import) -> Judged:
    """Read and check every row of an import's file."""
    table = _table(found)
    reading = Watch(found.pk, "reading", len(table.rows))
    rows = lead_sheet.read_rows(table, _rules(actor, found), reading.at)
    rows = _with_duplicates(actor, found, rows)
    told = [_told(table, row) for row in rows if row.findings]
    counts = Counter(row["verdict"] for row in told)
    codes = Counter(one["code"] for row in told for one in row["findings"])
    return Judged(told, len(rows), dict(counts), dict(codes))


def ready(actor: Actor, found: Import) -> list[Row]:
    """The rows that are to be written, by the verdicts of the last check."""
    out = LEFT_OUT[found.options["duplicates"]]
    left = ImportRow.objects.filter(source=found, verdict__in=out).values_list("number", flat=True)
    skipped = set(left)
    rows = lead_sheet.read_rows(_table(found), _rules(actor, found))
    return [row for row in rows if row.number not in skipped and not row.fails]


def _table(found: Import) -> LeadSheet:
    path = files.path_of(found.stored_as)
    return lead_sheet.lay_out(sheet_in.read(path, encoding=found.encoding, sheet=found.sheet))


def _rules(actor: Actor, found: Import) -> Rules:
    ours = Organisation.objects.first()
    channels = {
        fold(name): one.key
        for one in playbook.compiled(found.playbook_version_id).channels
        for name in (one.key, one.name.zh_hant, one.name.zh_hans, one.name.en)
    }
    rules = Rules(
        mapping=found.mapping, currency=actor.currency, country=ours.country if ours else "TW",
        channels=channels,
    )  # fmt: skip
    return lead_sheet.rules_for(found.headings, rules)


def _with_duplicates(actor: Actor, found: Import, rows: Sequence[Row]) -> list[Row]:
    """Rows that repeat one before them, or somebody we have; of rows that fail nobody is one."""
    parties = [(row.number, match.party(row.values)) for row in rows if not row.fails]
    watch = Watch(found.pk, "comparing", len(rows))
    known = import_match.known(actor, parties, import_id=found.pk, told=watch.at)
    doubles = match.doubles(parties)
    return [_with(row, known.get(row.number), doubles.get(row.number)) for row in rows]


def _with(row: Row, known: import_match.Known | None, double: match.Double | None) -> Row:
    more = []
    if known is not None:
        params: dict[str, Any] = {"owner": known.owner}
        if known.name:
            params |= {"name": known.name, "kind": known.kind, "id": known.id}
        kind = "known" if known.name else "owned"
        more.append(Finding(f"{kind}_{known.verdict}", "duplicate", params=params))
    if double is not None:
        more.append(Finding(f"double_{double.verdict}", "duplicate", params={"row": double.number}))
    return replace(row, findings=(*row.findings, *more)) if more else row


def _told(table: LeadSheet, row: Row) -> dict[str, Any]:
    findings = [
        {"code": one.code, "level": one.level, "column": one.column, "value": one.value,
         "params": dict(one.params)}
        for one in row.findings
    ]  # fmt: skip
    cells = table.cells_of(row.number)
    return {"number": row.number, "verdict": _verdict(row), "cells": cells, "findings": findings}


def _verdict(row: Row) -> str:
    if row.fails:
        return "failed"
    codes = [one.code for one in row.findings if one.level == "duplicate"]
    if any(code.endswith("_same") for code in codes):
        return "duplicate"
    return "likely" if codes else "noted"
