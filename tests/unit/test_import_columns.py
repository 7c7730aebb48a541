"""Headings of lead files, as people of three languages write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import import_columns as columns


def fields(*headings: str) -> list[str]:
    return [made.field for made in columns.guess(headings)]


@pytest.mark.method("M9.2")
@pytest.mark.parametrize(
    "headings",
    [
        ("公司名称", "公司全称", "所在地域", "所属行业", "上市日期"),
        ("公司名稱", "公司全稱", "所在地", "行業", "上市日期"),
        ("Company", "Full name", "Region", "Industry", "Listed on"),
        (" company_name* ", "Legal Name", "LOCATION", "sector", "Listing date"),
    ],
)
def test_headings_of_three_languages_mean_the_same(headings: tuple[str, ...]) -> None:
    expected = ["company", "full_name", "region", "industry", "listed_on"]
    assert fields(*headings) == expected


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("客户联系电话", "phone"), ("手機號碼（必填）", "phone"), ("Contact phone", "phone"),
        ("聯絡人", "person"), ("預算(萬元)", "amount"), ("E-mail Address", "email"),
        ("我们公司的网站主页介绍", ""), ("Foo", ""), ("", ""),
    ],
)  # fmt: skip
def test_longer_and_unknown_headings(heading: str, field: str) -> None:
    assert fields(heading) == [field]


def test_a_field_is_given_once_to_the_surest_column() -> None:
    assert fields("客户联系电话", "电话") == ["", "phone"]


def test_notes_may_stand_in_several_columns() -> None:
    assert fields("备注", "其他") == ["note", "note"]


def test_an_unknown_heading_over_addresses_is_e_mail() -> None:
    made = columns.guess(["X", "Y"], [["a@b.com", "1"], ["c@d.com", "2"]])
    assert [one.field for one in made] == ["email", ""]


def test_a_title_above_the_headings_is_passed_over() -> None:
    rows = [["二〇二六年展會名單", "", ""], ["", "", ""], ["公司", "電話", "備註"], ["甲", "1", ""]]
    assert columns.heading_row(rows) == 2


def test_the_same_heading_twice_is_named() -> None:
    assert columns.duplicates(["電話", "公司", "电话 "]) == ((0, 2),)


@pytest.mark.parametrize(
    ("heading", "times"), [("金额(万元)", 10_000), ("預算（千元）", 1000), ("Amount (M)", 10**6),
                           ("金额", 1), ("Amount", 1)],
)  # fmt: skip
def test_a_heading_can_say_what_its_amounts_are_multiplied_by(heading: str, times: int) -> None:
    assert columns.factor(heading) == Decimal(times)


@given(st.lists(st.text(max_size=20), max_size=12))
def test_no_heading_breaks_the_guess_and_no_field_is_given_twice(headings: list[str]) -> None:
    made = [m.field for m in columns.guess(headings) if m.field not in ("", *columns.MANY)]
    assert len(made) == len(set(made))
    assert len(columns.guess(headings)) == len(headings)


@given(st.lists(st.text(max_size=10), max_size=6))
def test_the_key_of_headings_does_not_depend_on_case(headings: list[str]) -> None:
    loud = [h.lower() for h in headings]
    assert columns.digest(loud) == columns.digest([h.lower() for h in loud])
