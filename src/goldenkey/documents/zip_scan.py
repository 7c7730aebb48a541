"""A look through a spreadsheet's zip before anything reads it: bombs, far cells, formulas.

One cell at XFD1048576 would make a reader ask for hundreds of gigabytes; a small file can
unpack to many. Both are refused here, by name.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from goldenkey.documents.grid import cell_name, column_name
from goldenkey.policies.errors import Refused

MEMBERS: Final = 2000
UNPACKED: Final = 200_000_000
RATIO: Final = 200
RATIO_FROM: Final = 5_000_000
AREA: Final = 3_000_000
MARKS: Final = 20_000

_CHUNK = 1 << 20
_CELL = re.compile(rb"<(?:x:)?c\b([^>]*?)(/?)>\s*(<(?:x:)?f\b)?")
_WHERE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class Sheet:
    """What the look through one sheet found; rows and columns from zero."""

    last_row: int = -1
    last_column: int = -1
    farthest: tuple[int, int] = (0, 0)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)

    def see(self, row: int, column: int) -> None:
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if row + column > sum(self.farthest):
            self.farthest = (row, column)


def scan(path: Path) -> dict[str, Sheet]:
    """Look through every part of a workbook; sheets by name. Raises Refused, naming the cell."""
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bomb(archive.infolist())
            names = _sheet_names(archive)
            found = {}
            for info in archive.infolist():
                sheet = _look(archive, info)
                if info.filename in names:
                    found[names[info.filename]] = sheet
    except (zipfile.BadZipFile, NotImplementedError, ElementTree.ParseError, OSError, EOFError):
        raise Refused("file_damaged", field="file") from None
    except RuntimeError:  # an encrypted member
        raise Refused("file_password", field="file") from None
    if not found:
        raise Refused("file_not_a_table", field="file")
    return found


def refuse_far(name: str, sheet: Sheet) -> None:
    """Raise Refused where a cell far outside makes the table too large."""
    if (sheet.last_row + 1) * (sheet.last_column + 1) > AREA:
        row, column = sheet.farthest
        raise Refused(
            "file_far_cell", field="file", sheet=name, cell=cell_name(row, column),
            row=row + 1, column=column_name(column),
        )  # fmt: skip


def _refuse_bomb(infos: list[zipfile.ZipInfo]) -> None:
    large = [i for i in infos if i.file_size > RATIO_FROM]
    if (
        len(infos) > MEMBERS
        or sum(i.file_size for i in infos) > UNPACKED
        or any(i.file_size > RATIO * max(i.compress_size, 1) for i in large)
    ):
        raise Refused("file_bomb", field="file", most=UNPACKED // 1_000_000)


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names of the sheets by the part of the zip each stands in."""
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in _xml(archive, "xl/_rels/workbook.xml.rels").iter()
        if one.get("Id")
    }
    found = {}
    for one in _xml(archive, "xl/workbook.xml").iter():
        if one.tag.endswith("}sheet"):
            target = targets.get(one.get(_REL, ""), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found[part] = one.get("name", "")
    return found


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    try:
        text = archive.read(name)
    except KeyError:
        raise Refused("file_not_a_table", field="file") from None
    _refuse_declared(text)
    return ElementTree.fromstring(text)  # noqa: S314 - no entity was declared


def _look(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Sheet:
    """Read a part to its end (a wrong checksum or size is found there), noting its cells."""
    sheet = Sheet()
    is_sheet = "worksheets/" in info.filename and info.filename.endswith(".xml")
    is_xml = info.filename.endswith((".xml", ".rels"))
    for part in _parts(archive, info):
        if is_xml:
            _refuse_declared(part)
        for cell in _CELL.finditer(part) if is_sheet else ():
            _note(sheet, cell)
    return sheet


def _parts(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes, cut before a cell so that none is split or seen twice."""
    kept = b""
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            whole = kept + chunk
            cut = whole.rfind(b"<c ")
            cut = cut if cut > 0 and len(whole) - cut < _CHUNK else len(whole)
            yield whole[:cut]
            kept = whole[cut:]
    yield kept


def _note(sheet: Sheet, cell: re.Match[bytes]) -> None:
    where = _WHERE.search(cell[1])
    if not where:
        return
    row, column = int(where[2]) - 1, _column(where[1])
    sheet.see(row, column)
    if cell[3] and not cell[2] and len(sheet.formulas) < MARKS:
        sheet.formulas.append((row, column))
    if b't="e"' in cell[1] and len(sheet.errors) < MARKS:
        sheet.errors.append((row, column))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _refuse_declared(text: bytes) -> None:
    if _DECLARED.search(text):
        raise Refused("file_entities", field="file")
