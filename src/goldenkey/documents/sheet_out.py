"""Tables that go out: .xlsx for people, CSV for programs; no text of theirs is ever run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from goldenkey.documents.delimited import ESCAPED

_PLAIN = {
    "constant_memory": True,
    "in_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that goes out: its heading, how wide, and whether it warns."""

    heading: str
    width: int = 16
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that goes out, under its name."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]


def workbook(columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, sheet: str) -> bytes:
    """Return an .xlsx of one sheet; text that looks like a formula stays text when edited."""
    return sheets([Sheet(sheet, columns, rows)])


def sheets(wanted: Sequence[Sheet]) -> bytes:
    """Return an .xlsx of several sheets, each a table under its headings."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        formats = _formats(book)
        for sheet in wanted:
            _fill(book.add_worksheet(_sheet_name(sheet.name)), sheet, formats)
    return out.getvalue()


def _fill(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.heading, formats["warns" if column.warns else "head"])
    page.freeze_panes(1, 0)
    for number, row in enumerate(sheet.rows, 1):
        for at, cell in enumerate(row):
            _write(page, number, at, cell, formats)


def delimited(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return CSV that spreadsheets open rightly: UTF-8 with its mark, CRLF, formulas guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in (headings, *rows):
        writer.writerow([_guarded(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _formats(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "warns": book.add_format({"bold": True, "bottom": 1, "font_color": "#9a3412"}),
        "guard": book.add_format({"quote_prefix": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
    }


def _write(page: Any, row: int, column: int, cell: Any, formats: dict[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, int | float | Decimal):
        page.write_number(row, column, cell)
    elif isinstance(cell, date | datetime):
        page.write_datetime(row, column, _naive(cell), formats["day"])
    else:
        text = str(cell)[:32_767]
        page.write_string(row, column, text, formats["guard"] if text[0] in ESCAPED else None)


def _naive(cell: date | datetime) -> date | datetime:
    return cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell


def _guarded(cell: Any) -> Any:
    if isinstance(cell, str) and cell[:1] in ESCAPED and cell:
        return f"'{cell}"
    return "" if cell is None else cell


def _sheet_name(name: str) -> str:
    return "".join(c for c in name if c not in "[]:*?/\\'")[:31] or "1"
