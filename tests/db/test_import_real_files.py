"""The real lead files: decoded right, and the same company found across scripts and languages."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey.actions import imports
from goldenkey.data.models import Lead
from tests.cast import Cast
from tests.import_files import bring, real

WORKBOOK = "listed_companies_zh_hans.xlsx"


def checked(cast: Cast, name: str) -> Any:
    made = imports.upload(cast.rep, name, real(name))
    return imports.check(cast.rep, made.pk)


@pytest.mark.method("M9.2")
@pytest.mark.parametrize(
    ("name", "encoding", "rows", "first"),
    [
        (WORKBOOK, "", 1200, "国农科技"),
        ("listed_companies_gb18030.csv", "gb18030", 500, "迪普科技"),
        ("listed_companies_en.csv", "utf-8", 300, "China Aerospace Times Electronics Co.,Ltd."),
        ("listed_companies_zh_hant_big5.csv", "big5hkscs", 295, "國農科技"),
    ],
)
def test_a_real_file_is_read_whole(
    cast: Cast, name: str, encoding: str, rows: int, first: str
) -> None:
    report = checked(cast, name)
    assert (report.encoding, report.rows, report.failed) == (encoding, rows, 0)
    assert all(field for _, field in report.columns)
    imports.set_up(cast.rep, report.import_id, duplicates="import")
    assert imports.write(cast.rep, report.import_id).written == rows
    lead = Lead.objects.get(source_row=2)
    assert lead.company == first
    assert lead.listed_on is not None


@pytest.mark.method("M9.1", "M9.2")
def test_traditional_names_are_found_among_simplified_ones(cast: Cast) -> None:
    bring(cast.rep, real(WORKBOOK), name=WORKBOOK, duplicates="import")
    report = checked(cast, "listed_companies_zh_hant_big5.csv")
    assert (report.duplicates, report.codes["known_same"]) == (295, 295)


@pytest.mark.method("M9.2")
def test_repeated_rows_are_found_in_both_databases(cast: Cast) -> None:
    bring(cast.rep, real(WORKBOOK), name=WORKBOOK, duplicates="import")
    report = checked(cast, "listed_companies_gb18030.csv")
    first = [row for row in report.findings if row.number <= 101]
    assert len([row for row in first if row.verdict == "duplicate"]) == 100
    assert report.duplicates == 100
    assert report.likely <= 12  # of 400 others: names that only resemble one


@pytest.mark.method("M9.1", "M9.2")
def test_english_names_find_the_chinese_companies_that_bear_them(cast: Cast) -> None:
    bring(cast.rep, real("listed_companies_gb18030.csv"), duplicates="import")
    report = checked(cast, "listed_companies_en.csv")
    assert report.codes["known_same"] == 100  # so many repeat the first file's
    assert report.codes.get("known_likely", 0) <= 12
