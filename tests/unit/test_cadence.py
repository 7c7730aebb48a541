"""The next contact: last contact plus period by count, then the next working day (M2.3, M2.4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.cadence import (
    WorkingDays,
    due_by_count,
    due_by_silence,
    exceeds,
    free_from,
    gap_days,
    is_too_often,
    shortest_gap,
)
from goldenkey.core.playbook import Cadence

RHYTHM = {"O": Cadence(2, 7), "A": Cadence(1, 7), "B": Cadence(2, 30), "C": Cadence(1, 60)}


def days(*texts: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(text) for text in texts)


def span(first: str, last: str) -> frozenset[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return frozenset(start + timedelta(days=n) for n in range((end - start).days + 1))


MAINLAND_2026 = WorkingDays(
    holidays=(
        span("2026-01-01", "2026-01-03")
        | span("2026-02-15", "2026-02-23")
        | span("2026-04-04", "2026-04-06")
        | span("2026-05-01", "2026-05-05")
        | span("2026-06-19", "2026-06-21")
        | span("2026-09-25", "2026-09-27")
        | span("2026-10-01", "2026-10-07")
    ),
    make_up=days(
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"
    ),
)
"""The mainland's public holidays of 2026 with their make-up workdays."""

WORKED = [
    # grade, last contact, due, why
    ("O", "2026-03-02", "2026-03-05", "Monday and three days"),
    ("O", "2026-03-04", "2026-03-09", "Saturday becomes Monday"),
    ("O", "2026-03-05", "2026-03-09", "Sunday becomes Monday"),
    ("O", "2026-02-11", "2026-02-14", "a Saturday worked for Spring Festival stands"),
    ("O", "2026-02-12", "2026-02-24", "over the whole of Spring Festival"),
    ("O", "2026-02-25", "2026-02-28", "a Saturday worked after Spring Festival stands"),
    ("A", "2026-03-02", "2026-03-09", "Monday to Monday"),
    ("A", "2026-03-06", "2026-03-13", "Friday to Friday"),
    ("A", "2026-04-28", "2026-05-06", "over Labour Day"),
    ("A", "2026-05-02", "2026-05-09", "a Saturday worked for Labour Day stands"),
    ("A", "2026-09-24", "2026-10-08", "National Day week ends on the 7th"),
    ("A", "2026-09-13", "2026-09-20", "a Sunday worked before National Day stands"),
    ("A", "2026-10-03", "2026-10-10", "a Saturday worked after National Day stands"),
    ("B", "2026-03-02", "2026-03-17", "half of thirty is fifteen"),
    ("B", "2026-03-06", "2026-03-23", "Saturday becomes Monday"),
    ("B", "2026-03-20", "2026-04-07", "over Tomb Sweeping"),
    ("B", "2026-06-04", "2026-06-22", "over Dragon Boat and its weekend"),
    ("B", "2026-09-10", "2026-09-28", "over Mid-Autumn and its weekend"),
    ("B", "2025-12-17", "2026-01-04", "a Sunday worked after New Year stands"),
    ("C", "2026-01-05", "2026-03-06", "sixty days"),
    ("C", "2026-01-12", "2026-03-13", "sixty days, over the month with 28"),
    ("C", "2026-01-06", "2026-03-09", "Saturday becomes Monday"),
    ("C", "2025-12-20", "2026-02-24", "the festival swallows it"),
    ("C", "2026-08-05", "2026-10-08", "the first working day after National Day"),
]


@pytest.mark.method("M2.3")
@pytest.mark.parametrize(("grade", "last", "due", "why"), WORKED)
def test_the_24_worked_dates(grade: str, last: str, due: str, why: str) -> None:
    found = due_by_count(date.fromisoformat(last), RHYTHM[grade], MAINLAND_2026)
    assert found == date.fromisoformat(due), why


@pytest.mark.method("M2.3")
@pytest.mark.parametrize(("grade", "gap"), [("O", 3), ("A", 7), ("B", 15), ("C", 60)])
def test_the_gap_is_the_period_by_the_count_rounded_down(grade: str, gap: int) -> None:
    assert gap_days(RHYTHM[grade]) == gap


def test_a_make_up_workday_outweighs_a_holiday() -> None:
    day = date(2026, 3, 4)
    assert WorkingDays(holidays=frozenset({day}), make_up=frozenset({day})).works(day)


@pytest.mark.method("M2.4")
def test_silence_ends_on_a_working_day_before_it_grows_too_long() -> None:
    due = due_by_silence(date(2026, 9, 19), longest=14, least=3, calendar=MAINLAND_2026)
    assert due == date(2026, 9, 30), "two weeks end on 10-03; the last working day before is 09-30"


@pytest.mark.method("M2.4")
def test_a_contact_never_disturbs_before_the_least_gap_is_over() -> None:
    due = due_by_silence(date(2026, 9, 30), longest=4, least=3, calendar=MAINLAND_2026)
    assert due == date(2026, 10, 8)


@pytest.mark.method("M2.6")
def test_contacts_nearer_than_the_least_gap_are_too_often() -> None:
    near = [date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 5)]
    assert (shortest_gap(near), is_too_often(near, least=3)) == (3, False)
    assert is_too_often(near, least=4)
    assert not is_too_often(near[:2], least=30), "twice on one day is one contact"


@pytest.mark.method("M2.6")
def test_more_contacts_than_the_rhythm_asks_for_are_seen() -> None:
    today = date(2026, 3, 9)
    three = [date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 9)]
    assert exceeds(three, RHYTHM["O"], today)
    assert not exceeds([date(2026, 3, 2), *three[1:]], RHYTHM["O"], today), "one a week old"


dates = st.dates(date(2026, 1, 1), date(2026, 12, 31))
rhythms = st.builds(Cadence, st.integers(1, 50), st.integers(1, 366))
calendars = st.builds(WorkingDays, st.frozensets(dates), st.frozensets(dates))


@given(dates, rhythms, calendars)
def test_the_next_contact_is_after_the_last_and_on_a_working_day(
    last: date, rhythm: Cadence, calendar: WorkingDays
) -> None:
    due = due_by_count(last, rhythm, calendar)
    assert due > last
    assert due >= last + timedelta(days=gap_days(rhythm))
    assert calendar.works(due)


@given(dates, st.integers(1, 366), st.integers(1, 366), calendars)
def test_cadence_never_asks_before_the_least_gap(
    last: date, least: int, longest: int, calendar: WorkingDays
) -> None:
    due = due_by_silence(last, longest=longest, least=least, calendar=calendar)
    assert due >= last + timedelta(days=least)
    assert due >= free_from(last, least=least, calendar=calendar)
    assert calendar.works(due)
