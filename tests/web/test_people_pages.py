"""Pages of people beside the room: who next, their committees, merged map, pack, hand-over."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client

from goldenkey.actions import activity, contact
from goldenkey.data.models import CommitteeBody, Contact, Handover, NextStep, User
from tests.cast import Cast
from tests.rooms import Case, case, seat

SignIn = Callable[[str], Client]


def _worked(cast: Cast) -> Case:
    one = case(cast)
    seat(cast, one, one.decider, "decision_maker", stance="opponent")
    activity.log(cast.rep, opportunity_id=one.id, contact_ids=[one.decider.pk])
    return one


def _get(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_who_next_shows_roles_order_and_messages(cast: Cast, signed_in: SignIn) -> None:
    one = _worked(cast)
    page = _get(signed_in("rep"), f"/opportunities/{one.id}/coverage/")
    assert "陳國棟" in page and 'id="approach"' in page and 'class="fold"' in page
    assert _get(signed_in("teammate"), f"/opportunities/{one.id}/coverage/")
    assert signed_in("stranger").get(f"/opportunities/{one.id}/coverage/").status_code == 404
    empty = case(cast, name="空")
    assert "empty" in _get(signed_in("rep"), f"/opportunities/{empty.id}/coverage/")


def test_the_visit_page_says_what_each_wants_to_hear(cast: Cast, signed_in: SignIn) -> None:
    one = _worked(cast)
    page = _get(signed_in("rep"), f"/activities/new/?opportunity={one.id}")
    assert 'id="messages"' in page


def test_a_group_is_named_changed_and_dissolved_by_forms(cast: Cast, signed_in: SignIn) -> None:
    one = _worked(cast)
    place = one.fresh.stakeholders.get()
    client = signed_in("rep")
    assert "empty" in _get(client, f"/opportunities/{one.id}/map/")
    sent = {"kind": "evaluation", "name": "評估小組", "member_ids": [place.pk]}
    assert client.post(f"/opportunities/{one.id}/bodies/new/", sent).status_code == 302
    made = CommitteeBody.objects.get()
    assert "評估小組" in _get(client, f"/opportunities/{one.id}/map/")
    assert client.post(f"/bodies/{made.pk}/", {"name": "大組", "version": 1}).status_code == 302
    assert CommitteeBody.objects.get().members == []
    assert client.post(f"/bodies/{made.pk}/dissolve/").status_code == 302
    assert signed_in("teammate").get(f"/bodies/{made.pk}/").status_code in (403, 404)


def test_the_merged_map_is_a_picture_and_a_table(cast: Cast, signed_in: SignIn) -> None:
    one = _worked(cast)
    page = _get(signed_in("rep"), f"/accounts/{one.account.pk}/map/")
    found = re.search(r'id="map-data">(.*?)</script>', page, re.S)
    drawn = json.loads(found.group(1)) if found else {}
    assert [n["name"] for n in drawn["nodes"]] == ["陳國棟"] and drawn["save"] == ""
    assert drawn["nodes"][0]["tone"] == "bad"
    other = _get(signed_in("teammate"), f"/accounts/{one.account.pk}/map/?all=1")
    assert (
        '"tone": ""' in other
        and signed_in("stranger").get(f"/accounts/{one.account.pk}/map/").status_code == 404
    )


def test_a_pack_is_a_page_and_a_workbook_for_who_may_export(cast: Cast, signed_in: SignIn) -> None:
    one = _worked(cast)
    page = _get(signed_in("rep"), f"/accounts/{one.account.pk}/pack/")
    assert 'id="sole"' in page and "陳國棟" in page
    url = f"/accounts/{one.account.pk}/pack.xlsx"
    assert signed_in("rep").get(url).status_code == 403
    book = openpyxl.load_workbook(io.BytesIO(signed_in("manager").get(url).content))
    cells = {str(c.value) for sheet in book for row in sheet for c in row}
    assert {"陳國棟", "王志遠", one.fresh.name} <= cells and len(book.sheetnames) == 6


@pytest.mark.method("M0.10")
def test_hand_over_shows_a_dry_list_then_moves_and_goes_back(cast: Cast, signed_in: SignIn) -> None:
    one = _worked(cast)
    client = signed_in("manager")
    assert "empty" in _get(client, "/handovers/")
    chosen = {"from_user_id": cast.rep.user_id, "to_user_id": cast.teammate.user_id}
    query = "&".join(f"{k}={v}" for k, v in chosen.items())
    dry = _get(client, f"/handovers/?{query}")
    assert 'id="preview"' in dry and one.fresh.owner_id == cast.rep.user_id
    answer = client.post("/handovers/new/", {**chosen, "reason": "調職"})
    made = Handover.objects.get()
    assert answer.status_code == 302 and one.fresh.owner_id == cast.teammate.user_id
    assert "調職" in _get(client, f"/handovers/{made.pk}/")
    joint = f"/accounts/{one.account.pk}/joint-visits/{one.decider.pk}/"
    assert client.post(joint).status_code == 302
    assert NextStep.objects.get().owner_id == cast.teammate.user_id
    assert client.post(f"/handovers/{made.pk}/undo/").status_code == 302
    assert one.fresh.owner_id == cast.rep.user_id
    assert client.post("/handovers/new/", {**chosen, "to_user_id": ""}).status_code == 422
    same = client.post("/handovers/new/", {**chosen, "to_user_id": chosen["from_user_id"]})
    assert same.status_code == 422
    assert signed_in("rep").get("/handovers/").status_code == 403


def test_a_sign_in_is_closed_once_nothing_is_open(cast: Cast, signed_in: SignIn) -> None:
    client, gone = signed_in("admin"), cast.users["teammate"].pk
    page = _get(client, f"/handovers/?from_user_id={gone}&to_user_id={cast.rep.user_id}")
    assert f"/users/{gone}/deactivate/" in page
    assert client.post(f"/users/{gone}/deactivate/").status_code == 302
    assert not User.objects.get(pk=gone).is_active
    assert client.post(f"/users/{gone}/reactivate/").status_code == 302


def test_two_entries_are_merged_by_a_form_and_the_old_address_leads_on(
    cast: Cast, signed_in: SignIn
) -> None:
    one = _worked(cast)
    twin = contact.create_contact(cast.rep, one.account.pk, name="王志遠", mobile="0911")
    client = signed_in("rep")
    assert "王志遠" in _get(client, f"/contacts/{one.user.pk}/merge/")
    sent = {"gone_id": twin.pk, "version": one.user.version}
    assert client.post(f"/contacts/{one.user.pk}/merge/", sent).status_code == 302
    assert Contact.objects.get(pk=twin.pk).merged_into_id == one.user.pk
    led = client.get(f"/contacts/{twin.pk}/")
    assert led.status_code == 302 and led["Location"] == f"/contacts/{one.user.pk}/"
    assert "0911" in _get(client, f"/contacts/{one.user.pk}/")


def test_the_room_says_at_a_glance_who_is_for_and_against(cast: Cast, signed_in: SignIn) -> None:
    one = _worked(cast)
    page = _get(signed_in("rep"), f"/opportunities/{one.id}/")
    assert re.search(r'data-glance="opposed">.*?陳國棟', page, re.S)
    hidden = _get(signed_in("teammate"), f"/opportunities/{one.id}/")
    found = re.search(r'data-glance="opposed">(.*?)</div>', hidden, re.S)
    assert found and "陳國棟" not in found.group(1)
