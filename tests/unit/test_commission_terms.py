"""Tiers and accelerators: one rising line with kinks; what is kept back and borne never exceeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import commission as core
from goldenkey.core.commission_terms import (
    Terms,
    Tier,
    bonus,
    bounds,
    check,
    parts,
    rungs,
)
from goldenkey.core.money import Money, step

WHOLE = 10_000
BASES = st.integers(0, 10**18)
CURRENCIES = st.sampled_from(["TWD", "CNY", "JPY", "KWD"])


@st.composite
def plans(draw: st.DrawFn) -> Terms:
    starts = sorted(draw(st.sets(st.integers(1, 10**11), max_size=4)))
    rates = sorted(draw(st.sets(st.integers(2, 2_000), min_size=5, max_size=5)))
    tiers = tuple(Tier(s, r) for s, r in zip(starts, rates[1:], strict=False))
    quota = draw(st.none() | st.integers(1, 10**11))
    accelerator = draw(st.integers(WHOLE, 30_000)) if quota else WHOLE
    return Terms(rates[0], draw(CURRENCIES), "quarter", tiers, quota, accelerator)


@given(plans())
def test_what_is_drawn_is_a_plan(terms: Terms) -> None:
    assert check(terms) == ""


@pytest.mark.method("M7.5")
@given(plans(), BASES, BASES)
def test_more_cash_of_a_period_never_brings_less(terms: Terms, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert Money(0, terms.currency) <= bonus(terms, less) <= bonus(terms, more)


@given(plans(), BASES, st.integers(0, 10**8))
def test_earnings_have_no_jump(terms: Terms, base: int, more: int) -> None:
    """Some more cash brings at most its own amount at the highest rate, and one rounding."""
    most = max(rung.rate for rung in rungs(terms)) - terms.rate * WHOLE
    gained = bonus(terms, base + more).minor - bonus(terms, base).minor
    assert gained <= more * most // WHOLE**3 + 1 + step(terms.currency)


@given(plans(), st.integers(0, 4))
def test_just_before_a_tier_and_on_it_brings_the_same(terms: Terms, place: int) -> None:
    for tier in terms.tiers[place : place + 1]:
        start = tier.from_minor * WHOLE
        grown = bonus(terms, start).minor - bonus(terms, start - 1).minor
        assert grown in (0, step(terms.currency))


@given(plans(), BASES)
def test_rungs_hold_all_the_cash_once(terms: Terms, base: int) -> None:
    found = parts(terms, base)
    cash = sum(part.cash.minor for part in found)
    assert base // WHOLE - len(found) <= cash <= base // WHOLE


@given(plans(), BASES)
def test_bonus_is_in_amounts_in_use(terms: Terms, base: int) -> None:
    assert bonus(terms, base).minor % step(terms.currency) == 0


@given(BASES, st.integers(1, 2_000))
def test_without_tiers_there_is_no_bonus(base: int, rate: int) -> None:
    assert not bonus(Terms(rate, "TWD"), base)


def test_marginal_tiers_by_hand() -> None:
    """2 % to a million, 3 % above: 1.5 million bring 5,000 above the plain rate."""
    terms = Terms(200, "TWD", "quarter", (Tier(100_000_000, 300),))
    assert bonus(terms, 150_000_000 * WHOLE) == Money.of(5_000, "TWD")
    assert [rung.rate for rung in rungs(terms)] == [2_000_000, 3_000_000]


def test_an_accelerator_over_quota_by_hand() -> None:
    """2 % × 150 % above a quota of two million: another half million brings 5,000 more."""
    terms = Terms(200, "TWD", "year", (), 200_000_000, 15_000)
    assert bonus(terms, 250_000_000 * WHOLE) == Money.of(5_000, "TWD")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rate": 0}, "bad_rate"),
        ({"tiers": (Tier(5, 300), Tier(5, 400))}, "tiers_not_rising"),
        ({"tiers": (Tier(5, 200),)}, "tiers_not_rising"),
        ({"tiers": (Tier(0, 300),)}, "tiers_not_rising"),
        ({"quota_minor": 0}, "bad_quota"),
        ({"accelerator": 9_999}, "bad_accelerator"),
        ({"accelerator": 15_000}, "bad_quota"),
        ({"holdback": 10_001}, "bad_holdback"),
    ],
)
def test_a_plan_that_cannot_be_says_why(change: dict[str, object], code: str) -> None:
    assert check(replace(Terms(200, "TWD"), **change)) == code  # type: ignore[arg-type]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["month", "quarter", "year"]))
def test_each_day_lies_in_one_period(day: date, period: str) -> None:
    first, last = bounds(day, period)
    assert first <= day <= last
    assert bounds(first, period) == bounds(last, period) == (first, last)
    assert first.day == 1


MINOR = st.integers(-(10**12), 10**12)


@pytest.mark.method("M7.5")
@given(MINOR, st.integers(0, WHOLE), CURRENCIES)
def test_what_is_kept_back_is_a_part_of_what_was_gained(
    gained: int, part: int, currency: str
) -> None:
    kept = core.held(Money(gained, currency), part, released=False)
    assert 0 <= kept.minor <= max(gained, 0)
    assert not core.held(Money(gained, currency), part, released=True)


@pytest.mark.method("M7.5")
@given(st.lists(st.tuples(MINOR, st.integers(0, WHOLE), st.booleans()), max_size=8))
def test_kept_back_and_payable_are_all_that_was_gained(
    story: list[tuple[int, int, bool]],
) -> None:
    """Approved again and again, kept or released: what is payable never exceeds what was gained."""
    done = Money(0, "CNY")
    for minor, part, released in story:
        gained = Money(minor, "CNY")
        kept = core.held(gained, part, released=released)
        before = done
        done += core.payable(gained, kept, done)
        assert done <= max(gained, Money(0, "CNY")) or done == gained
        if released:
            assert done == gained
        elif before <= gained - kept:
            assert done + kept == gained


@pytest.mark.method("M7.2")
@given(MINOR, st.integers(0, 100), st.integers(0, WHOLE), MINOR)
def test_nobody_bears_more_of_a_bad_debt_than_it_brought_him(
    lost: int, percent: int, share: int, gained: int
) -> None:
    bears = core.borne(Money(lost, "TWD"), percent, share, Money(gained, "TWD"))
    assert 0 <= bears.minor <= max(gained, 0)
    assert bears.minor <= max(lost, 0)


@given(st.integers(1, 12))
def test_equal_parts_are_a_whole_and_differ_by_one_at_most(count: int) -> None:
    found = core.equal_parts(count)
    assert sum(found) == WHOLE
    assert max(found) - min(found) <= 1


def test_thirds_are_rounded_by_largest_remainder() -> None:
    assert core.equal_parts(3) == [3_334, 3_333, 3_333]
    who = [core.Share(n, part, 100) for n, part in enumerate(core.equal_parts(3))]
    found = core.expected(Money.of(100_000, "TWD"), who)
    assert [m.amount for m in found.values()] == [334, 333, 333]


@pytest.mark.method("M7.5")
@given(st.integers(0, 10**12), st.integers(1, WHOLE), st.integers(1, 2_000))
def test_commission_in_nt_dollars_is_whole(amount: int, part: int, rate: int) -> None:
    who = [core.Share(1, part, rate), core.Share(2, WHOLE - part, rate)]
    found = core.expected(Money(amount, "TWD"), who)
    assert all(money.minor % 100 == 0 for money in found.values())
