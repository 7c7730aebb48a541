"""Pages of teams and colleagues; a temporary password leads to one's own."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from goldenkey.data.models import Team, User
from tests.cast import Cast


def test_an_administrator_makes_a_team_and_a_colleague(cast: Cast, signed_in: Any) -> None:
    client = signed_in("admin")
    client.post("/settings/teams/new/", {"name": "北區組", "parent_id": ""})
    made = Team.objects.get(name="北區組")
    assert "北區組" in client.get("/settings/teams/").content.decode()
    typed = {"username": "mei", "name": "李美", "role": "rep", "team_id": made.pk,
             "language": "zh-hant"}  # fmt: skip
    answer = client.post("/settings/users/new/", typed)
    assert answer["Cache-Control"] == "no-store"
    page = answer.content.decode()
    password = re.search(r'id="temporary-password">([^<]+)<', page)
    assert password
    user = User.objects.get(username="mei")
    assert str(user.pk) in client.get("/settings/teams/").content.decode()
    mei = Client()
    mei.post("/sign-in/", {"username": "mei", "password": password[1]})
    assert mei.get("/")["Location"] == "/settings/password/"
    assert mei.get("/settings/password/").status_code == 200
    new = {"now": password[1], "new": "Golden-Key-2026", "again": "Golden-Key-2026"}
    assert mei.post("/settings/password/", {**new, "again": "x"}).status_code == 422
    assert mei.post("/settings/password/", new).status_code == 302
    assert mei.get("/").status_code == 200


def test_a_colleague_is_placed_and_a_team_moved(cast: Cast, signed_in: Any) -> None:
    client, south = signed_in("admin"), cast.teams["south"]
    pk = cast.users["rep"].pk
    assert client.get(f"/settings/users/{pk}/").status_code == 200
    client.post(f"/settings/users/{pk}/", {"team_id": south.pk, "role": "manager",
                                           "is_active": "on"})  # fmt: skip
    user = User.objects.get(pk=pk)
    assert (user.team, user.role) == (south, "manager")
    client.post(f"/settings/teams/{south.pk}/", {"name": "南部", "parent_id": ""})
    south.refresh_from_db()
    assert (south.name, south.parent) == ("南部", None)


def test_others_find_neither_the_page_nor_its_link(cast: Cast, signed_in: Any) -> None:
    for name in ("rep", "director"):
        assert signed_in(name).get("/settings/teams/").status_code == 403
        assert "/settings/teams/" not in signed_in(name).get("/settings/").content.decode()
    assert "/settings/teams/" in signed_in("admin").get("/settings/").content.decode()


def test_teams_and_colleagues_over_the_api(cast: Cast, signed_in: Any) -> None:
    client = signed_in("admin")
    json = {"content_type": "application/json"}
    made = client.post("/api/v1/teams", {"name": "北區組"}, **json).json()
    body = {"username": "mei", "name": "李美"}
    added = client.post(f"/api/v1/teams/{made['id']}/users", body, **json)
    assert added.status_code == 201
    assert len(added.json()["password"]) >= 12
    moved = client.patch(f"/api/v1/users/{added.json()['id']}", {"role": "manager"}, **json)
    assert (moved.json()["role"], moved.json()["team"]) == ("manager", "北區組")
    circle = client.patch(f"/api/v1/teams/{made['id']}", {"parent_id": made["id"]}, **json)
    assert (circle.status_code, circle.json()["code"]) == (422, "team_in_a_circle")
    assert "password" not in client.get("/api/v1/teams").json()[0]["people"][0]
