"""The merged map of a customer, the coverage of a committee, the way to each person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenkey.actions import activity, committee, map, opportunity
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import account_map, coverage
from tests.cast import Cast
from tests.rooms import Case, case, seat, today


def _two(cast: Cast) -> tuple[Case, int]:
    """Two opportunities at one customer, the user for us in one and against us in the other."""
    one = case(cast)
    other = opportunity.create_opportunity(cast.rep, one.account.pk, name="五號產線", amount=5)
    boss = seat(cast, one, one.decider, "decision_maker", influence="high")
    seat(cast, one, one.user, "end_user", stance="supporter", reports_to_id=boss.pk)
    committee.seat(
        cast.rep, other.pk, contact_id=one.user.pk, roles=["purchaser"], stance="opponent",
        stance_confirmed=True,
    )  # fmt: skip
    return one, other.pk


@pytest.mark.method("M4.5")
def test_one_person_is_one_node_with_each_opportunity_and_a_contradiction_is_said(
    cast: Cast,
) -> None:
    one, other = _two(cast)
    found = account_map.account_map(cast.rep, one.account.pk)
    assert [p.name for p in found.people] == ["陳國棟", "王志遠"]
    user = found.people[1]
    assert {(p.opportunity_id, p.roles != ()) for p in user.parts} == {
        (one.id, True), (other, True),
    }  # fmt: skip
    assert user.in_conflict and set(user.stances) == {"supporter", "opponent"}
    assert [(a.kind, a.from_id, a.to_id) for a in found.lines] == [
        ("reports", user.id, found.people[0].id)
    ]


def test_only_opportunities_in_scope_are_in_it_and_stances_only_with_the_right(cast: Cast) -> None:
    one, other = _two(cast)
    seen = account_map.account_map(cast.teammate, one.account.pk)
    assert seen.hides_stances and not seen.people[1].in_conflict
    assert all(p.stance is None for somebody in seen.people for p in somebody.parts)
    with pytest.raises(NotFound):
        account_map.account_map(cast.stranger, one.account.pk)
    opportunity.give(cast.director, other, version=1, owner_id=cast.users["stranger"].pk)
    assert [pk for pk, _n in account_map.account_map(cast.rep, one.account.pk).opportunities] == [
        one.id
    ]


def test_closed_opportunities_are_in_it_where_asked_for(cast: Cast) -> None:
    one, other = _two(cast)
    opportunity.lose(cast.rep, other, version=1, reason="價格", lost_to="對手")
    count = len(account_map.account_map(cast.rep, one.account.pk).opportunities)
    everything = account_map.account_map(cast.rep, one.account.pk, closed_too=True)
    assert (count, len(everything.opportunities)) == (1, 2)


@pytest.mark.method("M4.1")
def test_a_role_says_by_whom_and_when_it_was_met_and_with_what_result(cast: Cast) -> None:
    one = case(cast)
    seat(cast, one, one.user, "end_user", power="recommends")
    activity.log(
        cast.rep, opportunity_id=one.id, contact_ids=[one.user.pk], agreed=True,
        agreed_what="測試", agreed_by_on=today(cast) + timedelta(days=3),
    )  # fmt: skip
    rows = {r.standard: r for r in coverage.of_opportunity(cast.rep, one.id).roles}
    met = rows["end_user"].people[0]
    assert (met.last_met_on, met.met_by, met.outcome, met.power) == (
        today(cast), "Rep", "advance", "recommends",
    )  # fmt: skip
    assert rows["end_user"].state == "met"
    assert rows["decision_maker"].state == "none" and rows["decision_maker"].people == ()


@pytest.mark.method("M4.6")
def test_met_only_who_recommends_where_somebody_must_decide_is_said(cast: Cast) -> None:
    one = case(cast)
    seat(cast, one, one.decider, "decision_maker", power="recommends")
    activity.log(cast.rep, opportunity_id=one.id, contact_ids=[one.decider.pk])
    rows = {r.standard: r for r in coverage.of_opportunity(cast.rep, one.id).roles}
    assert rows["decision_maker"].only_recommends


@pytest.mark.method("M4.8")
def test_the_way_to_who_was_never_met_leads_through_the_map(cast: Cast) -> None:
    one = case(cast)
    boss = seat(cast, one, one.decider, "decision_maker", access="hard")
    expert = committee.seat(cast.rep, one.id, group_name="林教授", outside="expert")
    user = seat(cast, one, one.user, "end_user", access="easy")
    activity.log(cast.rep, opportunity_id=one.id, contact_ids=[one.user.pk])
    order = {n.name: n for n in coverage.of_opportunity(cast.rep, one.id).order}
    assert order["陳國棟"].way == () and next(iter(order)) == "王志遠"
    map.link(cast.rep, one.id, from_id=user.pk, to_id=expert.pk, kind="influences")
    map.link(cast.rep, one.id, from_id=expert.pk, to_id=boss.pk, kind="influences")
    order = {n.name: n for n in coverage.of_opportunity(cast.rep, one.id).order}
    assert order["陳國棟"].way == ("王志遠", "林教授", "陳國棟")
    assert order["王志遠"].introduces == ("林教授",)


@pytest.mark.method("M4.4", "M5.7")
def test_each_person_is_told_what_their_role_wants_to_hear(cast: Cast) -> None:
    one = case(cast)
    seat(cast, one, one.decider, "decision_maker")
    seat(cast, one, one.user, "end_user", "purchaser")
    told = coverage.messages(cast.rep, one.id)
    assert [len(told[p.pk]) for p in (one.decider, one.user)] == [1, 2]
    assert all(said.say and said.points for said in told[one.user.pk])
    assert told[one.decider.pk][0].say != told[one.user.pk][0].say
