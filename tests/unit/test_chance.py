"""The chance of winning is the sum of its reasons, and belief has no part in the confirmed one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.chance import both, estimate
from goldenkey.core.playbook import ChanceWeights
from goldenkey.core.snapshot import Need, Rival, Snapshot
from tests.unit.builders import FOUR, fact, facts, person, snapshot

STANCES = ["supporter", "neutral", "opponent", "unknown"]
people = st.builds(
    lambda key, role, met, stance, sure: person(
        key, role, met=met, stance=stance, stance_confirmed=sure
    ),
    st.integers(1, 30), st.sampled_from(FOUR), st.booleans(),
    st.sampled_from(STANCES), st.booleans(),
)  # fmt: skip
needs = st.builds(
    Need, st.integers(1, 9), st.just("need"), st.booleans(),
    st.sampled_from(["full", "partly", "no", "unknown"]), st.booleans(),
)  # fmt: skip
rivals = st.builds(
    Rival, st.integers(1, 9), st.just("Other"), st.none() | st.integers(-2, 2),
    st.none() | st.booleans(), st.booleans(),
)  # fmt: skip
rows = st.builds(
    lambda key, pair, sure: fact(key, *pair, confirmed=sure),
    st.integers(1, 99),
    st.sampled_from(
        [("prospect.real", True), ("terms.price", "agreed"), ("contract.signed", True)]
    ),
    st.booleans(),
)
snapshots = st.builds(
    lambda p, n, r, f: snapshot(
        people=tuple(p), needs=tuple(n), rivals=tuple(r), facts=facts(*f)
    ),
    st.lists(people, max_size=5), st.lists(needs, max_size=4),
    st.lists(rivals, max_size=3), st.lists(rows, max_size=5),
)  # fmt: skip


def without_beliefs(seen: Snapshot) -> Snapshot:
    """The same opportunity as if nobody had ever believed anything."""
    sure = facts(*(r for found in seen.facts.values() for r in found if r.confirmed))
    stances = (p if p.stance_confirmed else replace(p, stance="unknown") for p in seen.people)
    marks = (n if n.met_confirmed else replace(n, met="unknown") for n in seen.needs)
    places = (
        r if r.confirmed else replace(r, position=None, in_touch_with_decider=None)
        for r in seen.rivals
    )
    return replace(
        seen, facts=sure, people=tuple(stances), needs=tuple(marks), rivals=tuple(places)
    )


@given(snapshots)
def test_the_chance_is_the_sum_of_its_reasons_and_within_0_and_100(seen: Snapshot) -> None:
    for chance in (both(seen).believed, both(seen).confirmed):
        assert chance.percent == sum(r.points for r in chance.reasons)
        assert all(0 <= r.points <= r.possible for r in chance.reasons)
        assert sum(r.possible for r in chance.reasons) == 100


@given(snapshots)
def test_the_confirmed_chance_uses_no_belief(seen: Snapshot) -> None:
    bare = without_beliefs(seen)
    assert both(seen).confirmed.percent == both(bare).confirmed.percent
    assert both(bare).confirmed.percent == both(bare).believed.percent


@pytest.mark.method("M3.3")
def test_the_strongest_rival_decides_what_rivals_leave_us() -> None:
    weak, strong = Rival(1, "A", position=2), Rival(2, "B", position=-1)
    last = estimate(snapshot(rivals=(weak, strong))).reasons[-1]
    assert (last.code, last.points, last.about) == ("chance.rival.somewhat_worse", 5, 2)


@pytest.mark.method("M3.3")
def test_a_rival_not_placed_on_the_scale_brings_no_points() -> None:
    unplaced = Rival(2, "B", position=None)
    last = estimate(snapshot(rivals=(Rival(1, "A", position=2), unplaced))).reasons[-1]
    assert (last.code, last.points, last.about) == ("chance.rival.unknown", 0, 2)


def test_each_role_criterion_need_and_rival_gives_its_reason() -> None:
    seen = snapshot(needs=(Need(5, "quiet", explicit=True, met="partly"),))
    reasons = {r.about: (r.code, r.points) for r in estimate(seen).reasons}
    assert reasons["decision_maker"] == ("chance.role.met", 8)
    assert reasons["discover.problem"] == ("chance.criterion.unknown", 0)
    assert reasons[5] == ("chance.need.partly", 10)


@pytest.mark.parametrize(("state", "percent"), [("won", 100), ("lost", 0), ("dropped", 0)])
def test_a_settled_opportunity_has_a_settled_chance(state: str, percent: int) -> None:
    assert both(snapshot(state=state)).believed.percent == percent


def test_weights_that_do_not_sum_to_100_are_refused() -> None:
    with pytest.raises(ValueError, match="sum to 90"):
        ChanceWeights(coverage=20)
