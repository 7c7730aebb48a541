"""Text files of tables: CSV and its relatives, whatever stands between the cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Final

from goldenkey.documents import encoding as encodings
from goldenkey.documents.grid import CELL_CHARS, COLUMNS, ROWS, Grid, refuse_cell, refuse_size
from goldenkey.policies.errors import Refused

DELIMITERS: Final = (",", ";", "\t", "|", "，")
ESCAPED: Final = frozenset("=+-@\t\r＝＋－＠")
_MUCH = 0.02

csv.field_size_limit(2**31 - 1)  # what is too long we say ourselves, by row and column


def read_text(data: bytes, encoding: str = "") -> Grid:
    """Read a text table; Refused names the row and column of what cannot be."""
    name = encoding or encodings.detect(data)
    text = encodings.decode(data, name)
    _refuse_garbage(text, name)
    body, delimiter = _delimiter(text)
    rows = tuple(_rows(body, delimiter))
    width = max((len(row) for row in rows), default=0)
    return Grid(tuple((*row, *[""] * (width - len(row))) for row in rows), encoding=name)


def unescaped(cell: str) -> str:
    """Take the apostrophe off that guards a cell like '=1+1 from being run."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ESCAPED and len(cell) > 1 else cell


def _rows(text: str, delimiter: str) -> Iterator[tuple[str, ...]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for at, row in enumerate(reader):
            if at >= ROWS or len(row) > COLUMNS:
                refuse_size(at + 1, len(row))
            for column, cell in enumerate(row):
                if len(cell) > CELL_CHARS:
                    raise refuse_cell(at, column)
            yield tuple(map(unescaped, row))
    except csv.Error:
        raise Refused("file_broken_line", field="file", row=reader.line_num) from None


def _delimiter(text: str) -> tuple[str, str]:
    """What stands between the cells: what cuts the first lines into equally many, and most."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first[4]
    return text, max(DELIMITERS, key=lambda mark: _evenness(text[:20_000], mark))


def _evenness(text: str, delimiter: str) -> float:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = [len(row) for _, row in zip(range(40), reader, strict=False) if row]
    except csv.Error:
        return 0
    if not widths:
        return 0
    usual, times = Counter(widths).most_common(1)[0]
    return (usual - 1) * (times / len(widths)) ** 2


def _refuse_garbage(text: str, name: str) -> None:
    """A picture renamed, or an encoding that leaves a hole in every other word."""
    if "\0" in text[:100_000]:
        raise Refused("file_not_a_table", field="file")
    broken = text.count("\ufffd")
    foreign = sum(1 for char in text if ord(char) > 127) if broken else 0
    if broken > 20 and broken > foreign * _MUCH:
        at = text.index("\ufffd")
        row = text.count("\n", 0, at) + 1
        raise Refused("file_encoding", field="encoding", encoding=name, row=row)
