"""A table as a file holds it, before anybody has said what its columns mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from goldenkey.core.import_cells import Cell
from goldenkey.policies.errors import Refused

ROWS: Final = 200_000
COLUMNS: Final = 200
CELL_CHARS: Final = 32_767
"""As much text as Excel lets a cell hold."""

Mark = Literal["formula", "formula_empty", "error_cell", "merged"]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet from the first on, each with all its cells.

    Row n of the list is row n + 1 of the file. `marks` names cells, by (row, column) from zero,
    that are not what they seem: values of formulas, errors, parts of merged cells.
    """

    rows: tuple[tuple[Cell, ...], ...]
    encoding: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    marks: tuple[tuple[int, int, Mark], ...] = ()


def column_name(column: int) -> str:
    """The letters of a column counted from zero: 0 → A, 27 → AB."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheets call it, counted from zero: (2, 1) → B3."""
    return f"{column_name(column)}{row + 1}"


def refuse_size(rows: int, columns: int) -> None:
    """Raise Refused for a table that is too large to be brought in at once."""
    if rows > ROWS:
        raise Refused("file_rows", field="file", most=ROWS, row=ROWS + 1)
    if columns > COLUMNS:
        raise Refused("file_columns", field="file", most=COLUMNS, column=column_name(COLUMNS))


def refuse_cell(row: int, column: int) -> Refused:
    """The refusal of a cell with more text than any cell should hold."""
    name = column_name(column)
    return Refused("file_cell", field="file", row=row + 1, column=name, most=CELL_CHARS)
