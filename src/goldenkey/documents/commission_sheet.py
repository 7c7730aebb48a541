"""A statement of commission as a spreadsheet: amounts are numbers, each line says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from goldenkey.documents.sheet_out import Column, workbook

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (12, 14, 26, 18, 14, 16, 8, 80, 40)


def statement(headings: Sequence[str], rows: Iterable[Sequence[Any]], *, sheet: str) -> bytes:
    """Return an .xlsx of a month's lines."""
    columns = [Column(name, width) for name, width in zip(headings, WIDTHS, strict=True)]
    return workbook(columns, rows, sheet=sheet)
