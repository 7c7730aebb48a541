"""Laws of conduct: limits hold over any split, cash never, and who meets whom (M4.9, M2.8)."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import conduct, erasing
from goldenkey.core.method import Conduct
from goldenkey.core.money import Money
from goldenkey.playbooks import load_shipped

BOOK = Conduct(
    person_year_limit={"TWD": Decimal(3000)}, official_year_limit={"TWD": Decimal(0)},
    category_year_limit={"entertainment": {"TWD": Decimal(1500)}},
    manager_up_to={"TWD": Decimal(1000)},
)  # fmt: skip
amounts = st.integers(1, 500_000).map(lambda n: Money(n * 100, "TWD"))
categories = st.sampled_from(("gift", "hospitality", "entertainment", "cash", "cash_equivalent"))
standings = st.sampled_from(conduct.STRICTNESS)


def _judged(amount: Money, already: Money, category: str, standing: str) -> conduct.Verdict:
    asked = conduct.Asked(category, amount, already, already)
    return conduct.judge(asked, conduct.limits(BOOK, standing, category, "TWD"))


@pytest.mark.method("M4.9")
@given(amounts, amounts, standings, st.sampled_from(sorted(conduct.NEVER)))
def test_cash_and_what_is_as_good_is_never_given(
    amount: Money, already: Money, standing: str, category: str
) -> None:
    assert "cash_never" in _judged(amount, already, category, standing).refused


@given(amounts, categories)
def test_officials_and_state_owned_have_nothing_where_the_playbook_gives_nothing(
    amount: Money, category: str
) -> None:
    for standing in ("state", "official"):
        assert _judged(amount, Money(0, "TWD"), category, standing).refused


@given(st.lists(amounts, min_size=1, max_size=6), categories, standings)
def test_splitting_a_gift_never_gets_more_through(
    parts: list[Money], category: str, standing: str
) -> None:
    had = Money(0, "TWD")
    for part in parts:
        if not _judged(part, had, category, standing).refused:
            had = had + part
    limit = conduct.limits(BOOK, standing, category, "TWD")
    for most in (limit.year, limit.category_year):
        assert most is None or had <= most


@given(amounts, amounts, categories)
def test_a_stricter_standing_never_allows_more(
    amount: Money, already: Money, category: str
) -> None:
    private = _judged(amount, already, category, "private").refused
    assert set(private) <= set(_judged(amount, already, category, "official").refused)


@given(amounts, categories)
def test_what_was_refused_stays_refused_when_more_was_had_before(
    amount: Money, category: str
) -> None:
    for standing in conduct.STRICTNESS:
        if _judged(amount, Money(0, "TWD"), category, standing).refused:
            assert _judged(amount, Money(100, "TWD"), category, standing).refused


@given(st.lists(standings))
def test_the_strictest_standing_counts(held: list[str]) -> None:
    found = conduct.strictest(held)
    assert all(conduct.STRICTNESS.index(found) >= conduct.STRICTNESS.index(one) for one in held)


def test_a_manager_decides_up_to_the_limit_and_compliance_above() -> None:
    nothing = Money(0, "TWD")
    assert _judged(Money(100_000, "TWD"), nothing, "gift", "private").decider == "manager"
    assert _judged(Money(100_100, "TWD"), nothing, "gift", "private").decider == "compliance"


def test_without_a_limit_in_the_playbook_compliance_decides() -> None:
    asked = conduct.Asked("gift", Money(100, "EUR"), Money(0, "EUR"), Money(0, "EUR"))
    verdict = conduct.judge(asked, conduct.limits(BOOK, "private", "gift", "EUR"))
    assert (verdict.refused, verdict.decider) == ((), "compliance")


def test_nothing_is_given_while_a_tender_is_open_or_to_an_evaluator() -> None:
    allowed = conduct.limits(BOOK, "private", "gift", "TWD")
    small, nothing = Money(100, "TWD"), Money(0, "TWD")
    open_ = conduct.Asked("gift", small, nothing, nothing, tender_open=True)
    evaluates = conduct.Asked("gift", small, nothing, nothing, evaluates=True, tender_open=True)
    assert conduct.judge(open_, allowed).refused == ("tender_open",)
    assert conduct.judge(evaluates, allowed).refused == ("evaluator",)


@pytest.mark.parametrize("key", ["key-account", "industrial", "auto-retail", "premium-gift"])
def test_shipped_playbooks_give_state_owned_and_officials_nothing(key: str) -> None:
    book = load_shipped(key).guidance.conduct
    for currency in ("TWD", "CNY", "USD"):
        for standing in ("state", "official"):
            limit = conduct.limits(book, standing, "gift", currency).year
            assert limit == Money(0, currency)


people = st.integers(1, 4)
guests = st.builds(conduct.Guest, people, st.frozensets(st.integers(1, 3), max_size=2))
sides = st.tuples(st.integers(1, 3), st.one_of(st.none(), people))
pairs = st.builds(lambda a, b: conduct.Pair(1, a[0], a[1], b[0], b[1]), sides, sides)


@pytest.mark.method("M2.8")
@given(pairs, st.lists(guests, max_size=3), st.lists(guests, max_size=3))
def test_who_must_not_meet_whom_has_no_direction(
    pair: conduct.Pair, coming: list[conduct.Guest], there: list[conduct.Guest]
) -> None:
    turned = conduct.Pair(1, pair.second_account, pair.second, pair.first_account, pair.first)
    found = bool(conduct.collisions([pair], coming, there))
    assert found is bool(conduct.collisions([turned], coming, there))


@given(pairs, st.lists(guests, max_size=3))
def test_nobody_new_is_never_a_collision(pair: conduct.Pair, there: list[conduct.Guest]) -> None:
    assert conduct.collisions([pair], [], there) == ()


words = st.text("王小明李ab9", min_size=2, max_size=4)


@given(st.text("王小明李ab9 、", max_size=30), words)
def test_what_was_struck_out_stands_nowhere(text: str, word: str) -> None:
    left = erasing.strike(text, erasing.needles([word]))
    latin = word[0].isascii() or word[-1].isascii()
    assert latin or word not in left


@given(st.lists(st.text("王小明李", max_size=8)), words)
def test_json_stays_json_when_words_are_struck_out(values: list[str], word: str) -> None:
    wanted = erasing.needles([word])
    assert isinstance(json.loads(erasing.strike(json.dumps(values), wanted)), list)
    assert len(erasing.strike_value(values, wanted)) == len(values)


def test_latin_names_are_struck_out_only_as_whole_words() -> None:
    wanted = erasing.needles(["Ann"])
    left = erasing.strike("Ann's annual plan; ANN, Anna", wanted)
    assert left == "＊＊＊'s annual plan; ＊＊＊, Anna"
