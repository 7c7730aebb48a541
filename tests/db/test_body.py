"""Named groups of a committee, reach, outsiders and adaptability of its people (M0.5, M4.1)."""

from __future__ import annotations

import pytest

from goldenkey.actions import activity, body, committee
from goldenkey.data.models import CommitteeBody, User
from goldenkey.policies.errors import Conflict, Forbidden, Refused
from goldenkey.selectors import body as select
from goldenkey.selectors import map as maps
from tests.cast import Cast
from tests.rooms import case, seat, today


@pytest.mark.method("M0.5")
def test_the_same_people_sit_on_a_purchasing_and_an_evaluation_committee(cast: Cast) -> None:
    one = case(cast)
    places = [seat(cast, one, p).pk for p in (one.user, one.decider)]
    for kind, name in (("evaluation", "驗收小組"), ("purchasing", "採購委員會")):
        body.form(cast.rep, one.id, kind=kind, name=name, member_ids=[*places, places[0]])
    found = select.of_opportunity(cast.rep, one.id)
    assert [(b.kind, b.member_ids) for b in found] == [
        ("purchasing", tuple(places)), ("evaluation", tuple(places)),
    ]  # fmt: skip
    assert maps.committee_map(cast.teammate, one.id).bodies == found


def test_who_left_the_committee_is_in_no_group_and_comes_back_into_it(cast: Cast) -> None:
    one = case(cast)
    place = seat(cast, one, one.user)
    body.form(cast.rep, one.id, kind="purchasing", name="小組", member_ids=[place.pk])
    committee.leave_seat(cast.rep, place.pk, version=place.version)
    assert select.of_opportunity(cast.rep, one.id)[0].members == ()
    committee.return_to_seat(cast.rep, place.pk)
    assert select.of_opportunity(cast.rep, one.id)[0].members == ("王志遠",)


def test_a_group_needs_a_name_a_kind_and_people_of_this_committee(cast: Cast) -> None:
    one, other = case(cast), case(cast, name="別案")
    elsewhere = seat(cast, other, other.user)
    for given, field in (
        ({"kind": "board", "name": "x"}, "kind"), ({"kind": "purchasing", "name": " "}, "name"),
        ({"kind": "purchasing", "name": "x", "member_ids": [elsewhere.pk]}, "member_ids"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            body.form(cast.rep, one.id, **given)  # type: ignore[arg-type]
        assert refused.value.field == field
    with pytest.raises(Forbidden):
        body.form(cast.teammate, one.id, kind="purchasing", name="x")


def test_of_two_who_change_a_group_the_second_is_told_and_one_may_dissolve_it(cast: Cast) -> None:
    one = case(cast)
    place = seat(cast, one, one.user)
    made = body.form(cast.rep, one.id, kind="purchasing", name="小組")
    body.reform(cast.rep, made.pk, version=1, name="小組", member_ids=[place.pk])
    with pytest.raises(Conflict):
        body.reform(cast.manager, made.pk, version=1, name="大組", member_ids=[])
    body.dissolve(cast.rep, made.pk)
    assert CommitteeBody.objects.get().archived_at and select.of_opportunity(cast.rep, one.id) == ()


@pytest.mark.method("M4.1")
def test_an_outside_expert_is_an_influencer_by_name_without_a_reason(cast: Cast) -> None:
    one = case(cast)
    made = committee.seat(
        cast.rep, one.id, group_name="林教授", outside="expert", roles=["influencer"],
        reach="company", adaptability="樂於試新技術",
    )  # fmt: skip
    found = maps.committee_map(cast.rep, one.id).seats[0]
    assert (found.id, found.name, found.outside, found.reach) == (
        made.pk, "林教授", "expert", "company",
    )  # fmt: skip
    with pytest.raises(Refused, match="reason_required"):
        committee.seat(cast.rep, one.id, group_name="使用者們")


@pytest.mark.parametrize(("field", "value"), [("reach", "galaxy"), ("outside", "ghost")])
def test_a_code_nobody_knows_is_refused(cast: Cast, field: str, value: str) -> None:
    one = case(cast)
    with pytest.raises(Refused) as refused:
        seat(cast, one, one.user, **{field: value})
    assert refused.value.field == field


def test_who_left_us_looks_after_nobody(cast: Cast) -> None:
    one = case(cast)
    User.objects.filter(username="teammate").update(is_active=False)
    with pytest.raises(Refused) as refused:
        seat(cast, one, one.user, our_user_id=cast.users["teammate"].pk)
    assert refused.value.field == "our_user_id"


def test_an_activity_of_tomorrow_is_refused_and_today_is_the_organisations_day(cast: Cast) -> None:
    one = case(cast)
    late = cast.rep.later(hours=13, minutes=59)  # 23:59 in Taipei, the day after in no other zone
    assert late.today == today(cast)
    activity.log(late, opportunity_id=one.id, on=late.today)
    with pytest.raises(Refused, match="date_in_future"):
        activity.log(late, opportunity_id=one.id, on=late.later(minutes=2).today)
    activity.log(late.later(minutes=2), opportunity_id=one.id, on=late.later(minutes=2).today)


def test_a_clock_set_back_loses_nothing_and_dates_nothing_before_its_time(cast: Cast) -> None:
    one = case(cast)
    place = seat(cast, one, one.user)
    activity.log(cast.rep, opportunity_id=one.id, contact_ids=[one.user.pk])
    back = cast.rep.later(days=-2)
    activity.log(back, opportunity_id=one.id, contact_ids=[one.user.pk])
    place.refresh_from_db()
    assert place.last_met_on == today(cast)
    assert one.fresh.activities.count() == 2
    assert one.fresh.history.filter(valid_to=None).count() == 1
