"""The payment plan: parts sum to the whole, and so does what events make due, in any order."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.money import Money
from goldenkey.core.payment_plan import (
    Delivered,
    Line,
    check,
    newly_due,
    parts,
    reached,
)

SIGNED = date(2026, 11, 2)
THIRDS = (3333, 3333, 3334)


def percent(*basis_points: int, **more: object) -> list[Line]:
    return [Line("", "signing", bp, **more) for bp in basis_points]  # type: ignore[arg-type]


def amounts(*minor: int) -> list[Line]:
    return [Line("", "signing", amount=Money(m, "TWD")) for m in minor]


def codes(total: int, lines: list[Line]) -> list[str]:
    return [p.code for p in check(Money(total, "TWD"), lines, SIGNED)]


@st.composite
def cuts(draw: st.DrawFn) -> list[int]:
    """Basis points above nothing that sum to the whole."""
    marks = sorted(draw(st.sets(st.integers(1, 9_999), max_size=6)))
    edges = [0, *marks, 10_000]
    return [b - a for a, b in pairwise(edges)]


@pytest.mark.method("M7.1")
@given(st.integers(1, 10**15), cuts())
def test_parts_of_a_plan_sum_to_the_contract(total: int, shares: list[int]) -> None:
    money = Money(total, "TWD")
    assert check(money, percent(*shares), SIGNED) == ()
    assert sum(part.minor for part in parts(money, percent(*shares))) == total


def test_thirds_of_a_hundred_lose_no_cent() -> None:
    assert [p.minor for p in parts(Money(100, "USD"), percent(*THIRDS))] == [33, 33, 34]


def test_percents_must_sum_and_say_by_how_much_they_do_not() -> None:
    (problem,) = check(Money(100, "TWD"), percent(3000, 6000), SIGNED)
    assert (problem.code, problem.short_basis_points) == ("plan_percent_sum", 1000)


def test_amounts_must_sum_and_say_by_how_much_they_do_not() -> None:
    (problem,) = check(Money(100, "TWD"), amounts(60, 50), SIGNED)
    assert (problem.code, problem.short) == ("plan_sum", Money(-10, "TWD"))


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "plan_empty"),
        ([*percent(5000), *amounts(50)], "plan_mixed"),
        (percent(10_000, 0), "plan_line_zero"),
        (percent(10_500, -500), "negative_amount"),
        (amounts(150, -50), "negative_amount"),
        ([Line("", "signing")], "plan_part_or_amount"),
        ([Line("", "someday", 10_000)], "bad_choice"),
        ([Line("", "date", 10_000)], "plan_date_missing"),
        ([Line("", "date", 10_000, trigger_on=date(2026, 11, 1))], "before_contract"),
        ([Line("", "signing", amount=Money(100, "USD"))], "plan_currency"),
    ],
)
def test_a_plan_that_cannot_be_says_why(lines: list[Line], code: str) -> None:
    assert code in codes(100, lines)


def test_signing_is_reached_from_the_first_day_and_shipment_only_by_deliveries() -> None:
    assert reached("signing", []) == reached("date", []) == 1
    assert reached("shipment", []) == reached("arrival", []) == 0
    assert reached("shipment", [Delivered(shipped=True), Delivered()]) == Fraction(1, 2)
    assert reached("arrival", [Delivered(3, arrived=True), Delivered(1)]) == Fraction(3, 4)


def test_what_has_arrived_was_shipped() -> None:
    assert reached("shipment", [Delivered(arrived=True)]) == 1


@pytest.mark.method("M3.6")
def test_acceptance_counts_by_delivery_or_for_the_whole_order() -> None:
    two = [Delivered(accepted=10_000), Delivered(accepted=5_000)]
    assert reached("acceptance", two) == Fraction(3, 4)
    assert reached("acceptance", two, 8_000) == Fraction(9, 10)
    assert reached("acceptance", [], 2_500) == Fraction(1, 4)


@pytest.mark.method("M7.1")
@given(
    st.integers(1, 10**12),
    st.lists(st.integers(1, 50), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_partial_deliveries_in_any_order_make_the_line_due_to_the_cent(
    total: int, weights: list[int], random: object
) -> None:
    come = [Delivered(w) for w in weights]
    order = list(range(len(weights)))
    random.shuffle(order)  # type: ignore[attr-defined]
    opened = Money(0, "TWD")
    for place in order:
        come[place] = Delivered(weights[place], shipped=True)
        due = newly_due(Money(total, "TWD"), opened, reached("shipment", come))
        assert due.minor >= 0
        opened += due
    assert opened.minor == total


@given(st.integers(1, 10**9), st.fractions(0, 1), st.fractions(0, 1))
def test_nothing_becomes_due_twice(total: int, one: Fraction, other: Fraction) -> None:
    line = Money(total, "TWD")
    first = newly_due(line, Money(0, "TWD"), one)
    second = newly_due(line, first, other)
    assert 0 <= (first + second).minor <= total
    assert not newly_due(line, first + second, min(one, other))
