"""Opening, changing, losing, giving away an opportunity: what is kept and who may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenkey.actions import opportunity as actions
from goldenkey.data.models import AuditEntry, OpportunityHistory
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from tests.cast import Cast
from tests.rooms import case, today


def test_an_opportunity_starts_at_the_first_stage_of_the_published_playbook(cast: Cast) -> None:
    made = case(cast).fresh
    assert (made.stage, made.phase, made.state, made.live) == ("discover", "discover", "open", True)
    assert made.stage_since == today(cast)


def test_a_nameless_opportunity_is_not_opened(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Refused) as refusal:
        actions.create_opportunity(cast.rep, one.account.pk, name="  ")
    assert refusal.value.field == "name"


def test_a_stranger_opens_nothing_at_our_customer(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(NotFound):
        actions.create_opportunity(cast.stranger, one.account.pk, name="x")


@pytest.mark.method("M0.2")
def test_who_started_a_project_is_kept_only_for_projects(cast: Cast) -> None:
    assert case(cast, kind="project_led", drive="passive").fresh.drive == "passive"
    assert case(cast, kind="account_led", drive="passive").fresh.drive == ""


def test_a_close_date_moved_later_counts_as_slipped(cast: Cast) -> None:
    one = case(cast, close_on=today(cast))
    later = today(cast) + timedelta(days=30)
    actions.edit_opportunity(cast.rep, one.id, version=one.version, close_on=later)
    assert one.fresh.close_moves == 1
    actions.edit_opportunity(cast.rep, one.id, version=one.version, close_on=today(cast))
    assert one.fresh.close_moves == 1


def test_the_second_of_two_editors_is_told_what_changed(cast: Cast) -> None:
    one = case(cast)
    seen = one.version
    actions.edit_opportunity(cast.manager, one.id, version=seen, name="新名字")
    with pytest.raises(Conflict) as conflict:
        actions.edit_opportunity(cast.rep, one.id, version=seen, amount=5)
    assert conflict.value.params["changed_by"] == "Manager"
    assert conflict.value.params["changes"] == ("name",)


def test_a_teammate_may_look_and_not_change(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Forbidden):
        actions.edit_opportunity(cast.teammate, one.id, version=one.version, name="x")


def test_a_step_the_playbook_does_not_know_is_refused(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Refused) as refusal:
        actions.edit_opportunity(cast.rep, one.id, version=one.version, buying_step="nowhere")
    assert refusal.value.field == "buying_step"


def test_lost_asks_for_the_reason_and_the_competitor(cast: Cast) -> None:
    one = case(cast)
    for given, field in (({"reason": "", "lost_to": "乙"}, "reason"),
                         ({"reason": "價格", "lost_to": ""}, "lost_to")):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            actions.lose(cast.rep, one.id, version=one.version, **given)
        assert refusal.value.field == field
    actions.lose(cast.rep, one.id, version=one.version, reason="價格", lost_to="對手乙")
    assert (one.fresh.state, one.fresh.live, one.fresh.lost_to) == ("lost", False, "對手乙")


def test_a_lost_one_is_not_lost_twice_and_can_be_taken_up_again(cast: Cast) -> None:
    one = case(cast)
    actions.lose(cast.rep, one.id, version=one.version, reason="價格", lost_to="乙")
    with pytest.raises(Refused):
        actions.drop(cast.rep, one.id, version=one.version, reason="x")
    with pytest.raises(Refused):
        actions.reopen(cast.rep, one.id, version=one.version, reason=" ")
    actions.reopen(cast.rep, one.id, version=one.version, reason="對手交不出貨")
    assert (one.fresh.state, one.fresh.lost_to, one.fresh.live) == ("open", "", True)


def test_an_open_one_cannot_be_reopened(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Refused) as refusal:
        actions.reopen(cast.rep, one.id, version=one.version, reason="x")
    assert refusal.value.code == "not_closed"


@pytest.mark.method("M3.3")
def test_giving_up_early_needs_a_reason(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Refused):
        actions.drop(cast.rep, one.id, version=one.version, reason="")
    actions.drop(cast.rep, one.id, version=one.version, reason="沒有預算")
    assert one.fresh.state == "dropped"


def test_given_away_the_team_follows_the_owner(cast: Cast) -> None:
    one = case(cast)
    owner = cast.users["teammate"]
    actions.give(cast.rep, one.id, version=one.version, owner_id=owner.pk)
    assert (one.fresh.owner_id, one.fresh.team_id) == (owner.pk, owner.team_id)
    with pytest.raises(Forbidden):
        actions.give(cast.rep, one.id, version=one.version, owner_id=cast.users["rep"].pk)


def test_each_change_leaves_one_audit_entry_and_one_history_row(cast: Cast) -> None:
    one = case(cast)
    before = (
        AuditEntry.objects.count(),
        OpportunityHistory.objects.filter(opportunity=one.id).count(),
    )
    actions.edit_opportunity(cast.rep, one.id, version=one.version, amount=2_000_000)
    rows = OpportunityHistory.objects.filter(opportunity=one.id)
    assert (AuditEntry.objects.count(), rows.count()) == (before[0] + 1, before[1] + 1)
    assert rows.get(valid_to=None).amount_minor == one.fresh.amount_minor
