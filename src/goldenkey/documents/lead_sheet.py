"""A table of leads: where its headings stand, what its columns are, its rows read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from goldenkey.core import import_cells as cells
from goldenkey.core import import_columns as columns
from goldenkey.core.import_cells import Cell, CellProblem
from goldenkey.core.import_row import Finding, Level, Row, Rules, is_blank, read_row
from goldenkey.documents.grid import Grid, column_name

LOOKED_AT: Final = 12
"""So many rows from the top may be a title or empty before the headings."""
SHOWN: Final = 4

_LEVELS: Final[Mapping[str, Level]] = {
    "formula": "noted", "merged": "noted", "formula_empty": "failed", "error_cell": "failed",
}  # fmt: skip
_TELLING = 500


@dataclass(frozen=True, slots=True)
class LeadSheet:
    """A table with its headings found. Rows carry their number in the file, from 1."""

    grid: Grid
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]

    def samples(self) -> list[list[str]]:
        """The first filled rows as text, to judge the columns by."""
        return [[cells.text(cell)[:80] for cell in row] for _, row in self.rows[:SHOWN]]

    def cells_of(self, number: int) -> list[str]:
        """A row of the file as text."""
        return [cells.text(cell) for cell in self.grid.rows[number - 1]]


def lay_out(grid: Grid) -> LeadSheet:
    """Find the headings; what stands above them is no data, nor are empty rows."""
    top = [[cells.text(cell) for cell in row] for row in grid.rows[:LOOKED_AT]]
    at = columns.heading_row(top)
    rows = tuple(
        (number, row)
        for number, row in enumerate(grid.rows, 1)
        if number > at + 1 and not is_blank(row)
    )
    return LeadSheet(grid, tuple(" ".join(text.split())[:100] for text in top[at]), rows)


def guessed(sheet: LeadSheet) -> list[str]:
    """The field of each column as far as its heading, or its cells, tell."""
    return [made.field for made in columns.guess(sheet.headings, sheet.samples())]


def notes(sheet: LeadSheet) -> list[dict[str, str]]:
    """What is to be said about the columns: headings that stand twice."""
    return [
        {"code": "same_heading", "heading": sheet.headings[later],
         "first": column_name(first), "column": column_name(later)}
        for first, later in columns.duplicates(sheet.headings)
    ]  # fmt: skip


def rules_for(headings: Sequence[str], rules: Rules) -> Rules:
    """The same rules, with what the headings of amounts say: 預算（萬美元）."""
    amounts = [at for at, field in enumerate(rules.mapping) if field == "amount"]
    return replace(
        rules,
        factors={at: columns.factor(headings[at]) for at in amounts},
        heading_currency={at: _currency(headings[at]) for at in amounts},
    )


def read_rows(
    sheet: LeadSheet, rules: Rules, told: Callable[[int], None] = lambda _: None
) -> list[Row]:
    """Every row as it would be saved; `told` hears how many are read."""
    marks: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for at, column, mark in sheet.grid.marks:
        if column < len(rules.mapping) and rules.mapping[column]:
            marks[at + 1].append((column, mark))
    read: list[Row] = []
    for number, row in sheet.rows:
        made = read_row(number, row, rules)
        read.append(_marked(made, row, marks[number]) if number in marks else made)
        if len(read) % _TELLING == 0:
            told(len(read))
    return read


def _marked(made: Row, row: Sequence[Cell], marks: Sequence[tuple[int, str]]) -> Row:
    found = tuple(
        Finding(
            mark, _LEVELS[mark], column, cells.text(row[column])[:200] if column < len(row) else ""
        )
        for column, mark in marks
    )
    return replace(made, findings=made.findings + found)


def _mark(row: Sequence[Cell], column: int, mark: str) -> Finding:
    value = cells.text(row[column])[:200] if column < len(row) else ""
    return Finding(mark, _LEVELS[mark], column, value)


def _currency(heading: str) -> str:
    inside = re.search(r"[(（\[【](.*?)[)）\]】]", heading)
    bare = re.sub(r"[千百十]?[万萬亿億]|[千百仟]|[kKmM]$", "", inside[1]) if inside else ""
    try:
        return cells.currency(bare)
    except CellProblem:
        return ""
