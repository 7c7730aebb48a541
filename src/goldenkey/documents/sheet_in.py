"""Tables that come in: spreadsheets are read in a child process, text tables here.

A file is looked at by what it holds, not by its name; whatever is wrong is a Refused that says
where.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from goldenkey.core.import_cells import Cell
from goldenkey.documents import zip_scan
from goldenkey.documents.delimited import read_text, unescaped
from goldenkey.documents.grid import CELL_CHARS, COLUMNS, ROWS, Grid, Mark, refuse_cell, refuse_size
from goldenkey.policies.errors import Refused

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHILD: Final = Path(__file__).with_name("sheet_child.py")
WAIT_S: Final = 60
_NO_TABLES: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
)


def read(path: Path, *, encoding: str = "", sheet: str = "") -> Grid:
    """Read a table of any kind we know; raises Refused with field "file" or "encoding"."""
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except FileNotFoundError:
        raise Refused("file_missing", field="file") from None
    if not head:
        raise Refused("file_empty", field="file")
    if head.startswith(_NO_TABLES):
        raise Refused("file_not_a_table", field="file")
    if head.startswith(ZIP):
        grid = _workbook(path, sheet, zip_scan.scan(path))
    elif head == OLE:
        grid = _workbook(path, sheet, {})
    else:
        grid = read_text(path.read_bytes(), encoding)
    if not any(any(cell not in ("", None) for cell in row) for row in grid.rows):
        raise Refused("file_empty", field="file")
    return grid


def _workbook(path: Path, sheet: str, scanned: dict[str, zip_scan.Sheet]) -> Grid:
    for name, seen in scanned.items():
        zip_scan.refuse_far(name, seen)
    answer = _ask_child(path, sheet)
    rows = [[_typed(cell) for cell in row] for row in answer["rows"]]
    marks: list[tuple[int, int, Mark]] = []
    seen = scanned.get(answer["sheet"], zip_scan.Sheet())
    for row, column in seen.formulas:
        empty = row >= len(rows) or column >= len(rows[row]) or rows[row][column] in ("", None)
        marks.append((row, column, "formula_empty" if empty else "formula"))
    marks += [(row, column, "error_cell") for row, column in seen.errors]
    marks += _fill_merged(rows, answer["merged"])
    return Grid(
        tuple(tuple(row) for row in rows), sheet=answer["sheet"],
        sheets=tuple(answer["sheets"]), marks=tuple(sorted(marks)),
    )  # fmt: skip


def _ask_child(path: Path, sheet: str) -> dict[str, Any]:
    """Have the child read; its end by a limit, or by a crash, is a refusal and no more."""
    limits = [str(ROWS), str(COLUMNS), str(CELL_CHARS)]
    command = [sys.executable, str(CHILD), str(path), sheet, *limits]
    quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "MALLOC_ARENA_MAX": "2"}
    try:
        done = subprocess.run(  # noqa: S603 - no shell, no foreign program
            command, capture_output=True, timeout=WAIT_S, env=quiet, check=False
        )
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {}
    if "size" in answer:
        refuse_size(*answer["size"])
    if "long" in answer:
        raise refuse_cell(*answer["long"])
    if "rows" not in answer:
        raise Refused(answer.get("problem", "file_too_heavy"), field="file")
    return answer


def _typed(cell: Any) -> Cell:
    if isinstance(cell, str):
        return unescaped(cell)
    if isinstance(cell, dict):
        return (
            date.fromisoformat(cell["on"]) if "on" in cell else datetime.fromisoformat(cell["at"])
        )
    found: Cell = cell
    return found


def _fill_merged(rows: list[list[Cell]], merged: list[Any]) -> list[tuple[int, int, Mark]]:
    """Give every cell of a merged block the text of its first one, and name the cells filled."""
    marks: list[tuple[int, int, Mark]] = []
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] in ("", None):
            continue
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                if (row, column) != (top, left):
                    rows[row][column] = rows[top][left]
                    marks.append((row, column, "merged"))
                if len(marks) > zip_scan.MARKS:
                    return marks
    return marks
