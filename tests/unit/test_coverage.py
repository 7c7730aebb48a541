"""Coverage of the committee, and the order of approach."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import approach
from goldenkey.core.coverage import cover
from goldenkey.core.snapshot import Person
from tests.unit.builders import FOUR, MINI, committee, person, snapshot


def states(*people: Person, **how: bool) -> dict[str, str]:
    return {r.role.key: r.state for r in cover(snapshot(people=people), **how).roles}


@pytest.mark.method("M4.1")
def test_the_dots_stand_for_the_four_roles_in_one_order() -> None:
    assert tuple(r.role.key for r in cover(snapshot()).roles) == FOUR
    shuffled = replace(MINI, roles=MINI.roles[::-1])
    assert tuple(r.role.key for r in cover(snapshot(playbook=shuffled)).roles) == FOUR


@pytest.mark.method("M4.1")
def test_one_person_may_hold_several_roles_and_one_role_several_people() -> None:
    coverage = cover(snapshot(people=(person(1, *FOUR), person(2, "end_user", met=False))))
    assert (coverage.covered, coverage.required) == (4, 4)
    assert coverage.roles[0].people == (1, 2)


@pytest.mark.method("M4.1")
def test_a_group_reached_through_others_covers_when_named_and_with_a_reason() -> None:
    guests = person(1, "end_user", met=False, reached_through=True, reach_reason="gift's guests")
    assert states(guests)["end_user"] == "through"
    assert states(replace(guests, reach_reason=""))["end_user"] == "none"
    assert states(replace(guests, name=""))["end_user"] == "none"


def test_a_role_nobody_holds_or_met_is_not_covered() -> None:
    coverage = cover(snapshot(people=(person(1, "decision_maker", met=False),)))
    assert [r.state for r in coverage.roles] == ["none"] * 4
    assert coverage.covered == 0


def test_a_role_met_too_long_ago_is_stale() -> None:
    last = snapshot().today.replace(year=2025)
    assert states(person(1, "purchaser", last_met_on=last))["purchaser"] == "stale"
    assert states(person(1, "purchaser", last_met_on=None))["purchaser"] == "stale"


def test_an_opponent_without_a_supporter_beside_him_leaves_the_role_uncovered() -> None:
    against = person(1, "decision_maker", stance="opponent")
    assert states(against)["decision_maker"] == "against"
    assert states(against, person(2, "decision_maker", stance="supporter")) == {
        **dict.fromkeys(FOUR, "none"), "decision_maker": "met",
    }  # fmt: skip


def test_a_believed_stance_is_unknown_when_only_confirmed_ones_count() -> None:
    against = person(1, "decision_maker", stance="opponent")
    assert states(against, confirmed_only=True)["decision_maker"] == "met"
    sure = replace(against, stance_confirmed=True)
    assert states(sure, confirmed_only=True)["decision_maker"] == "against"


@pytest.mark.method("M4.6")
def test_a_recommender_never_covers_the_decider() -> None:
    coverage = cover(snapshot(people=(person(1, "influencer"), person(2, "end_user"))))
    assert [r.role.key for r in coverage.gaps] == ["decision_maker", "purchaser"]


people = st.lists(
    st.builds(
        lambda key, roles, met, stance: person(key, *roles, met=met, stance=stance),
        st.integers(1, 50),
        st.sets(st.sampled_from([*FOUR, "coach"])),
        st.booleans(),
        st.sampled_from(["supporter", "neutral", "opponent", "unknown"]),
    ),
    max_size=8,
)


@given(people)
def test_never_more_roles_are_covered_than_required(found: list[Person]) -> None:
    coverage = cover(snapshot(people=tuple(found)))
    assert 0 <= coverage.covered <= coverage.required == 4
    assert len(coverage.gaps) == coverage.required - coverage.covered


@pytest.mark.method("M4.8")
def test_the_order_of_approach_is_easy_first_and_says_whom_each_can_introduce() -> None:
    boss = person(1, "decision_maker", access="hard", met=False)
    clerk = person(2, "purchaser", access="easy", reports_to=1)
    user = person(3, "end_user", access="medium", introduces=(2,))
    ours = person(4, "influencer", access="easy", ours=True)
    steps = approach.order((boss, user, ours, clerk))
    assert [(s.person, s.introduces) for s in steps] == [(2, (1,)), (3, (2,)), (1, (2,))]


@pytest.mark.method("M4.8")
def test_an_opponent_introduces_us_only_when_nobody_else_can() -> None:
    boss = person(1, "decision_maker", met=False)
    opponent = person(2, "purchaser", access="easy", reports_to=1, stance="opponent")
    friend = person(3, "end_user", access="hard", introduces=(1,))
    assert approach.introducer((boss, opponent, friend), (boss,)) is friend
    assert approach.introducer((boss, opponent), (boss,)) is opponent


def test_nobody_near_means_no_introducer() -> None:
    boss, stranger = person(1, "decision_maker", met=False), person(2, "end_user")
    assert approach.introducer((boss, stranger), (boss,)) is None
    assert approach.introducer(committee(), ()) is not None
