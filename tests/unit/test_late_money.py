"""What late money costs, worked by hand; provision, DSO and statutory interest (M7.3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import credit, late_money, statutory
from goldenkey.core.credit import Exposure, Terms
from goldenkey.core.late_money import Late
from goldenkey.core.money import Money

DAY = date(2026, 11, 1)


def twd(minor: int) -> Money:
    return Money(minor, "TWD")


@pytest.mark.method("M7.3")
def test_the_worked_example_of_the_reference() -> None:
    """1,000,000 at 6 % for 90 days: 1,000,000 × 0.06 × 90 / 365 = 14,794.52."""
    assert late_money.carrying_cost(twd(100_000_000), 90, 600) == twd(1_479_452)
    assert late_money.new_business(twd(50_000_000), 2_000) == twd(250_000_000)
    assert late_money.dso(twd(240_000_000), twd(720_000_000), 90) == Decimal("30.0")


def test_what_is_not_late_costs_nothing() -> None:
    assert late_money.carrying_cost(twd(100), -5, 600) == twd(0)
    assert late_money.new_business(twd(100), 0) is None
    assert late_money.dso(twd(100), twd(0), 90) is None


lates = st.lists(
    st.builds(Late, st.integers(0, 10**10).map(twd), st.integers(-60, 900)), max_size=12
)


@given(lates, st.integers(0, 3_000))
def test_the_cost_of_many_lines_is_that_of_their_sum_within_half_a_cent_each(
    lines: list[Late], rate: int
) -> None:
    apart = sum(late_money.carrying_cost(ln.open, ln.days, rate).minor for ln in lines)
    whole = late_money.cost_of(lines, rate, "TWD").minor
    assert abs(apart - whole) * 2 <= len(lines) + 1


@given(lates, st.integers(1, 10_000))
def test_the_margin_of_the_new_business_pays_for_the_loss(lines: list[Late], margin: int) -> None:
    loss = twd(sum(ln.open.minor for ln in lines))
    needed = late_money.new_business(loss, margin)
    assert needed is not None
    assert abs(Fraction(needed.minor * margin, 10_000) - loss.minor) <= Fraction(margin, 20_000)


@given(lates)
def test_the_bands_of_the_provision_hold_all_that_is_old_enough(lines: list[Late]) -> None:
    bands = ((1, 100), (31, 1_000), (91, 5_000), (366, 10_000))
    rows = late_money.provision(lines, bands, "TWD")
    assert sum(r.open.minor for r in rows) == sum(ln.open.minor for ln in lines if ln.days >= 1)
    assert all(r.provision <= r.open for r in rows)
    assert rows[-1].provision == rows[-1].open


@pytest.mark.parametrize(
    ("bands", "holds"),
    [((), True), (((0, 0), (30, 10_000)), True), (((30, 1), (30, 2)), False),
     (((30, 1), (10, 2)), False), (((0, 10_001),), False), (((-1, 5),), False)],
)  # fmt: skip
def test_a_table_of_provision_rises(bands: tuple[tuple[int, int], ...], holds: bool) -> None:
    assert late_money.bands_hold(bands) is holds


def test_the_mainlands_law_gives_five_ten_thousandths_a_day() -> None:
    """CN¥100,000 for 40 days at 0.05 % a day: 2,000."""
    money = Money(10_000_000, "CNY")
    said = statutory.interest_of(statutory.CN_SME, money, DAY, date(2026, 12, 11))
    assert said == Money(200_000, "CNY")
    assert statutory.longest_term(statutory.CN_SME, "private") == 60


def test_taiwans_law_gives_five_percent_a_year_and_no_term() -> None:
    """NT$365,000 for 10 days at 5 % a year: 500."""
    said = statutory.interest_of(statutory.TW_CIVIL, twd(36_500_000), DAY, date(2026, 11, 11))
    assert said == twd(50_000)
    assert statutory.longest_term(statutory.TW_CIVIL, "state") is None


def test_every_pack_names_its_source() -> None:
    assert all(p.source and p.articles["interest"] for p in statutory.PACKS.values())


def seen(
    open_: int = 0, ordered: int = 0, overdue: int = 0, days: int = 0, hand: int = 0
) -> Exposure:
    return Exposure(twd(open_), twd(ordered), twd(0), twd(hand), twd(overdue), days)


@pytest.mark.method("M7.3")
def test_what_would_exceed_the_limit_is_not_signed() -> None:
    terms = Terms(twd(1_000), 60, 30)
    assert credit.may_sign(terms, seen(400, 300), twd(300)) == ()
    (said,) = credit.may_sign(terms, seen(400, 300), twd(301))
    assert (said.code, said.money, said.limit) == ("credit_limit", twd(1_001), twd(1_000))
    assert credit.may_sign(terms, seen(400, 300, hand=1), twd(301)) == ()


@pytest.mark.method("M7.3")
def test_overdue_money_stops_signature_and_shipment() -> None:
    terms = Terms(None, None, 30)
    assert credit.may_ship(terms, seen(500, overdue=100, days=30)) == ()
    (said,) = credit.may_ship(terms, seen(500, overdue=100, days=31))
    assert (said.code, said.days, said.most) == ("credit_overdue", 31, 30)
    assert credit.may_sign(terms, seen(500, overdue=100, days=31), twd(1)) == (said,)


def test_without_terms_nothing_stops() -> None:
    assert credit.may_sign(Terms(), seen(10**12, overdue=1, days=999), twd(10**12)) == ()
    assert credit.state(Terms(), seen(5)) == "unset"


def test_the_state_in_a_word() -> None:
    terms = Terms(twd(1_000), None, 30)
    states = [credit.state(terms, s) for s in (
        seen(), seen(799), seen(800), seen(1_001), seen(1, overdue=1, days=31),
    )]  # fmt: skip
    assert states == ["clear", "clear", "near", "over", "stopped"]


def test_days_of_credit_above_the_terms_are_refused() -> None:
    assert credit.allows_days(Terms(credit_days=60), 60) == ()
    assert credit.allows_days(Terms(credit_days=60), 61)[0].most == 60
