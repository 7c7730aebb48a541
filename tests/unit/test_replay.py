"""What warnings are worth: counts of own cases, rates only where there are enough of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.pace import LEAST_WON, usual
from goldenkey.core.replay import (
    AHEAD,
    LEAST_CASES,
    Case,
    Stood,
    before_end,
    records,
    visible,
)

END = date(2026, 11, 20)


def stood(opened: int, closed: int | None = None, rule: str = "r") -> Stood:
    """A warning opened and closed so many days before the end."""
    return Stood(
        rule, END - timedelta(days=opened), None if closed is None else END - timedelta(days=closed)
    )


@pytest.mark.parametrize(
    ("opened", "closed", "told"),
    [(14, None, True), (13, None, False), (40, None, True), (40, 20, False), (40, 14, False),
     (40, 13, True), (40, 0, True)],
)  # fmt: skip
def test_a_warning_told_of_the_end_when_it_stood_two_weeks_before(
    opened: int, closed: int | None, told: bool
) -> None:
    assert before_end(stood(opened, closed), END) is told


def cases(lost: int, won: int, *, told_lost: int = 0, told_won: int = 0) -> list[Case]:
    """Cases of which some were told of."""
    told = (stood(30),)
    return [Case(lost=True, ended_on=END, stood=told if i < told_lost else ()) for i in range(lost)
            ] + [Case(lost=False, ended_on=END, stood=told if i < told_won else ())
                 for i in range(won)]  # fmt: skip


def test_precision_and_recall_are_counted_on_own_cases() -> None:
    (found,) = records(cases(40, 60, told_lost=30, told_won=10))
    assert (found.told_lost, found.told_won, found.told) == (30, 10, 40)
    assert (found.precision, found.recall, found.base) == (0.75, 0.75, 0.4)
    assert not found.useless


def test_below_twenty_cases_there_is_no_rate_and_nobody_retires_a_rule() -> None:
    (found,) = records(cases(19, 60, told_lost=19, told_won=0))
    assert (found.precision, found.recall) == (None, None)
    assert not found.useless
    assert LEAST_CASES == 20


def test_a_rule_that_warns_as_often_before_wins_is_useless() -> None:
    (found,) = records(cases(40, 60, told_lost=20, told_won=30))
    assert found.precision == found.base == 0.4
    assert found.useless


def test_a_rule_that_never_spoke_is_listed_when_asked_for() -> None:
    (found,) = records(cases(3, 3), rules=["quiet"])
    assert (found.rule, found.told, found.lost, found.won) == ("quiet", 0, 3, 3)


def test_what_was_visible_is_told_with_since_when() -> None:
    found = visible([stood(40, 20), stood(18), stood(3, rule="late")], END)
    assert found == {"r": END - timedelta(days=18)}


days = st.integers(0, 60)
warnings = st.builds(
    lambda rule, opened, length: stood(
        opened, None if length is None or length > opened else opened - length, rule
    ),
    st.sampled_from("abc"), days, st.none() | days,
)  # fmt: skip
closed = st.lists(
    st.builds(
        lambda lost, told: Case(lost=lost, ended_on=END, stood=tuple(told)),
        st.booleans(), st.lists(warnings, max_size=4),
    ),
    max_size=60,
)  # fmt: skip


@given(closed)
def test_counts_never_exceed_the_cases_and_rates_lie_between_none_and_all(
    found: list[Case],
) -> None:
    for one in records(found):
        assert one.lost + one.won == len(found)
        assert 0 <= one.told_lost <= one.lost
        assert 0 <= one.told_won <= one.won
        for rate, n in ((one.precision, one.told), (one.recall, one.lost)):
            assert (rate is None) == (n < LEAST_CASES)
            assert rate is None or 0 <= rate <= 1


@given(closed, st.randoms(use_true_random=False))
def test_the_order_of_the_cases_changes_nothing(found: list[Case], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert records(shuffled) == records(found)


@given(closed)
def test_one_more_loss_told_of_never_lowers_precision(found: list[Case]) -> None:
    before = {one.rule: one for one in records(found)}
    more = [*found, Case(lost=True, ended_on=END, stood=(stood(30, rule="a"),))]
    after = {one.rule: one for one in records(more)}["a"]
    known = before.get("a")
    if known is not None and known.precision is not None and after.precision is not None:
        assert after.precision >= known.precision


@given(warnings)
def test_a_warning_closed_earlier_tells_no_more(one: Stood) -> None:
    if one.closed_on is not None and not before_end(one, END):
        earlier = Stood(one.rule, one.opened_on, one.closed_on - timedelta(days=1))
        assert not before_end(earlier, END)
    assert timedelta(days=14) == AHEAD


def test_the_usual_days_are_those_of_three_of_four_won_ones() -> None:
    assert usual(range(1, LEAST_WON)) is None
    assert usual(range(1, LEAST_WON + 1)) == 8
    assert usual([0] * 20) == 1


@given(st.lists(st.integers(0, 900), min_size=LEAST_WON, max_size=80))
def test_most_won_ones_left_the_stage_within_the_usual_days(stays: list[int]) -> None:
    found = usual(stays)
    assert found is not None
    assert sum(stay <= found for stay in stays) * 4 >= len(stays) * 3
    assert found == 1 or found in stays
