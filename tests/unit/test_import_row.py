"""Cells of a row: read, and what is wrong said by column."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import import_cells as cells
from goldenkey.core.import_row import Rules, read_row

TODAY = date(2026, 11, 23)


def read(**given_cells: Any) -> Any:
    rules = Rules(list(given_cells), "TWD", "TW", channels={"exhibition": "exhibition"})
    return read_row(2, list(given_cells.values()), rules)


def codes(row: Any) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.column, one.level) for one in row.findings]


@pytest.mark.parametrize(
    "written",
    ["2026-11-23", "2026/11/23", "2026.11.23", "20261123", "2026年11月23日", "民國115年11月23日",
     "115/11/23", "1151123", "Nov 23, 2026", "23 November 2026", "11/23/2026", "23/11/2026",
     "2026-11-23 15:05", "２０２６／１１／２３", 46349.0, TODAY,
     datetime(2026, 11, 23, 9, 0)],  # noqa: DTZ001 - cells have no zone
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written: Any) -> None:
    assert cells.day(written, roc=True) == TODAY


@pytest.mark.parametrize(
    ("written", "code"),
    [("3/4/2026", "ambiguous_date"), ("2026-13-01", "bad_date"), ("soon", "bad_date"),
     ("2026-02-30", "bad_date"), ("12", "bad_date"), ("1899-01-01", "bad_date")],
)  # fmt: skip
def test_a_day_that_cannot_be_read_is_said(written: str, code: str) -> None:
    with pytest.raises(cells.CellProblem) as problem:
        cells.day(written)
    assert problem.value.code == code


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [("1,200,000", 1_200_000, ""), ("NT$120萬", 1_200_000, "TWD"), ("¥1.2亿", 120_000_000, "CNY"),
     ("USD 5,000.50", "5000.50", "USD"), ("5000美元", 5000, "USD"), ("3千万元", 30_000_000, ""),
     ("$12", 12, "$"), ("１２３", 123, ""), (1234.5, "1234.5", ""), ("£1.5m", 1_500_000, "GBP")],
)  # fmt: skip
def test_an_amount_is_read_with_its_currency(written: Any, amount: Any, currency: str) -> None:
    assert cells.amount(written) == (Decimal(amount), currency)


@pytest.mark.method("M9.2")
@pytest.mark.parametrize(
    ("field", "cell", "code", "level"),
    [
        ("amount", "-500", "negative_amount", "failed"),
        ("amount", "(500)", "negative_amount", "failed"),
        ("amount", -5.0, "negative_amount", "failed"),
        ("amount", "many", "not_a_number", "failed"),
        ("amount", "1e30", "unknown_currency", "failed"),
        ("amount", "9" * 20, "too_large", "failed"),
        ("amount", "500 doubloons", "unknown_currency", "failed"),
        ("amount", "0.001", "too_many_decimals", "failed"),
        ("close_on", "soon", "bad_date", "failed"),
        ("close_on", "3/4/2026", "ambiguous_date", "failed"),
        ("phone", "12", "bad_phone", "noted"),
        ("phone", "1.38E+10", "digits_lost", "failed"),
        ("phone", 12345678901234567890.0, "digits_lost", "failed"),
        ("email", "a@b", "bad_email", "noted"),
        ("staff", "-3", "negative_number", "failed"),
        ("staff", "500-1000", "not_a_count", "noted"),
        ("channel", "carrier pigeon", "unknown_channel", "noted"),
        ("person", "x" * 101, "too_long", "failed"),
        ("region", "台\ufffd", "bad_bytes", "failed"),
    ],
)
def test_a_wrong_cell_is_named_by_code_and_column(
    field: str, cell: Any, code: str, level: str
) -> None:
    assert codes(read(company="甲公司", **{field: cell})) == [(code, 1, level)]


def test_a_wrong_cell_does_not_hide_the_next() -> None:
    row = read(company="甲", amount="-1", close_on="soon", phone="x")
    assert [one[0] for one in codes(row)] == ["negative_amount", "bad_date", "bad_phone"]


def test_a_row_without_any_name_fails() -> None:
    assert codes(read(company="", phone="02-2345-6789")) == [("no_name", None, "failed")]


def test_a_full_name_alone_becomes_the_name() -> None:
    assert read(company="", full_name="甲股份有限公司").values["company"] == "甲股份有限公司"


def test_two_currencies_in_one_row_are_asked_about() -> None:
    assert codes(read(company="甲", amount="US$5", currency="TWD"))[0][0] == "two_currencies"


def test_the_currency_beside_an_amount_counts() -> None:
    row = read(company="甲", amount=5, currency="美金")
    assert (row.values["amount_minor"], row.values["currency"]) == (500, "USD")


def test_without_any_currency_it_is_ours_and_a_dollar_sign_too() -> None:
    assert read(company="甲", amount="$5").values["currency"] == "TWD"
    assert read(company="甲", amount=5.0).values["currency"] == "TWD"


def test_numbers_of_spreadsheets_are_no_floats_in_texts() -> None:
    row = read(company="甲", phone=912345678.0, region=5.0)
    assert (row.values["phone"], row.values["region"]) == ("912345678", "5")


def test_two_numbers_in_one_cell_are_two() -> None:
    assert cells.phone("010-12345678;13900139000", "CN") == "010-12345678; 13900139000"


@given(st.dictionaries(
    st.sampled_from(["company", "phone", "email", "amount", "close_on", "staff", "note"]),
    st.one_of(st.none(), st.text(max_size=30), st.floats(), st.integers(), st.booleans(),
              st.dates(), st.datetimes()), min_size=1))  # fmt: skip
def test_no_cell_breaks_the_reading(row: dict[str, Any]) -> None:
    found = read(**row)
    assert found.fails or found.values.get("company")
    assert all(isinstance(one.value, str) for one in found.findings)
