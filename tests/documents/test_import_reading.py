"""Files that come in: read whatever they are, or refused with the place that is wrong."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from goldenkey.documents import encoding, sheet_in, sheet_out
from goldenkey.documents.sheet_out import Column
from goldenkey.policies.errors import Refused
from goldenkey.wording import codes

TRADITIONAL = "公司名稱,電話\r\n國農科技,02-2345-6789\r\n世紀星源股份有限公司,\r\n"
SIMPLIFIED = "公司名称,电话\r\n国农科技,0755-88886666\r\n世纪星源股份有限公司,\r\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Any]:
    """Read bytes as a file."""

    def do(data: bytes, **options: Any) -> Any:
        path = tmp_path / "leads"
        path.write_bytes(data)
        return sheet_in.read(path, **options)

    return do


def workbook(fill: Callable[[Any, Any], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        fill(book, book.add_worksheet("線索"))
    return out.getvalue()


def zipped(**parts: str) -> bytes:
    """A workbook of one sheet written by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        sheet = parts.get("sheet", "")
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'{parts.get("head", "")}<worksheet xmlns="{main}">'
            f"<sheetData>{sheet}</sheetData></worksheet>",
        )
        if "extra" in parts:
            archive.writestr("xl/media/big.bin", parts["extra"])
    return out.getvalue()


@pytest.mark.method("M9.2")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TRADITIONAL, "big5hkscs"), (SIMPLIFIED, "gb18030"), (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "utf-8"), (TRADITIONAL, "utf-8-sig"), (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-16-le"), (SIMPLIFIED, "utf-16-be"),
        ("Name,City\nCafé Zoë,Köln\n", "cp1252"),
        ("Company,Phone\nPlain,1\n", "ascii"),
    ],
)  # fmt: skip
def test_an_encoding_is_told_from_the_text(read: Callable[..., Any], text: str, name: str) -> None:
    rows = read(text.encode(name)).rows
    assert [",".join(row) for row in rows] == text.splitlines()


def test_a_character_cut_at_the_end_does_not_change_the_encoding() -> None:
    for name in ("gb18030", "big5hkscs", "utf-8"):
        text = TRADITIONAL if name == "big5hkscs" else SIMPLIFIED
        assert encoding.detect(text.encode(name)[:-7] + text.encode(name)[-5:-3]) == name


def test_a_few_broken_bytes_are_shown_in_their_cell(read: Callable[..., Any]) -> None:
    data = SIMPLIFIED.encode() * 30 + "坏公司,\n".encode()[:-4] + b"\xff,1\n"
    grid = read(data)
    assert grid.encoding == "utf-8"
    assert "\ufffd" in grid.rows[-1][0]


def test_a_wrong_encoding_by_hand_is_refused_with_the_row(read: Callable[..., Any]) -> None:
    with pytest.raises(Refused) as refused:
        read((SIMPLIFIED * 40).encode("gb18030"), encoding="utf-8")
    assert (refused.value.code, refused.value.field) == ("file_encoding", "encoding")
    assert refused.value.params["row"] == 1


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "，"])
def test_what_stands_between_the_cells_is_found(read: Callable[..., Any], mark: str) -> None:
    text = f'公司{mark}備註\n甲{mark}"一、二{mark}三"\n乙{mark}無\n'
    assert read(text.encode()).rows[1] == ("甲", f"一、二{mark}三")


def test_excels_own_line_about_the_separator_is_heeded(read: Callable[..., Any]) -> None:
    assert read(b"sep=;\na;b,c\n1;2,3\n").rows == (("a", "b,c"), ("1", "2,3"))


def test_lines_within_a_cell_do_not_shift_the_rows(read: Callable[..., Any]) -> None:
    rows = read('公司,備註\n甲,"一\n二"\n乙,三\n'.encode()).rows
    assert rows[2] == ("乙", "三")


def test_an_apostrophe_that_guarded_a_formula_is_taken_off(read: Callable[..., Any]) -> None:
    assert read(b"a,b\n'+886 2,'s\n").rows[1] == ("+886 2", "'s")


@pytest.mark.method("M9.2")
def test_a_spreadsheet_is_read_with_its_types_formulas_and_merged_cells(
    read: Callable[..., Any],
) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["公司", "電話", "日期", "金額"])
        sheet.write_row(1, 0, ["甲", 912345678])
        sheet.write_datetime(
            1, 2, date(2026, 11, 23), book.add_format({"num_format": "yyyy-mm-dd"})
        )
        sheet.write_formula(1, 3, "=1+1", None, 2)
        sheet.write_formula(2, 3, "=1+2", None, "")
        sheet.merge_range(2, 0, 3, 0, "乙")
        sheet.write(3, 1, "1")

    grid = read(workbook(fill))
    assert grid.rows[1] == ("甲", 912345678.0, date(2026, 11, 23), 2.0)
    assert grid.rows[3][0] == "乙"
    assert set(grid.marks) == {(1, 3, "formula"), (2, 3, "formula_empty"), (3, 0, "merged")}


def test_another_sheet_can_be_asked_for_and_hidden_ones_are_not(read: Callable[..., Any]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "first")
        book.add_worksheet("secret").hide()
        book.add_worksheet("other").write(0, 0, "second")

    data = workbook(fill)
    assert read(data).sheets == ("線索", "other")
    assert read(data, sheet="other").rows[0][0] == "second"


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LONG = f'<row r="2"><c r="B2" t="inlineStr"><is><t>{"x" * 10_000_000}</t></is></c></row>'


@pytest.mark.method("M9.2")
@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        (b"", "file_empty", {}),
        (b"\n\n,,\n", "file_empty", {}),
        (b"%PDF-1.7 ...", "file_not_a_table", {}),
        (b"\x89PNG\r\n\x1a\n", "file_not_a_table", {}),
        (b"PK\x03\x04 and no more", "file_damaged", {}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000, "file_damaged", {}),
        (zipped(sheet=FAR), "file_far_cell", {"cell": "XFD1048576", "row": 1048576}),
        (zipped(head='<!DOCTYPE x [<!ENTITY a "b">]>'), "file_entities", {}),
        (zipped(extra="0" * 60_000_000), "file_bomb", {}),
        (zipped(sheet=LONG), "file_bomb", {}),
        (b"a,b\n1," + b"x" * 10_000_000, "file_cell", {"row": 2, "column": "B"}),
        (b'a,b\n1,"unclosed\n' + b"1,2\n" * 20_000, "file_cell", {"row": 2, "column": "B"}),
        (b"a\n" * 200_002, "file_rows", {"row": 200_001}),
        (b"a," * 300, "file_columns", {}),
        (b"a,b\n\0\0\0\0,1\n" + b"abc\n" * 500, "file_not_a_table", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_refused_with_the_place(
    read: Callable[..., Any], data: bytes, code: str, where: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code == code
    assert {name: refused.value.params[name] for name in where} == where
    assert codes.say_problem(refused.value) != code


def test_a_huge_cell_of_a_spreadsheet_is_named(read: Callable[..., Any]) -> None:
    text = "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(40_000))
    cell = f'<row r="2"><c r="B2" t="inlineStr"><is><t>{text}</t></is></c></row>'
    with pytest.raises(Refused) as refused:
        read(zipped(sheet=cell))
    assert refused.value.code == "file_cell"
    assert (refused.value.params["row"], refused.value.params["column"]) == (2, "B")


def test_a_zip_that_lies_about_its_size_is_refused(read: Callable[..., Any]) -> None:
    data = bytearray(zipped(sheet="<row/>" * 1000))
    at = data.index(b"PK\x01\x02", data.index(b"sheet1.xml"))
    place = data.index(b"xl/worksheets/sheet1.xml", at) - 46 + 24
    data[place : place + 4] = (50).to_bytes(4, "little")
    with pytest.raises(Refused) as refused:
        read(bytes(data))
    assert refused.value.code == "file_damaged"


def test_what_looks_like_a_formula_goes_out_as_text(read: Callable[..., Any]) -> None:
    data = sheet_out.workbook([Column("a"), Column("b")], [["=1+1", "@x"]], sheet="a/b")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles
    assert read(data).rows[1] == ("=1+1", "@x")


def test_csv_goes_out_guarded_and_comes_back_as_it_was(read: Callable[..., Any]) -> None:
    row = ["=1+1", "+886 2", "-x", "@y", "a,b", '"q"', "深圳"]
    data = sheet_out.delimited(["h"] * 7, [row])
    assert b"'=1+1" in data
    assert list(read(data).rows[1]) == row
