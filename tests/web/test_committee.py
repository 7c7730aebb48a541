"""Pages of the committee, the needs and the rivals: success and refusals side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from goldenkey.actions import committee
from goldenkey.data.models import CompetitorPosition, Need, Stakeholder
from tests.cast import Cast
from tests.rooms import Case, case, seat

SignIn = Callable[[str], Client]
UNKNOWN = dict.fromkeys(("influence", "stance", "access", "power"), "unknown")


def _seats(one: Case) -> str:
    return f"/opportunities/{one.id}/seats/new/"


def test_a_known_person_a_new_one_and_a_group_are_seated(cast: Cast, signed_in: SignIn) -> None:
    one, client = case(cast), signed_in("rep")
    assert "王志遠" in client.get(_seats(one) + "?role=end_user").content.decode()
    for given in (
        {"contact_id": one.user.pk, "roles": ["end_user", "coach"], "stance": "supporter"},
        {"contact_id": "new", "name": "李敏", "title": "採購經理", "roles": ["purchaser"]},
        {"contact_id": "group", "group_name": "客戶的客戶", "reached_through": "行銷部"},
    ):
        answer = client.post(_seats(one), {**UNKNOWN, **given})
        assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert [str(s.contact or s.group_name) for s in Stakeholder.objects.order_by("pk")] == [
        "王志遠", "李敏", "客戶的客戶",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [{}, {"contact_id": "new", "name": ""}, {"contact_id": "group", "group_name": "群"},
     {"contact_id": "999"}],
)  # fmt: skip
def test_who_is_missing_is_said(cast: Cast, signed_in: SignIn, given: dict[str, Any]) -> None:
    one = case(cast)
    assert signed_in("rep").post(_seats(one), {**UNKNOWN, **given}).status_code == 422
    assert not Stakeholder.objects.exists()


def test_a_seat_is_changed_left_and_returned_to(cast: Cast, signed_in: SignIn) -> None:
    one, client = case(cast), signed_in("rep")
    held = seat(cast, one, one.user, "end_user")
    url = f"/seats/{held.pk}/"
    given = {**UNKNOWN, "roles": ["end_user"], "influence": "high", "version": 1}
    assert client.get(url).status_code == 200
    assert client.post(url, given).status_code == 302
    stale = client.post(url, {**given, "access": "easy"})
    assert stale.status_code == 409 and 'value="easy"' in stale.content.decode()
    assert client.post(url + "leave/", {"version": 1}).status_code == 409
    assert client.post(url + "leave/", {"version": 2}).status_code == 302
    assert client.get(url).status_code == 404
    assert client.post(url + "return/").status_code == 302
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(("name", "status"), [("stranger", 404), ("teammate", 403)])
def test_who_may_not_touch_the_committee_is_refused(
    cast: Cast, signed_in: SignIn, name: str, status: int
) -> None:
    one = case(cast)
    held, client = seat(cast, one, one.user, "end_user"), signed_in(name)
    need = committee.add_need(cast.rep, one.id, words="快")
    committee.place_rival(cast.rep, one.id, name="乙")
    room = f"/opportunities/{one.id}"
    for url, given in (
        (_seats(one), {**UNKNOWN, "contact_id": "new", "name": "x"}),
        (f"/seats/{held.pk}/", {**UNKNOWN, "version": 1}),
        (f"/seats/{held.pk}/leave/", {"version": 1}),
        (f"{room}/needs/new/", {"words": "x", "met": "unknown"}),
        (f"/needs/{need.pk}/", {"words": "x", "met": "unknown", "version": 1}),
        (f"/needs/{need.pk}/drop/", {"version": 1}),
        (f"{room}/rivals/", {"name": "x"}),
        (f"{room}/rivals/drop/", {"name": "乙"}),
    ):
        assert client.post(url, given).status_code == status, url


def test_needs_are_listed_marked_and_taken_off(cast: Cast, signed_in: SignIn) -> None:
    one, client = case(cast), signed_in("rep")
    new = f"/opportunities/{one.id}/needs/new/"
    assert client.post(new, {"words": "", "met": "unknown"}).status_code == 422
    client.post(new, {"words": "停線不超過 6 小時", "explicit": "on", "met": "unknown"})
    need = Need.objects.get()
    url = f"/needs/{need.pk}/"
    given = {"words": need.words, "met": "full", "met_confirmed": "on", "version": 1}
    assert client.get(url).status_code == 200
    assert client.post(url, given).status_code == 302
    assert client.post(url, given).status_code == 409
    need.refresh_from_db()
    assert (need.met, need.met_confirmed, need.explicit) == ("full", True, False)
    assert client.post(url + "drop/", {"version": 2}).status_code == 302
    assert not Need.objects.filter(archived_at=None).exists()


def test_a_rival_is_placed_in_a_need_and_goes_out_of_the_race(
    cast: Cast, signed_in: SignIn
) -> None:
    one, client = case(cast), signed_in("rep")
    need = committee.add_need(cast.rep, one.id, words="快")
    url = f"/opportunities/{one.id}/rivals/"
    given = {"name": "對手乙", "need_id": need.pk, "position": "-1", "in_touch_with_decider": "yes"}
    assert client.post(url, {"name": ""}).status_code == 422
    assert client.post(url, given).status_code == 302
    held = CompetitorPosition.objects.get()
    assert (held.position, held.need_id, held.in_touch_with_decider) == (-1, need.pk, True)
    form = client.get(f"{url}?name=對手乙&need={need.pk}").content.decode()
    assert 'value="-1"' in form and "checked" in form
    assert client.post(url + "drop/", {"name": "對手乙"}).status_code == 302
    assert not CompetitorPosition.objects.filter(archived_at=None).exists()


def test_a_stance_cannot_be_set_by_who_may_not_know_it(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    form = signed_in("rep").get(_seats(one)).content.decode()
    assert 'name="stance"' in form
    assert signed_in("finance").get(_seats(one)).status_code == 403
