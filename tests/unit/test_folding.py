"""One spelling: scripts, widths, cases and accents meet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from goldenkey.core.folding import fold, simplified

LEADS = Path(__file__).parents[3] / "shared" / "data" / "leads"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)))
def test_a_fragment_folds_as_it_does_inside_its_title(text: str) -> None:
    half = len(text) // 2
    assert fold(text[:half]) + fold(text[half:]) == fold(text)


@pytest.mark.method("M9.1")
@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("國際貿易", "国际贸易"),
        ("衞粧糭敍枱衹", "卫妆粽叙台只"),
        ("乾隆", "干隆"),
        ("著名", "著名"),
        ("Ａｂｃ１２", "abc12"),
        ("Crédit Agricole", "credit agricole"),
        ("㈱日立", "(株)日立"),
    ],
)
def test_scripts_widths_and_accents_meet_in_one_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_scripts_other_than_chinese_and_latin_keep_their_marks() -> None:
    assert fold("ガス 한글") == "ガス 한글"


def test_the_table_leads_to_no_character_that_it_folds_further() -> None:
    assert not [v for v in simplified().values() if v.translate(simplified()) != v]


@pytest.mark.method("M9.1")
def test_every_traditional_lead_folds_to_the_simplified_one() -> None:
    if not LEADS.is_dir():
        pytest.skip(f"no lead files at {LEADS}")
    text = (LEADS / "listed_companies_zh_hant_big5.csv").read_text("big5hkscs")
    traditional = [row[:2] for row in csv.reader(text.splitlines())][1:]
    sheet = CalamineWorkbook.from_path(LEADS / "listed_companies_zh_hans.xlsx").get_sheet_by_index(
        0
    )
    simple = {tuple(fold(str(cell)) for cell in row[:2]) for row in sheet.to_python()[1:]}
    assert len(traditional) == 295
    assert [row for row in traditional if tuple(map(fold, row)) not in simple] == []
