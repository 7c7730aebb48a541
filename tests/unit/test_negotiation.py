"""Negotiation: a give asks for a get or a name; price comes last and not early (M6.1–M6.2)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.guidance import Guidance
from goldenkey.core.method import Line, Negotiation
from goldenkey.core.negotiation import Issue, is_give, judge, naming_price
from goldenkey.core.snapshot import Need, Snapshot
from tests.unit.builders import TODAY, snapshot, text

RULES = Negotiation(
    price_from="negotiate",
    offer_first=(Line("offer.service", text("安裝與訓練")),),
    approval_above_percent=Decimal(5),
    rules=(
        Line("rule.trade", text("每讓一步，都換回一樣")),
        Line("rule.not_early", text("先驗證")),
    ),
)
NEED = (Need(1, "停線不超過 6 小時", True, "full", True),)
PRICE = Issue("price", "money", "higher", target="1000", limit="900", offer="1000")
WARRANTY = Issue("warranty", "months", "lower", target="12", limit="24", offer="12")
SERVED = replace(WARRANTY, given=True)


def seen(stage: str = "negotiate", needs: tuple[Need, ...] = NEED) -> Snapshot:
    found = snapshot(stage=stage, needs=needs)
    return replace(found, playbook=replace(found.playbook, guidance=Guidance(negotiation=RULES)))


def codes(issue: Issue, value: str, *, sheet: tuple[Issue, ...] = (SERVED,), **more: str) -> list:
    return [r.code for r in judge(issue, value, sheet=sheet, seen=seen(), **more).reasons]


@pytest.mark.method("M6.2")
def test_every_give_asks_for_a_get() -> None:
    assert codes(WARRANTY, "18") == ["no_return"]
    assert codes(WARRANTY, "18", in_return="多買一台") == []
    assert codes(PRICE, "999") == ["no_return"], "however small"


@pytest.mark.method("M6.2")
def test_what_is_better_for_us_is_no_give() -> None:
    for issue, value in ((PRICE, "1000"), (PRICE, "1100"), (WARRANTY, "6"), (WARRANTY, "12")):
        decision = judge(issue, value, sheet=(), seen=seen())
        assert not decision.gives and not decision.reasons


@pytest.mark.method("M6.2")
def test_no_price_before_its_stage_nor_before_an_explicit_need() -> None:
    early, unheard = seen("discover"), seen(needs=())
    assert [r.code for r in naming_price(early)] == ["price_before_stage"]
    assert [r.code for r in naming_price(unheard)] == ["price_before_need"]
    implied = seen(needs=(replace(NEED[0], explicit=False),))
    assert [r.code for r in naming_price(implied)] == ["price_before_need"]
    assert naming_price(seen()) == ()
    first = judge(replace(PRICE, offer=""), "1000", sheet=(), seen=early)
    assert first.needs_approver and not first.gives, "a first price too is named too early"
    assert not judge(WARRANTY, "12", sheet=(), seen=early).reasons, "other issues may be spoken of"


@pytest.mark.method("M6.2")
def test_services_and_accessories_come_before_price() -> None:
    assert codes(PRICE, "980", sheet=(WARRANTY,), in_return="x") == ["others_first"]
    assert codes(PRICE, "980", sheet=(SERVED,), in_return="x") == []


@pytest.mark.method("M6.2")
def test_above_a_limit_somebody_must_let_it_pass_even_for_a_get() -> None:
    assert codes(PRICE, "940", in_return="x") == ["above_percent"]
    assert codes(PRICE, "890", in_return="x") == ["beyond_limit", "above_percent"]
    assert codes(WARRANTY, "25", in_return="x") == ["beyond_limit"]
    assert codes(PRICE, "950", in_return="x") == [], "five percent is not above five percent"


def test_what_was_asked_for_today_rests_a_night() -> None:
    asked = replace(WARRANTY, asked_on=TODAY)
    (found,) = judge(asked, "18", sheet=(), seen=seen(), in_return="x").reasons
    assert (found.code, found.needs) == ("too_quick", "advice")


def test_a_reason_names_the_rule_of_the_playbook_or_of_the_method() -> None:
    found = judge(PRICE, "890", sheet=(), seen=seen())
    assert {r.code: r.rule for r in found.reasons} == {
        "others_first": "M6.2", "beyond_limit": "limit", "above_percent": "M6.2",
        "no_return": "rule.trade",
    }  # fmt: skip


def test_words_count_as_a_give_when_they_change() -> None:
    service = Issue("service", "text", "higher", offer="遠端支援")
    assert is_give(service, "到場服務")
    assert not is_give(service, " 遠端支援 ")
    assert not is_give(replace(service, offer=""), "遠端支援"), "the first offer gives nothing"


amounts = st.decimals(min_value=0, max_value=10**9, places=2).map(str)


@given(amounts, amounts, amounts)
def test_giving_further_never_needs_less(first: str, one: str, other: str) -> None:
    near, far = sorted((one, other), key=Decimal, reverse=True)
    issue = replace(PRICE, target=first, offer=first, limit="900")
    less = {r.code for r in judge(issue, near, sheet=(), seen=seen()).reasons}
    more = {r.code for r in judge(issue, far, sheet=(), seen=seen()).reasons}
    assert less <= more


@given(amounts, amounts)
def test_a_give_one_way_is_none_the_other_way(one: str, other: str) -> None:
    high, low = replace(PRICE, offer=one), replace(PRICE, offer=one, better="lower")
    assert not (is_give(high, other) and is_give(low, other))
    assert (is_give(high, other) or is_give(low, other)) is (Decimal(one) != Decimal(other))
