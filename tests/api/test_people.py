"""People over the API: bodies, coverage, merged map, packs, hand-over, merge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from goldenkey.actions import activity, contact
from tests.cast import Cast
from tests.rooms import Case, case, seat

SignIn = Callable[[str], Client]
API = "/api/v1"


def _worked(cast: Cast) -> Case:
    one = case(cast)
    seat(cast, one, one.decider, "decision_maker", stance="opponent")
    activity.log(cast.rep, opportunity_id=one.id, contact_ids=[one.decider.pk])
    return one


def _send(client: Client, verb: str, path: str, body: Any = None) -> Any:
    call = getattr(client, verb)
    return (
        call(f"{API}{path}", body, content_type="application/json")
        if body
        else call(f"{API}{path}")
    )


@pytest.mark.method("M0.5")
def test_bodies_are_formed_reformed_listed_and_dissolved(cast: Cast, signed_in: SignIn) -> None:
    one, client = _worked(cast), signed_in("rep")
    place, url = one.fresh.stakeholders.get().pk, f"/opportunities/{one.id}/bodies"
    made = _send(client, "post", url, {"kind": "purchasing", "name": "小組"})
    assert made.status_code == 201
    body = made.json()
    changed = {"name": "大組", "member_ids": [place], "version": body["version"]}
    assert _send(client, "put", f"/bodies/{body['id']}", changed).status_code == 200
    assert _send(client, "put", f"/bodies/{body['id']}", changed).status_code == 409
    assert _send(client, "get", url).json()[0]["members"] == ["陳國棟"]
    assert _send(signed_in("stranger"), "get", url).status_code == 404
    assert _send(client, "delete", f"/bodies/{body['id']}").status_code == 204


def test_coverage_map_and_pack_hide_what_the_reader_may_not_know(
    cast: Cast, signed_in: SignIn
) -> None:
    one = _worked(cast)
    mine = _send(signed_in("rep"), "get", f"/opportunities/{one.id}/coverage").json()
    states = {r["standard"]: r["state"] for r in mine["roles"]}
    assert states["decision_maker"] == "against"
    theirs = _send(signed_in("teammate"), "get", f"/opportunities/{one.id}/coverage").json()
    assert {r["standard"]: r["state"] for r in theirs["roles"]}["decision_maker"] == "met"
    url = f"/accounts/{one.account.pk}/map"
    stances = [
        _send(signed_in(who), "get", url).json()["people"][0]["parts"][0]["stance"]
        for who in ("rep", "teammate")
    ]
    assert stances == ["opponent", None]
    pack = _send(signed_in("rep"), "get", f"/accounts/{one.account.pk}/pack").json()
    assert {p["name"] for p in pack["people"]} == {"王志遠", "陳國棟"}


@pytest.mark.method("M0.10")
def test_hand_over_is_previewed_done_and_undone(cast: Cast, signed_in: SignIn) -> None:
    one, client = _worked(cast), signed_in("manager")
    giver, taker = cast.rep.user_id, cast.teammate.user_id
    dry = _send(client, "get", f"/handovers/preview?from_user_id={giver}").json()
    assert {m["kind"] for m in dry["moving"]} >= {"account", "opportunity"}
    sent = {"from_user_id": giver, "to_user_id": taker}
    made = _send(client, "post", "/handovers", sent)
    assert made.status_code == 201 and one.fresh.owner_id == taker
    assert [s["contact"] for s in made.json()["sole"]] == ["陳國棟"]
    undone = _send(client, "post", f"/handovers/{made.json()['id']}/undo")
    assert undone.json()["undone_at"] and one.fresh.owner_id == giver
    assert _send(signed_in("rep"), "post", "/handovers", sent).status_code == 403


def test_a_merge_answers_the_person_that_is_left(cast: Cast, signed_in: SignIn) -> None:
    one = _worked(cast)
    twin = contact.create_contact(cast.rep, one.account.pk, name="王志遠", mobile="0911")
    sent = {"gone_id": twin.pk}
    answer = _send(signed_in("rep"), "post", f"/contacts/{one.user.pk}/merge", sent)
    assert answer.json()["mobile"] == "0911"
    again = _send(signed_in("rep"), "post", f"/contacts/{one.user.pk}/merge", sent)
    assert again.status_code == 404
