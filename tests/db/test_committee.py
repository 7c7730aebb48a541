"""Who sits on the committee, what he needs, how we stand against rivals."""

from __future__ import annotations

import pytest

from goldenkey.actions import committee
from goldenkey.data.models import CompetitorPosition, Contact, Need, Stakeholder
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from goldenkey.selectors import room as rooms
from tests.cast import Cast
from tests.rooms import case, seat


@pytest.mark.method("M4.1")
def test_one_person_may_hold_several_roles_and_one_role_several_people(cast: Cast) -> None:
    one = case(cast)
    seat(cast, one, one.user, "end_user", "purchaser")
    seat(cast, one, one.decider, "decision_maker", "purchaser")
    room = rooms.room(cast.rep, one.id)
    assert [c.key for c in room.empty_chairs] == ["influencer"]
    assert len([s for s in room.seats if "purchaser" in s.role_keys]) == 2


def test_nobody_sits_twice(cast: Cast) -> None:
    one = case(cast)
    seat(cast, one, one.user, "end_user")
    with pytest.raises(Refused) as refusal:
        seat(cast, one, one.user, "purchaser")
    assert refusal.value.code == "already_seated"


@pytest.mark.method("M4.1")
def test_a_group_reached_through_others_needs_its_reason_and_counts_as_covered(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Refused) as refusal:
        committee.seat(cast.rep, one.id, group_name="客戶的客戶", roles=["end_user"])
    assert refusal.value.field == "reached_through"
    committee.seat(
        cast.rep, one.id, group_name="客戶的客戶", roles=["end_user"], reached_through="由問卷",
    )  # fmt: skip
    dots = {d.role: d.state for d in rooms.room(cast.rep, one.id).dots}
    assert dots["end_user"] == "through"


def test_somebody_must_be_named(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Refused) as refusal:
        committee.seat(cast.rep, one.id, roles=["end_user"])
    assert refusal.value.code == "who_required"


def test_somebody_new_becomes_a_contact_of_the_customer_or_nothing_happens(cast: Cast) -> None:
    one = case(cast)
    before = Contact.objects.count()
    with pytest.raises(Refused):
        committee.seat_somebody_new(cast.rep, one.id, person={"name": "李敏"}, roles=["nobody"])
    assert Contact.objects.count() == before
    made = committee.seat_somebody_new(
        cast.rep, one.id, person={"name": "李敏", "title": "採購經理"}, roles=["purchaser"]
    )
    assert made.contact is not None and made.contact.positions.get().account_id == one.account.pk


@pytest.mark.method("M4.3")
def test_a_role_the_playbook_does_not_name_is_refused(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Refused) as refusal:
        seat(cast, one, one.user, "king")
    assert refusal.value.field == "roles"


@pytest.mark.method("M4.5")
def test_nobody_reports_to_himself_over_any_number_of_steps(cast: Cast) -> None:
    one = case(cast)
    first, second = seat(cast, one, one.user), seat(cast, one, one.decider)
    committee.change_seat(cast.rep, first.pk, version=1, reports_to_id=second.pk)
    with pytest.raises(Refused) as refusal:
        committee.change_seat(cast.rep, second.pk, version=1, reports_to_id=first.pk)
    assert refusal.value.code == "reports_in_a_circle"


def test_a_superior_of_another_committee_is_refused(cast: Cast) -> None:
    one, other = case(cast), case(cast)
    boss = seat(cast, other, other.decider)
    with pytest.raises(Refused) as refusal:
        seat(cast, one, one.user, reports_to_id=boss.pk)
    assert refusal.value.field == "reports_to_id"


def test_a_stale_seat_is_told_who_changed_it(cast: Cast) -> None:
    one = case(cast)
    held = seat(cast, one, one.user)
    committee.change_seat(cast.manager, held.pk, version=1, influence="high")
    with pytest.raises(Conflict) as conflict:
        committee.change_seat(cast.rep, held.pk, version=1, access="easy")
    assert conflict.value.params["changes"] == ("influence",)


def test_a_teammate_seats_nobody_and_a_stranger_finds_nobody(cast: Cast) -> None:
    one = case(cast)
    held = seat(cast, one, one.user)
    with pytest.raises(Forbidden):
        committee.change_seat(cast.teammate, held.pk, version=1, influence="high")
    with pytest.raises(NotFound):
        committee.change_seat(cast.stranger, held.pk, version=1, influence="high")


def test_who_leaves_can_return_but_not_beside_himself(cast: Cast) -> None:
    one = case(cast)
    held = seat(cast, one, one.user)
    committee.leave_seat(cast.rep, held.pk, version=1)
    again = seat(cast, one, one.user)
    with pytest.raises(Refused):
        committee.return_to_seat(cast.rep, held.pk)
    committee.leave_seat(cast.rep, again.pk, version=1)
    committee.return_to_seat(cast.rep, held.pk)
    assert Stakeholder.objects.get(archived_at=None).pk == held.pk


def test_a_stance_is_hidden_from_whoever_may_not_know_it(cast: Cast) -> None:
    one = case(cast)
    seat(cast, one, one.user, stance="opponent")
    assert rooms.room(cast.rep, one.id).seats[0].stance == "opponent"
    assert rooms.room(cast.finance, one.id).seats[0].stance is None


@pytest.mark.method("M3.3")
def test_a_need_is_marked_and_taken_off_with_its_places(cast: Cast) -> None:
    one = case(cast)
    need = committee.add_need(cast.rep, one.id, words="停線不超過 6 小時", explicit=True)
    committee.place_rival(cast.rep, one.id, name="乙", position=1, need_id=need.pk)
    committee.change_need(cast.rep, need.pk, version=1, met="partly")
    assert Need.objects.get().met == "partly"
    with pytest.raises(Conflict):
        committee.drop_need(cast.rep, need.pk, version=1)
    committee.drop_need(cast.rep, need.pk, version=2)
    assert not CompetitorPosition.objects.filter(archived_at=None).exists()


def test_an_empty_need_is_refused(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Refused):
        committee.add_need(cast.rep, one.id, words=" ")


@pytest.mark.method("M3.3")
def test_a_rival_is_placed_on_five_steps_and_placed_again_to_correct(cast: Cast) -> None:
    one = case(cast)
    committee.place_rival(cast.rep, one.id, name="乙", position=2)
    committee.place_rival(cast.rep, one.id, name="乙", position=-1)
    assert CompetitorPosition.objects.get().position == -1
    with pytest.raises(Refused):
        committee.place_rival(cast.rep, one.id, name="乙", position=3)
    with pytest.raises(Refused):
        committee.place_rival(cast.rep, one.id, name="")
    assert committee.drop_rival(cast.rep, one.id, name="乙") == 1


def test_a_place_for_a_need_of_another_opportunity_is_refused(cast: Cast) -> None:
    one, other = case(cast), case(cast)
    need = committee.add_need(cast.rep, other.id, words="快")
    with pytest.raises(Refused) as refusal:
        committee.place_rival(cast.rep, one.id, name="乙", position=1, need_id=need.pk)
    assert refusal.value.field == "need_id"
