"""Allocation: nothing lost, nothing counted twice, in any order of payments."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.allocation import Due, Fault, Part, Proposal, choose, propose
from goldenkey.core.money import Money

DAY = date(2026, 11, 23)


def twd(minor: int) -> Money:
    return Money(minor, "TWD")


@st.composite
def dues(draw: st.DrawFn) -> list[Due]:
    opens = draw(st.lists(st.integers(0, 10**9), max_size=8))
    days = [DAY + timedelta(days=draw(st.integers(-90, 90))) for _ in opens]
    return [Due(n, days[n], twd(minor)) for n, minor in enumerate(opens)]


@pytest.mark.method("M7.2")
@given(st.integers(0, 10**10), dues())
def test_parts_and_rest_sum_to_the_payment_and_no_part_exceeds_what_is_open(
    free: int, owed: list[Due]
) -> None:
    found = propose(twd(free), owed)
    opens = {d.id: d.open.minor for d in owed}
    assert sum(p.money.minor for p in found.parts) + found.rest.minor == free
    assert all(0 < p.money.minor <= opens[p.receivable_id] for p in found.parts)
    assert len({p.receivable_id for p in found.parts}) == len(found.parts)


@given(st.integers(0, 10**10), dues())
def test_something_is_left_over_only_when_nothing_is_open(free: int, owed: list[Due]) -> None:
    found = propose(twd(free), owed)
    paid = sum(p.money.minor for p in found.parts)
    assert not found.rest or paid == sum(d.open.minor for d in owed)


@given(st.lists(st.integers(1, 10**9), max_size=6), dues(), st.randoms(use_true_random=False))
def test_the_order_of_payments_does_not_change_what_is_open_in_the_end(
    payments: list[int], owed: list[Due], random: object
) -> None:
    def left(sums: list[int]) -> tuple[int, int]:
        still, rest = {d.id: d for d in owed}, 0
        for minor in sums:
            found = propose(twd(minor), still.values())
            rest += found.rest.minor
            for part in found.parts:
                due = still[part.receivable_id]
                still[due.id] = Due(due.id, due.due_on, due.open - part.money)
        return sum(d.open.minor for d in still.values()), rest

    shuffled = list(payments)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert left(payments) == left(shuffled)
    still, rest = left(payments)
    assert sum(payments) - rest == sum(d.open.minor for d in owed) - still


def test_the_oldest_due_is_settled_first() -> None:
    owed = [Due(1, DAY, twd(50)), Due(2, DAY - timedelta(days=9), twd(70)), Due(3, DAY, twd(5))]
    assert propose(twd(100), owed) == Proposal((Part(2, twd(70)), Part(1, twd(30))), twd(0))


def test_another_currency_is_left_alone() -> None:
    owed = [Due(1, DAY, Money(50, "USD"))]
    assert propose(twd(100), owed) == Proposal((), twd(100))


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({9: twd(1)}, "receivable_unknown"),
        ({1: twd(51)}, "allocation_too_large"),
        ({1: twd(-1)}, "negative_amount"),
        ({2: twd(1)}, "currency_differs"),
        ({1: twd(50), 3: twd(60)}, "allocation_sum"),
    ],
)
def test_a_choice_that_cannot_be_says_why(chosen: dict[int, Money], code: str) -> None:
    owed = [Due(1, DAY, twd(50)), Due(2, DAY, Money(50, "USD")), Due(3, DAY, twd(60))]
    found = choose(twd(100), chosen, owed)
    assert isinstance(found, tuple)
    assert [p.code for p in found] == [code]
    assert all(isinstance(p, Fault) for p in found)


def test_a_choice_may_leave_some_for_later() -> None:
    owed = [Due(1, DAY, twd(50)), Due(3, DAY, twd(60))]
    assert choose(twd(100), {3: twd(20), 1: twd(0)}, owed) == Proposal((Part(3, twd(20)),), twd(80))
