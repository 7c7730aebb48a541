"""Need, ability, authority: every combination has a stated outcome."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.playbook import PotentialOutcome, PotentialTest
from goldenkey.core.potential import DEFAULT_OUTCOMES, PARTS, UNDECIDED, assess, judge
from goldenkey.core.truth import Truth
from tests.unit.builders import formula, text

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
truths = st.sampled_from([T, F, U])


@pytest.mark.method("M1.5")
@pytest.mark.parametrize(
    ("need", "ability", "authority", "stated"),
    [
        (T, T, T, "priority"),
        (T, T, F, "recommender"),
        (T, F, T, "awaits_means"),
        (F, T, T, "awaits_need"),
        (T, F, F, "not_potential"),
        (F, T, F, "not_potential"),
        (F, F, T, "not_potential"),
        (F, F, F, "not_potential"),
    ],
)
def test_every_settled_combination_has_a_stated_outcome(
    need: Truth, ability: Truth, authority: Truth, stated: str
) -> None:
    found = judge(need, ability=ability, authority=authority)
    assert (found.outcome, found.ask) == (stated, ())


@pytest.mark.method("M1.5")
def test_an_unknown_part_leaves_it_undecided_and_is_what_to_ask() -> None:
    found = judge(T, ability=T, authority=U)
    assert (found.outcome, found.ask) == (UNDECIDED, ("authority",))
    assert set(found.possible) == {"priority", "recommender"}


def test_an_unknown_that_cannot_change_the_outcome_is_not_asked() -> None:
    outcomes = {**DEFAULT_OUTCOMES, frozenset({"need", "ability"}): "priority"}
    found = judge(T, ability=T, authority=U, outcomes=outcomes)
    assert (found.outcome, found.ask) == ("priority", ())


@given(truths, truths, truths)
def test_every_combination_with_unknowns_has_an_outcome_too(n: Truth, a: Truth, w: Truth) -> None:
    found = judge(n, ability=a, authority=w)
    unknown = tuple(p for p, t in zip(PARTS, (n, a, w), strict=True) if t is U)
    assert found.outcome in {UNDECIDED, *DEFAULT_OUTCOMES.values()}
    assert found.ask == (unknown if found.outcome == UNDECIDED else ())


@given(truths, truths, truths, st.tuples(*[st.sampled_from([T, F])] * 3))
def test_answering_an_unknown_never_turns_a_settled_outcome(
    n: Truth, a: Truth, w: Truth, answer: tuple[Truth, Truth, Truth]
) -> None:
    before = judge(n, ability=a, authority=w)
    filled = [new if old is U else old for old, new in zip((n, a, w), answer, strict=True)]
    after = judge(filled[0], ability=filled[1], authority=filled[2])
    assert after.outcome in before.possible


@pytest.mark.method("M1.5")
def test_a_playbook_may_state_its_own_formulas_and_outcomes() -> None:
    rows = tuple(
        PotentialOutcome(has, f"my_{key}", text(key)) for has, key in DEFAULT_OUTCOMES.items()
    )
    test = PotentialTest(
        need=formula("needs.count > 0"),
        ability=formula("prospect.real"),
        authority=formula("committee.decision_maker.met"),
        outcomes=rows,
    )
    values: dict[str, object] = {"needs.count": 2, "committee.decision_maker.met": False}
    assert assess(test, {**values, "prospect.real": True}).outcome == "my_recommender"
    assert assess(test, values).ask == ("ability",)
