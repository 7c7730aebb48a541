"""Receivables: due, late and by age; the buckets always sum to what is open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.money import Money
from goldenkey.core.receivables import (
    BUCKETS,
    Open,
    age,
    bucket,
    days_late,
    due_on,
    in_proportion,
    spans,
)

TODAY = date(2026, 11, 23)
DAYS = st.integers(-400, 400).map(lambda n: TODAY + timedelta(days=n))


@pytest.mark.method("M7.2")
@given(st.lists(st.builds(Open, DAYS, st.integers(0, 10**12).map(lambda n: Money(n, "TWD")))))
def test_the_buckets_sum_to_all_that_is_open(lines: list[Open]) -> None:
    sums = age(lines, TODAY, "TWD")
    assert list(sums) == list(BUCKETS)
    assert sum(m.minor for m in sums.values()) == sum(line.open.minor for line in lines)


@pytest.mark.method("M7.2")
@pytest.mark.parametrize(
    ("late", "name"),
    [(-30, "not_due"), (0, "not_due"), (1, "1_30"), (30, "1_30"), (31, "31_60"), (60, "31_60"),
     (61, "61_90"), (90, "61_90"), (91, "over_90"), (4000, "over_90")],
)  # fmt: skip
def test_a_bucket_holds_its_last_day(late: int, name: str) -> None:
    assert bucket(TODAY - timedelta(days=late), TODAY) == name


@given(DAYS)
def test_each_day_lies_in_the_span_of_its_bucket_and_no_other(day: date) -> None:
    inside = [
        s.bucket
        for s in spans(TODAY)
        if (s.first is None or s.first <= day) and (s.last is None or day <= s.last)
    ]
    assert inside == [bucket(day, TODAY)]


def test_money_is_not_late_on_its_day() -> None:
    assert days_late(TODAY, TODAY) == 0
    assert days_late(TODAY - timedelta(days=3), TODAY) == 3


def test_due_is_the_exact_calendar_day() -> None:
    assert due_on(date(2026, 1, 31), 30) == date(2026, 3, 2)
    assert due_on(date(2026, 2, 14), 0) == date(2026, 2, 14)


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.data())
def test_the_other_currency_is_exact_at_both_ends_and_between_within(
    whole: int, of: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(0, of))
    assert in_proportion(whole, of, 0) == 0
    assert in_proportion(whole, of, of) == whole
    assert 0 <= in_proportion(whole, of, part) <= whole
