"""The laws of a quote's money: lines sum to the net, taxes are exact per rate, nothing is lost."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.money import Money, MoneyProblem
from goldenkey.core.quote_compare import Item, compare
from goldenkey.core.quoting import Line, allowed, discount, figures, line_net

TWD = "TWD"


def money(amount: str | int) -> Money:
    return Money.of(amount, TWD)


lines = st.lists(
    st.builds(
        Line,
        quantity=st.decimals(min_value="0.0001", max_value="9999", places=4),
        price=st.integers(0, 10**9).map(lambda n: Money(n, TWD)),
        discount=st.integers(0, 10_000),
        tax=st.sampled_from([0, 500, 1_300]),
        cost=st.one_of(st.none(), st.integers(0, 10**9).map(lambda n: Money(n, TWD))),
    ),
    max_size=8,
)


@given(lines, st.integers(0, 10_000))
def test_the_lines_sum_to_the_net_and_the_gross_is_net_and_taxes(
    quote: list[Line], part: int
) -> None:
    whole = sum(line_net(line).minor for line in quote)
    less = Money(whole * part // 10_000, TWD)
    found = figures(quote, less)
    assert sum(n.minor for n in found.nets) == found.net.minor == whole - less.minor
    assert found.gross.minor == found.net.minor + sum(t.money.minor for t in found.taxes)
    assert sum(t.base.minor for t in found.taxes) == found.net.minor
    assert all(n.minor >= 0 for n in found.nets)


@given(lines)
def test_a_tax_is_rounded_once_per_rate_and_never_by_more_than_half_a_cent(
    quote: list[Line],
) -> None:
    for tax in figures(quote, money(0)).taxes:
        exact = Fraction(tax.base.minor * tax.rate, 10_000)
        assert abs(Fraction(tax.money.minor) - exact) <= Fraction(1, 2)


@given(lines)
def test_a_line_is_rounded_once(quote: list[Line]) -> None:
    for line in quote:
        exact = Fraction(line.price.minor) * Fraction(line.quantity) * (10_000 - line.discount)
        assert abs(line_net(line).minor - exact / 10_000) <= Fraction(1, 2)


@given(lines)
def test_a_limit_is_never_passed_unseen(quote: list[Line]) -> None:
    found = figures(quote, money(0))
    if found.listed > found.net:
        exact = Fraction((found.listed - found.net).minor * 10_000, found.listed.minor)
        assert exact <= found.discount < exact + 1


def test_a_hundred_taken_off_three_equal_lines_is_taken_off_to_the_cent() -> None:
    found = figures([Line(Decimal(1), money(1000))] * 3, money(100))
    assert [str(n.amount) for n in found.nets] == ["966.66", "966.67", "966.67"]
    assert found.net == money(2900)


def test_thirds_of_a_cent_are_kept_together_by_the_tax_of_the_sum() -> None:
    three = [Line(Decimal(1), money("0.33"), tax=500)] * 3
    assert figures(three, money(0)).tax == money("0.05"), "5 % of 0.99, not three times 0.02"


def test_margin_is_known_only_where_every_cost_is() -> None:
    known = Line(Decimal(2), money(100), cost=money(60))
    assert figures([known], money(0)).margin == 4_000
    assert figures([known, Line(Decimal(1), money(1))], money(0)).margin is None


@pytest.mark.method("M6.2")
def test_a_discount_above_the_limit_of_a_role_asks_for_approval() -> None:
    found = figures([Line(Decimal(1), money(100), discount=501)], money(0))
    assert found.discount == 501
    assert not allowed(found, "rep", {"rep": 500}).holds
    assert allowed(found, "manager", {"rep": 500}).holds


def test_what_is_more_than_there_is_cannot_be_taken_off() -> None:
    with pytest.raises(MoneyProblem, match="less_too_much"):
        figures([Line(Decimal(1), money(1))], money(2))
    with pytest.raises(MoneyProblem):
        figures([Line(Decimal(1), money(1)), Line(Decimal(1), Money(1, "USD"))], money(0))


def test_a_price_above_the_list_is_no_discount() -> None:
    assert discount(money(100), money(120)) == 0
    assert discount(money(0), money(0)) == 0


keys = st.lists(st.sampled_from("abc"), max_size=6)


def _item(key: str, price: int = 1) -> Item:
    return Item(key, key, Decimal(1), Money(price, TWD), 0, Money(price, TWD))


@given(keys, keys)
def test_every_line_of_both_versions_is_told_once(before: list[str], after: list[str]) -> None:
    found = compare([_item(k) for k in before], [_item(k) for k in after])
    assert sorted(c.before.key for c in found if c.before) == sorted(before)
    assert [c.after.key for c in found if c.after] == after
    assert all(c.kind == "same" for c in compare([_item(k) for k in after],
                                                 [_item(k) for k in after]))  # fmt: skip


def test_a_changed_price_is_a_change() -> None:
    (one,) = compare([_item("a", 1)], [_item("a", 2)])
    assert one.kind == "changed"
