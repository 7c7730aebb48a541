"""Handing over: everything open at once, nothing of the past, back again, links named (M0.10)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from goldenkey.actions import activity, lead, map, opportunity, succession, user
from goldenkey.data.models import AuditEntry, Lead, NextStep, Opportunity, SearchEntry, User
from goldenkey.policies.actor import actor_for
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import links, pack
from goldenkey.selectors import succession as select
from tests.cast import Cast
from tests.rooms import Case, case, seat


def _give(cast: Cast, by: str = "manager", to: str = "teammate", **more: Any) -> Any:
    return succession.hand_over(
        cast.actor(by), from_user_id=cast.rep.user_id, to_user_id=cast.users[to].pk, **more
    )


def _worked(cast: Cast) -> Case:
    one = case(cast)
    place = seat(cast, one, one.decider, "decision_maker")
    activity.log(cast.rep, opportunity_id=one.id, contact_ids=[one.decider.pk])
    activity.plan_step(
        cast.rep, opportunity_id=one.id, what="報價", due_on=cast.rep.today + timedelta(days=2)
    )
    lead.create_lead(cast.rep, company="新竹精密")
    assert place.our_user_id == cast.rep.user_id
    return one


@pytest.mark.method("M0.10")
def test_everything_open_moves_at_once_and_leaves_one_entry(cast: Cast) -> None:
    one = _worked(cast)
    taker, before = cast.teammate.user_id, AuditEntry.objects.count()
    made = _give(cast, reason="離職")
    assert AuditEntry.objects.count() == before + 1
    assert one.fresh.owner_id == one.account.__class__.objects.get().owner_id == taker
    assert Lead.objects.get().owner_id == NextStep.objects.get().owner_id == taker
    assert one.fresh.stakeholders.get().our_user_id == taker
    kinds = {kind for kind, *_rest in made.moves}
    assert kinds == {"account", "opportunity", "lead", "nextstep", "stakeholder"}
    assert select.handed(cast.manager, made.pk).moved == len(made.moves)


def test_what_is_closed_stays_under_the_name_of_who_did_it(cast: Cast) -> None:
    one = _worked(cast)
    opportunity.lose(cast.rep, one.id, version=one.version, reason="價格", lost_to="對手")
    _give(cast)
    assert one.fresh.owner_id == cast.rep.user_id


def test_one_customer_moves_with_what_hangs_on_it_and_nothing_else(cast: Cast) -> None:
    one, other = _worked(cast), case(cast, name="另一家")
    _give(cast, account_id=one.account.pk)
    assert one.fresh.owner_id == cast.teammate.user_id
    assert other.fresh.owner_id == Lead.objects.get().owner_id == cast.rep.user_id


def test_the_dry_list_changes_nothing_and_says_what_would_move(cast: Cast) -> None:
    one = _worked(cast)
    dry = select.preview(cast.manager, from_user_id=cast.rep.user_id)
    assert dry.count("opportunity") == dry.count("account") == dry.count("lead") == 1
    assert one.fresh.owner_id == cast.rep.user_id
    assert [s.contact for s in dry.sole] == ["陳國棟"]


def test_the_search_of_the_new_team_finds_what_moved(cast: Cast) -> None:
    one = _worked(cast)
    _give(cast, by="director", to="stranger")
    entry = SearchEntry.objects.get(kind="opportunity", record_id=one.id)
    assert entry.team_id == cast.teams["south"].pk
    assert one.fresh.team_id == cast.teams["south"].pk


def test_it_goes_back_and_what_went_on_stays_and_can_be_taken_back_later(cast: Cast) -> None:
    one = _worked(cast)
    made = _give(cast)
    opportunity.give(cast.manager, one.id, version=one.version, owner_id=cast.users["manager"].pk)
    undone = succession.undo(cast.manager, made.pk)
    assert (undone.left, undone.undone_at) == (1, None)
    assert Lead.objects.get().owner_id == cast.rep.user_id
    assert one.fresh.owner_id == cast.manager.user_id
    opportunity.give(cast.manager, one.id, version=one.version, owner_id=cast.teammate.user_id)
    assert succession.undo(cast.manager, made.pk).undone_at is None  # the rest is back already
    assert one.fresh.owner_id == cast.rep.user_id


def test_an_undo_gives_each_record_back_and_then_is_over(cast: Cast) -> None:
    one = _worked(cast)
    made = _give(cast)
    assert succession.undo(cast.manager, made.pk).undone_at == cast.manager.now
    assert one.fresh.owner_id == cast.rep.user_id
    with pytest.raises(Refused, match="handover_undone"):
        succession.undo(cast.manager, made.pk)


@pytest.mark.parametrize("who", ["rep", "finance", "compliance"])
def test_who_may_not_hand_over_is_refused(cast: Cast, who: str) -> None:
    _worked(cast)
    with pytest.raises(Forbidden):
        _give(cast, by=who)


def test_a_manager_hands_over_between_his_own_teams_only(cast: Cast) -> None:
    one = _worked(cast)
    with pytest.raises(Refused, match="bad_choice"):
        _give(cast, to="stranger")
    with pytest.raises(NotFound):
        succession.hand_over(
            cast.manager, from_user_id=cast.users["stranger"].pk, to_user_id=cast.rep.user_id
        )
    assert one.fresh.owner_id == cast.rep.user_id


def test_giver_and_taker_differ_and_there_is_something_to_give(cast: Cast) -> None:
    with pytest.raises(Refused, match="nothing_to_hand_over"):
        _give(cast)
    _worked(cast)
    with pytest.raises(Refused, match="hands_over_to_himself"):
        _give(cast, to="rep")


def test_who_left_takes_nothing_over_and_gets_nothing_back(cast: Cast) -> None:
    _worked(cast)
    User.objects.filter(username="teammate").update(is_active=False)
    with pytest.raises(Refused, match="owner_needs_team"):
        _give(cast)
    made = _give(cast, to="manager")
    User.objects.filter(username="rep").update(is_active=False)
    with pytest.raises(Refused, match="user_left"):
        succession.undo(cast.manager, made.pk)


def test_a_colleague_with_open_records_is_not_closed_and_never_deleted(cast: Cast) -> None:
    one = _worked(cast)
    with pytest.raises(Refused, match="hand_over_first"):
        user.deactivate(cast.admin, cast.rep.user_id)
    _give(cast)
    user.deactivate(cast.admin, cast.rep.user_id)
    left = User.objects.get(pk=cast.rep.user_id)
    assert not left.is_active and one.fresh.activities.get().by_id == left.pk
    assert actor_for(left, cast.now).name == "Rep"
    assert user.reactivate(cast.admin, left.pk).is_active


def test_nobody_closes_his_own_sign_in_and_only_who_manages_users_closes_any(cast: Cast) -> None:
    with pytest.raises(Refused, match="closes_own_sign_in"):
        user.deactivate(cast.admin, cast.admin.user_id)
    with pytest.raises(Forbidden):
        user.deactivate(cast.manager, cast.rep.user_id)


@pytest.mark.method("M0.10")
def test_a_link_of_one_of_us_alone_is_named_until_somebody_else_met_them(cast: Cast) -> None:
    one = _worked(cast)
    alone = links.sole(cast.manager, [one.account.pk])
    assert [(s.contact, s.user) for s in alone] == [("陳國棟", "Rep")]
    place = one.fresh.stakeholders.get()
    map.relate(cast.rep, place.pk, cast.manager.user_id, now="acquainted")
    assert links.sole(cast.manager, [one.account.pk]) == ()
    assert links.sole(cast.stranger, [one.account.pk]) == ()


def test_a_joint_visit_is_a_step_of_the_new_owner_with_that_person(cast: Cast) -> None:
    one = _worked(cast)
    _give(cast)
    day = cast.manager.today + timedelta(days=7)
    made = succession.joint_visit(
        cast.manager, one.account.pk, contact_id=one.decider.pk, what="一起拜訪", due_on=day
    )
    assert made.owner_id == cast.teammate.user_id
    assert [c.pk for c in made.contacts.all()] == [one.decider.pk]
    with pytest.raises(Refused, match="date_has_passed"):
        succession.joint_visit(
            cast.manager, one.account.pk, contact_id=one.decider.pk, what="x",
            due_on=day - timedelta(days=30),
        )  # fmt: skip


def test_a_pack_holds_people_promises_steps_and_what_only_one_knows(cast: Cast) -> None:
    one = _worked(cast)
    activity.log(
        cast.rep, opportunity_id=one.id, contact_ids=[one.user.pk], agreed=True,
        agreed_what="安排技術會議", agreed_by_on=cast.rep.today + timedelta(days=5),
    )  # fmt: skip
    found = pack.of_account(cast.teammate, one.account.pk)
    assert {p.name for p in found.people} == {"王志遠", "陳國棟"}
    assert [p.what for p in found.promises] == ["安排技術會議"]
    assert {s.what for s in found.steps} == {"報價", "安排技術會議"}
    assert [o.name for o in found.opportunities] == [one.fresh.name]
    assert {s.contact for s in found.sole} == {"王志遠", "陳國棟"}
    with pytest.raises(NotFound):
        pack.of_account(cast.stranger, one.account.pk)


def test_history_keeps_who_owned_it_before(cast: Cast) -> None:
    one = _worked(cast)
    _give(cast)
    owners = list(one.fresh.history.order_by("pk").values_list("owner_id", flat=True))
    assert owners[-1] == cast.teammate.user_id and cast.rep.user_id in owners
    assert Opportunity.objects.count() == 1
