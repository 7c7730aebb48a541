"""The committee's map and matrix as pages, and help to choose in the form of a seat."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from goldenkey.actions import committee, contact, map
from goldenkey.data.models import CommitteeMap, SeatLink, SeatRelation, Stakeholder
from goldenkey.selectors import playbook
from tests.cast import Cast
from tests.rooms import Case, case, seat

SignIn = Callable[[str], Client]
UNKNOWN = dict.fromkeys(("influence", "stance", "access", "power"), "unknown")


def _url(one: Case) -> str:
    return f"/opportunities/{one.id}/map/"


def _drawn(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="map-data">(.*?)</script>', page, re.S)
    assert found
    drawn: dict[str, Any] = json.loads(found.group(1))
    return drawn


def _page(client: Client, one: Case) -> str:
    answer = client.get(_url(one))
    assert answer.status_code == 200
    return answer.content.decode()


def _committee(cast: Cast) -> tuple[Case, Stakeholder, Stakeholder]:
    one = case(cast)
    boss = seat(cast, one, one.decider, "decision_maker", influence="high", power="decides")
    user = seat(
        cast, one, one.user, "end_user", stance="opponent", stance_confirmed=True,
        reports_to_id=boss.pk,
    )  # fmt: skip
    return one, boss, user


@pytest.mark.method("M4.5")
def test_the_map_holds_people_lines_and_an_empty_chair_for_each_role_not_found(
    cast: Cast, signed_in: SignIn
) -> None:
    one, boss, user = _committee(cast)
    map.link(cast.rep, one.id, from_id=user.pk, to_id=boss.pk, kind="influences")
    map.place(cast.rep, one.id, places={f"seat-{boss.pk}": [40, -60]})
    drawn = _drawn(_page(signed_in("rep"), one))
    by_id = {node["id"]: node for node in drawn["nodes"]}
    assert {n for n in by_id if n.startswith("chair-")} == {"chair-purchaser", "chair-influencer"}
    held = by_id[f"seat-{boss.pk}"]
    assert (held["name"], held["influence"], held["x"], held["y"]) == ("陳國棟", "high", 40, -60)
    against = by_id[f"seat-{user.pk}"]
    assert (against["mark"], against["tone"], against["fresh"]) == ("✓", "bad", "bad")
    assert "x" not in against
    assert {(e["kind"], e["from"], e["to"]) for e in drawn["edges"]} == {
        ("reports", f"seat-{boss.pk}", f"seat-{user.pk}"),
        ("influences", f"seat-{user.pk}", f"seat-{boss.pk}"),
    }


def test_names_cannot_break_out_of_the_map(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    bad = "</script><script>alert(1)</script>&'\""
    person = contact.create_contact(cast.rep, one.account.pk, name=bad, title="<b>")
    seat(cast, one, person, "end_user")
    page = _page(signed_in("rep"), one)
    assert "<script>alert" not in page and "<b>" not in page
    assert bad in {node["name"] for node in _drawn(page)["nodes"]}


@pytest.mark.parametrize("name", ["rep", "manager", "compliance", "teammate", "finance"])
def test_a_hidden_stance_shows_neither_in_the_map_nor_in_its_colours_nor_in_the_table(
    cast: Cast, signed_in: SignIn, name: str
) -> None:
    one, _boss, user = _committee(cast)
    may = cast.actor(name).may("stakeholder.stance", one.fresh, kind="opportunity")
    page = _page(signed_in(name), one)
    node = next(n for n in _drawn(page)["nodes"] if n["id"] == f"seat-{user.pk}")
    assert ({"stance", "mark", "tone"} <= node.keys()) == may
    assert any(n.get("tone") for n in _drawn(page)["nodes"]) == may
    assert ('class="against"' in page) == may
    shown = ["Opponent of this purchase" in page, "反對這次採購" in page, "反對" in node["label"]]
    assert any(shown) == may


def test_the_table_says_what_the_map_shows(cast: Cast, signed_in: SignIn) -> None:
    one, boss, user = _committee(cast)
    map.link(cast.rep, one.id, from_id=boss.pk, to_id=user.pk, kind="conflicts")
    map.relate(cast.rep, boss.pk, cast.users["manager"].pk, now="acquainted", target="trusted")
    page = _page(signed_in("rep"), one)
    table = page[page.index('<table class="matrix"') :]
    rows = re.findall(r"<tr.*?</tr>", table, re.S)
    assert len(rows) == 1 + 2 + 2
    assert cast.users["rep"].name in rows[0] and cast.users["manager"].name in rows[0]
    assert all("陳國棟" in rows[n] and "王志遠" in rows[n] for n in (1, 2))


def test_lines_and_relations_are_made_and_taken_away_by_forms(
    cast: Cast, signed_in: SignIn
) -> None:
    one, boss, user = _committee(cast)
    client, links = signed_in("rep"), f"/opportunities/{one.id}/links/new/"
    assert client.get(links).status_code == 200
    given = {"from_id": user.pk, "to_id": boss.pk, "kind": "conflicts"}
    answer = client.post(links, given)
    assert (answer.status_code, answer["Location"]) == (302, _url(one))
    assert client.post(links, {**given, "to_id": user.pk}).status_code == 422
    assert client.post(links, {}).status_code == 422
    leave = f"/links/{SeatLink.objects.get().pk}/leave/"
    assert client.post(leave).status_code == 302
    assert client.post(leave).status_code == 404
    tie = f"/seats/{boss.pk}/relations/{cast.users['director'].pk}/"
    assert cast.users["director"].name in client.get(tie).content.decode()
    assert client.post(tie, {"now": "working"}).status_code == 302
    assert client.post(tie, {"now": ""}).status_code == 422
    assert client.get(f"/seats/{boss.pk}/relations/987654/").status_code == 404
    assert SeatRelation.objects.get().now == "working"


def test_places_are_sent_as_they_are_dragged_and_reset(cast: Cast, signed_in: SignIn) -> None:
    one, boss, _user = _committee(cast)
    client, url = signed_in("rep"), _url(one) + "places/"
    sent = json.dumps({f"seat-{boss.pk}": [5, 6]})
    assert client.post(url, {"places": sent}).status_code == 204
    assert CommitteeMap.objects.get().places == {f"seat-{boss.pk}": [5, 6]}
    for bad in ("", "[]", "{", "[[1]]", '{"seat-0":[1,1]}', sent.replace("5", "1e9"), "NaN"):
        assert client.post(url, {"places": bad}).status_code == 422, bad
    assert client.get(url).status_code == 405
    assert client.post(_url(one) + "reset/").status_code == 302
    assert CommitteeMap.objects.get().places == {}


def test_who_may_only_read_gets_a_map_without_anything_to_press(
    cast: Cast, signed_in: SignIn
) -> None:
    one, boss, user = _committee(cast)
    drawn_line = map.link(cast.rep, one.id, from_id=boss.pk, to_id=user.pk, kind="influences")
    client = signed_in("teammate")
    page = _page(client, one)
    main = page[page.index("<main") : page.index("</main>")]
    assert _drawn(page)["save"] == "" and 'method="post"' not in main
    assert f"/seats/{boss.pk}/" not in main and f"/contacts/{one.decider.pk}/" in main
    for url in (
        _url(one) + "places/", _url(one) + "reset/", f"/links/{drawn_line.pk}/leave/",
        f"/opportunities/{one.id}/links/new/", f"/seats/{boss.pk}/relations/{cast.rep.user_id}/",
    ):  # fmt: skip
        assert client.post(url, {"places": "{}"}).status_code in (403, 422), url
    assert signed_in("stranger").get(_url(one)).status_code == 404


def test_an_empty_committee_teaches_and_the_room_leads_to_the_map(
    cast: Cast, signed_in: SignIn
) -> None:
    one, client = case(cast), signed_in("rep")
    assert {n["chair"] for n in _drawn(_page(client, one))["nodes"]} == {True}
    seat(cast, one, one.user, "end_user")
    room = client.get(f"/opportunities/{one.id}/").content.decode()
    assert f'href="{_url(one)}"' in room


@pytest.mark.parametrize("name", ["rep", "manager", "director"])
def test_a_map_of_twenty_costs_as_much_as_one_of_two(
    cast: Cast, signed_in: SignIn, queries: Any, name: str
) -> None:
    one, _boss, _user = _committee(cast)
    client, counts = signed_in(name), []
    for more in (0, 18):
        _people(cast, one, more)
        playbook.compiled(one.fresh.playbook_version_id)
        with queries() as seen:
            _page(client, one)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12, [q["sql"][:90] for q in seen.captured_queries]


def _people(cast: Cast, one: Case, count: int) -> None:
    before = Stakeholder.objects.order_by("pk")[0]
    map.place(cast.rep, one.id, places={f"seat-{before.pk}": [1, 1]})
    for n in range(count):
        person = contact.create_contact(cast.rep, one.account.pk, name=f"第{n}位")
        made = seat(cast, one, person, "influencer", reports_to_id=before.pk)
        map.link(cast.rep, one.id, from_id=before.pk, to_id=made.pk, kind="influences")
        map.relate(cast.rep, made.pk, cast.users["manager"].pk, now="none")
        map.place(cast.rep, one.id, places={f"seat-{made.pk}": [n, n]})


def test_help_to_choose_proposes_and_changes_nothing_until_it_is_taken_and_saved(
    cast: Cast, signed_in: SignIn
) -> None:
    one, _boss, user = _committee(cast)
    client, url = signed_in("rep"), f"/seats/{user.pk}/"
    typed = {
        **UNKNOWN, "influence": "low", "roles": ["end_user", "coach"], "version": 1,
        "interests": "少停機", "help-objection": "stops", "help-appointment": "weeks",
    }  # fmt: skip
    page = client.post(url, {**typed, "propose": "1"})
    said = page.content.decode()
    assert page.status_code == 200 and 'value="influence"' in said and 'value="access"' in said
    assert _chosen(said, "influence") == ["low"] and _chosen(said, "access") == ["unknown"]
    assert _chosen(said, "roles") == ["end_user", "coach"] and "少停機" in said
    taken = client.post(url, {**typed, "take": "influence"}).content.decode()
    assert _chosen(taken, "influence") == ["high"] and _chosen(taken, "access") == ["unknown"]
    assert Stakeholder.objects.get(pk=user.pk).influence == "unknown"
    assert client.post(url + "?back=map", {**typed, "influence": "high"})["Location"] == _url(one)
    assert Stakeholder.objects.get(pk=user.pk).influence == "high"


def test_help_to_choose_works_before_anybody_is_named(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    url = f"/opportunities/{one.id}/seats/new/?role=purchaser"
    page = signed_in("rep").post(url, {**UNKNOWN, "help-deed": "helped", "take": "stance"})
    assert page.status_code == 200
    assert _chosen(page.content.decode(), "stance") == ["supporter"]
    assert not Stakeholder.objects.exists()


def test_help_to_choose_ignores_answers_nobody_could_give(cast: Cast, signed_in: SignIn) -> None:
    _one, _boss, user = _committee(cast)
    sent = {**UNKNOWN, "version": 1, "help-objection": "explodes", "take": "opportunity_id"}
    page = signed_in("rep").post(f"/seats/{user.pk}/", sent)
    assert page.status_code in (200, 422)
    assert committee.Stakeholder.objects.get(pk=user.pk).version == 1


def _chosen(page: str, name: str) -> list[str]:
    inputs = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    found = (re.search(r'value="([^"]*)"', one) for one in inputs if " checked" in one)
    return [one.group(1) for one in found if one]
