"""Every error has one shape (RFC 9457), whoever found it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from goldenkey.actions import account as accounts
from goldenkey.actions import opportunity as opportunities
from goldenkey.actions import user as users
from goldenkey.wording import codes
from tests.cast import Cast


def _problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.content[:300]
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["code"] == code
    assert body["title"] and body["type"] == "about:blank"
    assert body["detail"] and body["detail"] != code, "a sentence, not a code"
    return body


def test_nobody_is_told_to_sign_in(db: None) -> None:
    response = Client().get("/api/v1/accounts")
    _problem(response, 401, "needs_login")
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_wrong_token_opens_nothing(cast: Cast) -> None:
    response = Client().get("/api/v1/accounts", headers={"Authorization": "Bearer gk_wrong"})
    _problem(response, 401, "needs_login")


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/", "/api/v2/accounts", "/api/"])
def test_an_unknown_address_is_a_problem_document(caller: Any, path: str) -> None:
    call = caller("rep")
    response = call.client.get(path, headers={"Authorization": f"Bearer {call.token}"})
    _problem(response, 404, "no_such_address")


def test_a_wrong_method_says_which_are_right(caller: Any) -> None:
    response = caller("rep")("PUT", "/accounts", {})
    _problem(response, 405, "method_not_allowed")
    assert "GET" in response["Allow"]


def test_a_body_that_is_no_json_is_refused(caller: Any) -> None:
    call = caller("rep")
    response = call.client.post(
        "/api/v1/accounts", data="{no", content_type="application/json",
        headers={"Authorization": f"Bearer {call.token}"},
    )  # fmt: skip
    _problem(response, 400, "bad_request")


def test_a_body_over_the_limit_is_refused(caller: Any) -> None:
    _problem(caller("rep")("POST", "/accounts", {"name": "x" * 2_100_000}), 413, "too_large")


def test_a_session_needs_the_csrf_token_to_write(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.users["rep"])
    response = client.post("/api/v1/accounts", {"name": "甲"}, content_type="application/json")
    _problem(response, 403, "csrf_failed")


def test_a_session_with_the_csrf_token_may_write(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.users["rep"])
    client.get("/sign-in/")
    client.cookies["csrftoken"] = token = "a" * 32
    response = client.post(
        "/api/v1/accounts", {"name": "甲"}, content_type="application/json",
        headers={"X-CSRFToken": token},
    )  # fmt: skip
    assert response.status_code == 201, response.content


def test_an_unknown_field_is_named(caller: Any) -> None:
    body = _problem(caller("rep")("POST", "/accounts", {"name": "甲", "nmae": 1}), 422, "invalid")
    assert body["field"] == "nmae"
    assert body["errors"][0]["code"] == "unknown_field"


def test_every_field_that_is_wrong_is_named(caller: Any) -> None:
    sent = {"name": "甲", "kind": "dragon", "staff": -1, "buys_on": "soon"}
    body = _problem(caller("rep")("POST", "/accounts", sent), 422, "invalid")
    assert {e["field"]: e["code"] for e in body["errors"]} == {
        "kind": "bad_choice", "staff": "out_of_range", "buys_on": "bad_date",
    }  # fmt: skip


def test_null_where_it_means_nothing_is_refused(caller: Any, cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    response = caller("rep")("PATCH", f"/accounts/{account.pk}", {"version": 1, "note": None})
    assert _problem(response, 422, "required")["field"] == "note"


def test_a_broken_cursor_is_refused_wherever_there_are_pages(caller: Any) -> None:
    call = caller("rep")
    for path in ("/accounts", "/leads", "/opportunities"):
        for cursor in ("nonsense", "WzEsMl0", "bnVsbA", "%00"):
            response = call("GET", f"{path}?cursor={cursor}")
            assert _problem(response, 422, "bad_cursor")["field"] == "cursor", (path, cursor)


def test_out_of_scope_is_404_and_without_the_right_403(caller: Any, cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    change = {"version": 1, "note": "n"}
    path = f"/accounts/{account.pk}"
    _problem(caller("stranger")("PATCH", path, change), 404, "not_found")
    body = _problem(caller("teammate")("PATCH", path, change), 403, "forbidden")
    assert body["params"]["right"] == "account.edit"


def test_the_second_of_two_editors_is_told_what_changed_and_by_whom(
    caller: Any, cast: Cast
) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    accounts.edit_account(cast.manager, account.pk, version=1, region="台中", phone="04-1")
    response = caller("rep")("PATCH", f"/accounts/{account.pk}", {"version": 1, "note": "mine"})
    body = _problem(response, 409, "stale")
    assert body["params"]["changed_by"] == "Manager"
    assert set(body["params"]["changes"]) == {"region", "phone"}
    assert body["params"]["version"] == 2


@pytest.mark.method("M3.7")
def test_a_shut_gate_lists_what_is_missing_with_its_requirement(caller: Any, cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    made = opportunities.create_opportunity(cast.rep, account.pk, name="案")
    response = caller("rep")("POST", f"/opportunities/{made.pk}/stage", {"version": made.version})
    body = _problem(response, 409, "gate_shut")
    assert body["requirement"] == "M3.7"
    assert body["missing"] and all(m["say"] for m in body["missing"])


def test_a_refusal_names_its_requirement(caller: Any, cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    made = opportunities.create_opportunity(cast.rep, account.pk, name="案")
    path = f"/opportunities/{made.pk}/stage/back"
    response = caller("rep")("POST", path, {"version": 1, "stage": "deliver", "reason": "r"})
    body = _problem(response, 422, "not_an_earlier_stage")
    assert (body["field"], body["requirement"]) == ("stage", "M0.3")


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans", "en"])
def test_errors_speak_the_language_that_was_asked_for(db: None, language: str) -> None:
    with translation.override(language):
        sentence = codes.say("needs_login")
    response = Client().get("/api/v1/accounts", headers={"Accept-Language": language})
    assert response.json()["detail"] == sentence


def test_errors_speak_the_language_of_the_caller(caller: Any, cast: Cast) -> None:
    users.choose(cast.rep, language="en")
    response = caller("rep")("GET", "/accounts/999999", **{"Accept-Language": "zh-hans"})
    with translation.override("en"):
        assert response.json()["detail"] == codes.say(
            "not_found", {"kind": codes.word("account", "noun")}
        )
