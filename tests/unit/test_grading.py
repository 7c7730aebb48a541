"""Grades: by the stated purchase date, and by cycle and batch (M2.1, M2.2, M2.6)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import grading
from goldenkey.core.cadence import WorkingDays
from goldenkey.core.grading import Profile
from goldenkey.core.money import Money
from goldenkey.core.playbook import Cadence, Grades, IntentGrade, ValueGrades

TODAY = date(2026, 11, 24)  # a Tuesday
VALUE = ValueGrades(
    short_cycle_days=90,
    large_batch={"CNY": Decimal(500_000), "TWD": Decimal(2_000_000)},
    table={"short_large": "A", "short_small": "B", "long_large": "C", "long_small": "D"},
    least_gap_days={"A": 3, "B": 7, "C": 14, "D": 30},
    longest_gap_days={"A": 14, "B": 30, "C": 60, "D": 120},
)
GRADES = Grades(
    intent=(
        IntentGrade("O", 7, Cadence(2, 7)),
        IntentGrade("A", 30, Cadence(1, 7)),
        IntentGrade("B", 90, Cadence(2, 30)),
        IntentGrade("C", 180, Cadence(1, 60)),
        IntentGrade("unstated", None, Cadence(1, 60)),
    ),
    value=VALUE,
)
LARGE, SMALL = Money.of(2_000_000, "TWD"), Money.of("1999999.99", "TWD")


def within(days: int | None) -> grading.Intent:
    stated = None if days is None else TODAY + timedelta(days=days)
    found = grading.intent_of(stated, GRADES, today=TODAY)
    assert found is not None
    return found


def person(buys_on: date | None, since: date) -> grading.Graded:
    profile = Profile(True, buys_on, None, None, since)
    return grading.grade(profile, GRADES, today=TODAY, calendar=WorkingDays())


@pytest.mark.method("M2.1")
@pytest.mark.parametrize(
    ("days", "grade"),
    [(0, "O"), (7, "O"), (8, "A"), (30, "A"), (31, "B"), (90, "B"), (91, "C"), (180, "C")],
)
def test_the_grade_follows_the_days_until_the_stated_date(days: int, grade: str) -> None:
    found = within(days)
    assert (found.grade.key, found.standing, found.days_left) == (grade, "stated", days)


@pytest.mark.method("M2.6")
@pytest.mark.parametrize(("days", "standing"), [(None, "unstated"), (-1, "passed"), (181, "far")])
def test_a_date_that_says_nothing_is_told_apart_from_one_that_does(
    days: int | None, standing: str
) -> None:
    assert (within(days).grade.key, within(days).standing) == ("unstated", standing)


@pytest.mark.method("M2.2")
@pytest.mark.parametrize(
    ("cycle", "batch", "grade"),
    [(90, LARGE, "A"), (90, SMALL, "B"), (91, LARGE, "C"), (91, SMALL, "D")],
)
def test_organisations_are_graded_by_cycle_and_batch(cycle: int, batch: Money, grade: str) -> None:
    assert grading.value_of(cycle, batch, VALUE).grade == grade


@pytest.mark.parametrize(
    ("cycle", "batch", "ask"),
    [(None, LARGE, ("cycle_days",)), (30, None, ("batch",)), (None, None, ("cycle_days", "batch"))],
)
def test_an_unknown_part_leaves_the_grade_open_and_is_asked(
    cycle: int | None, batch: Money | None, ask: tuple[str, ...]
) -> None:
    found = grading.value_of(cycle, batch, VALUE)
    assert (found.grade, found.ask) == (None, ask)


def test_a_currency_without_a_limit_leaves_the_batch_unknown() -> None:
    assert grading.value_of(30, Money.of(1, "USD"), VALUE).ask == ("batch",)


@pytest.mark.method("M2.3")
def test_a_buyer_within_a_week_is_seen_twice_a_week() -> None:
    found = person(TODAY + timedelta(days=5), since=TODAY)
    assert found.due == grading.Due(date(2026, 11, 27), "rhythm")


@pytest.mark.method("M2.6")
def test_a_passed_date_is_asked_about_at_once_unless_somebody_asked_since() -> None:
    passed = date(2026, 11, 20)  # a Friday
    assert person(passed, since=date(2026, 11, 18)).due == grading.Due(
        date(2026, 11, 23), "date_passed"
    )
    asked = person(passed, since=date(2026, 11, 23)).due
    assert asked is not None
    assert asked.reason == "rhythm"


@pytest.mark.method("M2.4")
def test_an_organisation_has_a_longest_silence_and_a_day_that_does_not_disturb() -> None:
    profile = Profile(False, None, 60, LARGE, TODAY)
    found = grading.grade(profile, GRADES, today=TODAY, calendar=WorkingDays())
    assert found.due == grading.Due(date(2026, 12, 8), "silence", date(2026, 11, 27))


def test_an_organisation_without_a_grade_has_no_due_date() -> None:
    profile = Profile(False, None, None, None, TODAY)
    assert grading.grade(profile, GRADES, today=TODAY, calendar=WorkingDays()).due is None


def test_a_playbook_that_grades_nobody_says_nothing() -> None:
    profile = Profile(True, TODAY, 3, LARGE, TODAY)
    assert grading.grade(profile, Grades(), today=TODAY, calendar=WorkingDays()) == (
        grading.Graded()
    )


@pytest.mark.method("M2.6")
def test_contacts_more_often_than_the_grade_asks_are_seen_for_both_kinds() -> None:
    often = [TODAY - timedelta(days=n) for n in range(3)]
    o = person(TODAY + timedelta(days=5), since=TODAY)
    assert grading.is_too_often(o, GRADES, often, TODAY)
    profile = Profile(False, None, 60, LARGE, TODAY)
    a = grading.grade(profile, GRADES, today=TODAY, calendar=WorkingDays())
    assert grading.is_too_often(a, GRADES, often, TODAY)
    assert not grading.is_too_often(a, GRADES, often[:1], TODAY)


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(0, 400))
def test_a_nearer_date_never_gets_a_slower_rhythm(stated: date, days: int) -> None:
    earlier = grading.intent_of(stated, GRADES, today=stated)
    later = grading.intent_of(stated, GRADES, today=stated - timedelta(days=days))
    assert earlier is not None
    assert later is not None
    assert earlier.grade.contact.per_days / earlier.grade.contact.count <= (
        later.grade.contact.per_days / later.grade.contact.count
    )
