"""Tenders over the API: the same actions, the same refusals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests import rooms
from tests.cast import Cast
from tests.db.test_tender import begun

JSON = {"content_type": "application/json"}


def at(one: rooms.Case, rest: str = "") -> str:
    return f"/api/v1/opportunities/{one.id}/tender{rest}"


def test_a_tender_is_written_and_read_whole(cast: Cast, signed_in: Any) -> None:
    one, client = begun(cast), signed_in("rep")
    on = (cast.rep.today + timedelta(3)).isoformat()
    client.put(at(one, "/timetable"), {"submission": on}, **JSON)
    criteria = {"criteria": [{"name": "技術", "weight": 10_000}]}
    found = client.put(at(one, "/criteria"), criteria, **JSON).json()
    skill = found["criteria"][0]["id"]
    for bidder, likely in zip(found["bidders"], (80, 60), strict=True):
        scores = {"scores": [{"criterion_id": skill, "low": 50, "likely": likely, "high": 90}]}
        client.put(f"/api/v1/tender-bidders/{bidder['id']}/scores", scores, **JSON)
    found = client.get(at(one)).json()
    assert found["timetable"][0]["standing"] == "near"
    assert [s["likely"] for s in found["standings"]] == ["80.00", "60.00"]
    assert found["gaps"][0]["points"] == "20.00"


def test_weights_that_do_not_sum_are_a_problem_with_their_sum(cast: Cast, signed_in: Any) -> None:
    one = begun(cast)
    criteria = {"criteria": [{"name": "技術", "weight": 9_000}]}
    answer = signed_in("rep").put(at(one, "/criteria"), criteria, **JSON)
    assert (answer.status_code, answer.json()["code"]) == (422, "weights_sum")
    assert answer.json()["params"] == {"percent": "90"}


def test_a_result_names_who_won(cast: Cast, signed_in: Any) -> None:
    one = begun(cast)
    day = cast.rep.today.isoformat()
    body = {"version": 1, "outcome": "lost", "decided_on": day, "reason": "價格"}
    answer = signed_in("rep").post(at(one, "/result"), body, **JSON)
    assert (answer.status_code, answer.json()["field"]) == (422, "winner_id")


def test_bonds_that_are_out_are_listed(cast: Cast, signed_in: Any) -> None:
    one, client = begun(cast), signed_in("rep")
    body = {"kind": "bid", "amount": "50000", "given_on": cast.rep.today.isoformat()}
    assert client.post(at(one, "/bonds"), body, **JSON).status_code == 201
    found = signed_in("finance").get("/api/v1/bonds").json()
    assert [(b["state"], b["money"]["amount"]) for b in found] == [("given", "50000.00")]
