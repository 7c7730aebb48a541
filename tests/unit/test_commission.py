"""Commission: expected at contract, earned on cleared cash to the cent, taken back exactly."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.commission import Share, earned, expected, settle, sums_up
from goldenkey.core.money import Money


def twd(minor: int) -> Money:
    return Money(minor, "TWD")


@st.composite
def shares(draw: st.DrawFn) -> list[Share]:
    marks = sorted(draw(st.sets(st.integers(1, 9_999), max_size=4)))
    edges = [0, *marks, 10_000]
    rate = draw(st.integers(1, 3_000))
    parts = [b - a for a, b in pairwise(edges)]
    return [Share(n, bp, rate) for n, bp in enumerate(parts)]


@st.composite
def payments(draw: st.DrawFn) -> tuple[int, list[int]]:
    """A contract, and payments that sum to it."""
    parts = draw(st.lists(st.integers(1, 10**9), min_size=1, max_size=7))
    return sum(parts), parts


@pytest.mark.method("M7.5")
@given(st.integers(0, 10**14), shares())
def test_expectations_sum_to_the_rate_of_the_contract(amount: int, who: list[Share]) -> None:
    """Rounded half up once, to an amount in use: whole NT$, cents of ¥."""
    for currency, unit in (("TWD", 100), ("CNY", 1)):
        whole = (2 * amount * who[0].rate + 10_000 * unit) // (20_000 * unit) * unit
        found = expected(Money(amount, currency), who)
        assert sum(m.minor for m in found.values()) == whole
        assert all(m.minor % unit == 0 for m in found.values())


@pytest.mark.method("M7.5")
@given(payments(), shares(), st.randoms(use_true_random=False))
def test_all_payments_in_any_order_earn_exactly_what_was_expected(
    contract: tuple[int, list[int]], who: list[Share], random: object
) -> None:
    amount, parts = contract
    random.shuffle(parts)  # type: ignore[attr-defined]
    had: dict[int, Money] = {}
    cleared = 0
    for part in parts:
        cleared += part
        for line in settle(twd(amount), twd(cleared), who, had):
            assert line.money.minor > 0
            had[line.share_id] = had.get(line.share_id, twd(0)) + line.money
    hopes = expected(twd(amount), who)
    assert {pk: m for pk, m in had.items() if m} == {pk: m for pk, m in hopes.items() if m}


@pytest.mark.method("M7.5")
@given(st.integers(1, 10**10), st.data(), shares())
def test_a_payment_that_comes_back_takes_back_what_it_gave(
    amount: int, data: st.DataObject, who: list[Share]
) -> None:
    before = data.draw(st.integers(0, amount))
    more = data.draw(st.integers(0, amount - before))
    had = {e.share_id: e.money for e in settle(twd(amount), twd(before), who, {})}
    gave = settle(twd(amount), twd(before + more), who, had)
    now = dict(had)
    for line in gave:
        now[line.share_id] = now.get(line.share_id, twd(0)) + line.money
    took = settle(twd(amount), twd(before), who, now)
    assert {e.share_id: -e.money.minor for e in took} == {e.share_id: e.money.minor for e in gave}


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.data())
def test_more_cash_never_earns_less_and_never_more_than_expected(
    hope: int, amount: int, data: st.DataObject
) -> None:
    one = data.draw(st.integers(0, amount))
    other = data.draw(st.integers(one, amount))
    less, more = (earned(twd(hope), twd(amount), twd(n)) for n in (one, other))
    assert 0 <= less.minor <= more.minor <= hope


def test_half_of_the_cash_earns_half() -> None:
    who = [Share(1, 6_000, 200), Share(2, 4_000, 200)]
    found = settle(twd(1_000_000), twd(500_000), who, {})
    assert [(e.share_id, e.money.minor) for e in found] == [(1, 6_000), (2, 4_000)]


def test_without_a_rate_nothing_is_expected() -> None:
    assert expected(twd(100), [Share(1, 10_000, 0)]) == {1: twd(0)}


def test_shares_say_what_they_lack() -> None:
    assert sums_up([5_000, 4_000]) == 1_000
    assert sums_up([10_000]) == 0
