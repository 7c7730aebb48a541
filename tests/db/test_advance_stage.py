"""Moving on, back, through: the gate decides, a reason overrides, nothing passes silently."""

from __future__ import annotations

import pytest

from goldenkey.actions import fact
from goldenkey.actions import opportunity as actions
from goldenkey.data.models import GateOverride
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from tests.cast import Cast
from tests.rooms import case, discover, today


@pytest.mark.method("M3.2")
def test_the_first_gate_opens_when_prospect_needs_problem_and_fit_are_known(cast: Cast) -> None:
    one = case(cast)
    discover(cast, one, but="fit.stated")
    move = actions.advance_stage(cast.rep, one.id, version=one.version)
    assert not move.moved
    assert [m.criterion.id for m in move.decision.missing] == ["discover.fit"]
    fact.record(cast.rep, "opportunity", one.id, name="fit.stated", value=True)
    assert actions.advance_stage(cast.rep, one.id, version=one.version).moved
    assert (one.fresh.stage, one.fresh.stage_since) == ("validate", today(cast))


def test_a_stranger_does_not_find_the_opportunity(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(NotFound):
        actions.advance_stage(cast.stranger, one.id, version=one.version)


def test_a_teammate_may_look_and_not_advance(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Forbidden):
        actions.advance_stage(cast.teammate, one.id, version=one.version)


def test_the_second_of_two_editors_is_told(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Conflict):
        actions.advance_stage(cast.rep, one.id, version=one.version + 1)


@pytest.mark.method("M3.7")
def test_letting_through_needs_a_right_and_a_reason_and_leaves_a_record(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Forbidden):
        actions.advance_stage(cast.rep, one.id, version=one.version, override_reason="急")
    assert not actions.advance_stage(cast.manager, one.id, version=one.version).moved
    assert not GateOverride.objects.exists()
    actions.advance_stage(cast.manager, one.id, version=one.version, override_reason="年底預算")
    kept = GateOverride.objects.get()
    assert (kept.stage, kept.reason, kept.by_id) == ("discover", "年底預算", cast.manager.user_id)
    assert "discover.prospect" in kept.missing


@pytest.mark.method("M0.3")
def test_going_back_needs_an_earlier_stage_and_a_reason(cast: Cast) -> None:
    one = case(cast)
    actions.advance_stage(cast.manager, one.id, version=one.version, override_reason="急")
    for stage, reason, field in (("negotiate", "x", "stage"), ("discover", " ", "reason")):
        with pytest.raises(Refused) as refusal:
            actions.move_back(cast.rep, one.id, version=one.version, stage=stage, reason=reason)
        assert refusal.value.field == field
    actions.move_back(cast.rep, one.id, version=one.version, stage="discover", reason="需求變了")
    assert one.fresh.stage == "discover"


@pytest.mark.method("M3.3")
def test_a_no_go_keeps_the_second_gate_shut_until_it_is_decided_again(cast: Cast) -> None:
    one = case(cast)
    actions.advance_stage(cast.manager, one.id, version=one.version, override_reason="急")
    actions.decide_go(cast.rep, one.id, version=one.version, go="no_go", reason="對手太近")
    with pytest.raises(Refused) as refusal:
        actions.advance_stage(cast.manager, one.id, version=one.version, override_reason="試試")
    assert refusal.value.code == "no_go_decided"
    actions.decide_go(cast.rep, one.id, version=one.version, go="go", reason="換了採購")
    assert actions.advance_stage(
        cast.manager, one.id, version=one.version, override_reason="試試"
    ).moved


def test_a_decision_without_a_reason_or_of_another_kind_is_refused(cast: Cast) -> None:
    one = case(cast)
    for go, reason, field in (("maybe", "x", "go"), ("go", "", "reason")):
        with pytest.raises(Refused) as refusal:
            actions.decide_go(cast.rep, one.id, version=one.version, go=go, reason=reason)
        assert refusal.value.field == field


def test_a_closed_one_moves_nowhere(cast: Cast) -> None:
    one = case(cast)
    actions.drop(cast.rep, one.id, version=one.version, reason="沒有預算")
    with pytest.raises(Refused) as refusal:
        actions.advance_stage(cast.rep, one.id, version=one.version)
    assert refusal.value.code == "not_live"


@pytest.mark.method("M3.1")
def test_after_the_last_stage_there_is_none(cast: Cast) -> None:
    one = case(cast)
    for _stage in range(4):
        actions.decide_go(cast.rep, one.id, version=one.version, go="go", reason="值得")
        actions.advance_stage(cast.manager, one.id, version=one.version, override_reason="急")
    assert one.fresh.phase == "deliver"
    with pytest.raises(Refused) as refusal:
        actions.advance_stage(cast.manager, one.id, version=one.version)
    assert refusal.value.code == "last_stage"
