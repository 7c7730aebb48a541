"""A POST sent twice with one Idempotency-Key happens once (a phone back on the network)."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from goldenkey.data.models import Account, AnsweredRequest, AuditEntry


def _once(call: Any, body: Any, key: str = "k1", path: str = "/accounts") -> Any:
    return call("POST", path, body, **{"Idempotency-Key": key})


def test_the_same_request_again_gets_the_same_answer(caller: Any) -> None:
    call = caller("rep")
    first, again = _once(call, {"name": "甲"}), _once(call, {"name": "甲"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert "Idempotency-Replayed" not in first and again["Idempotency-Replayed"] == "true"
    assert Account.objects.count() == 1
    assert AuditEntry.objects.filter(action="account.create_account").count() == 1


def test_another_body_with_the_same_key_is_refused(caller: Any) -> None:
    call = caller("rep")
    _once(call, {"name": "甲"})
    response = _once(call, {"name": "乙"})
    assert (response.status_code, response.json()["code"]) == (422, "key_reused")
    assert response["Content-Type"] == "application/problem+json"
    assert Account.objects.count() == 1


def test_another_address_with_the_same_key_is_refused(caller: Any) -> None:
    call = caller("rep")
    _once(call, {"name": "甲"})
    assert _once(call, {"name": "甲"}, path="/leads").json()["code"] == "key_reused"


def test_keys_of_two_people_are_two_keys(caller: Any) -> None:
    _once(caller("rep"), {"name": "甲"})
    assert _once(caller("manager"), {"name": "甲"}).status_code == 201
    assert Account.objects.count() == 2


def test_a_refused_request_is_not_remembered(caller: Any) -> None:
    call = caller("rep")
    assert _once(call, {"name": " "}).status_code == 422
    assert AnsweredRequest.objects.count() == 0
    assert _once(call, {"name": "甲"}).status_code == 201


def test_without_a_key_each_request_counts(caller: Any) -> None:
    call = caller("rep")
    for _ in range(2):
        call("POST", "/accounts", {"name": "甲"})
    assert Account.objects.count() == 2


def test_nobody_leaves_no_key_behind(caller: Any, client: Any) -> None:
    response = client.post(
        "/api/v1/accounts", {"name": "甲"}, content_type="application/json",
        headers={"Idempotency-Key": "k"},
    )  # fmt: skip
    assert response.status_code == 401
    assert AnsweredRequest.objects.count() == 0


def test_a_key_that_is_too_long_is_refused(caller: Any) -> None:
    assert _once(caller("rep"), {"name": "甲"}, key="k" * 101).json()["code"] == "too_long"


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_happens_and_both_get_its_answer(caller: Any) -> None:
    call, answers = caller("rep"), []
    together = threading.Barrier(2)

    def send() -> None:
        try:
            together.wait(timeout=10)
            answers.append(_once(call, {"name": "甲"}))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Account.objects.count() == 1
