"""Money over the API: the same verbs as the pages, amounts as decimal text."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey.data.models import CommissionLine, Contract, Payment
from tests import money
from tests.cast import Cast

PLAN = [
    {"label": "訂金", "trigger": "signing", "basis_points": 3000, "credit_days": 0},
    {"label": "尾款", "trigger": "acceptance", "basis_points": 7000},
]


def sign(cast: Cast, caller: Any, **more: Any) -> Any:
    held = money.opportunity(cast)
    body = {
        "opportunity_id": held.pk,
        "amount": "1000000.50",
        "signed_on": "2026-09-01",
        "plan": PLAN,
        "deliveries": [{"what": "機台", "planned_on": "2026-10-01"}],
        "no_file_reason": money.UNSIGNED,
    }
    return caller("rep")("POST", "/contracts", {**body, **more})


@pytest.mark.method("M7.1")
def test_from_the_signature_to_the_commission(cast: Cast, caller: Any) -> None:
    money.plan(cast)
    made = sign(cast, caller)
    assert made.status_code == 201
    contract = made.json()
    assert contract["money"] == {"amount": "1000000.50", "currency": "TWD"}
    assert [line["state"] for line in contract["plan"]] == ["late", "waiting"]
    rep, finance = caller("rep"), caller("finance")
    pk, one = contract["id"], contract["deliveries"][0]
    arrived = rep("POST", f"/deliveries/{one['id']}/arrival", {"on": "2026-10-05", "version": 1})
    assert arrived.json()["version"] == 2
    accepted = rep(
        "POST",
        f"/contracts/{pk}/acceptances",
        {"accepted_on": "2026-10-20", "signed_by_id": cast.made["decider"].pk},
    )
    assert accepted.status_code == 201
    paid = finance(
        "POST",
        "/payments",
        {
            "account_id": contract["account_id"],
            "amount": "1000000.50",
            "received_on": "2026-11-20",
        },
    )
    assert paid.status_code == 201
    done = rep("GET", f"/contracts/{pk}").json()
    assert (done["state"], done["sums"]["cleared"]["amount"]) == ("closed", "1000000.50")
    statement = rep("GET", f"/commission-statements/{cast.rep.user_id}?month=2026-11-01").json()
    assert statement["figures"][0]["earned"] == {"amount": "20000.00", "currency": "TWD"}
    assert statement["lines"][0]["payment"] == paid.json()["row"]["number"]


def test_a_plan_that_does_not_sum_is_a_problem_document(cast: Cast, caller: Any) -> None:
    answer = sign(cast, caller, plan=PLAN[:1])
    assert answer.status_code == 422
    problem = answer.json()
    assert (problem["code"], problem["field"]) == ("plan_percent_sum_short", "plan")
    assert problem["requirement"] == "M7.1"
    assert not Contract.objects.exists()


@pytest.mark.method("M7.2")
def test_a_surplus_is_asked_about(cast: Cast, caller: Any) -> None:
    account = sign(cast, caller).json()["account_id"]
    body = {"account_id": account, "amount": "500000", "received_on": "2026-11-20"}
    finance = caller("finance")
    asked = finance("POST", "/payments", body)
    assert (asked.status_code, asked.json()["code"]) == (422, "surplus")
    assert not Payment.objects.exists()
    kept = finance("POST", "/payments", {**body, "keep_rest": True}).json()
    assert kept["row"]["unallocated"]["amount"] == "199999.85"


def test_the_same_key_records_a_payment_once(cast: Cast, caller: Any) -> None:
    account = sign(cast, caller).json()["account_id"]
    body = {"account_id": account, "amount": "1", "received_on": "2026-11-20"}
    finance = caller("finance")
    for _ in range(2):
        answer = finance("POST", "/payments", body, **{"Idempotency-Key": "k-1"})
        assert answer.status_code == 201
    assert Payment.objects.count() == 1


def test_a_cheque_clears_bounces_and_is_taken_apart(cast: Cast, caller: Any) -> None:
    money.plan(cast)
    account = sign(cast, caller).json()["account_id"]
    finance = caller("finance")
    body = {"account_id": account, "amount": "100", "received_on": "2026-11-20", "method": "cheque"}
    made = finance("POST", "/payments", body).json()
    pk = made["row"]["id"]
    freed = finance("DELETE", f"/allocations/{made['settled'][0]['id']}").json()
    assert freed["row"]["unallocated"]["amount"] == "100.00"
    again = finance("POST", f"/payments/{pk}/allocations", {"version": freed["row"]["version"]})
    version = again.json()["row"]["version"]
    cleared = finance(
        "POST", f"/payments/{pk}/clearing", {"cleared_on": "2026-11-21", "version": version}
    )
    assert cleared.json()["row"]["state"] == "cleared"
    stale = finance(
        "POST",
        f"/payments/{pk}/reversal",
        {"reversed_on": "2026-11-22", "reason": "退票", "version": version},
    )
    assert stale.status_code == 409
    version = cleared.json()["row"]["version"]
    back = finance(
        "POST",
        f"/payments/{pk}/reversal",
        {"reversed_on": "2026-11-22", "reason": "退票", "version": version},
    )
    assert back.json()["row"]["state"] == "reversed"
    assert sum(line.amount_minor for line in CommissionLine.objects.all()) == 0


def test_receivables_and_their_ageing(cast: Cast, caller: Any) -> None:
    sign(cast, caller)
    rows = caller("rep")("GET", "/receivables?overdue=true").json()["rows"]
    assert [r["open"]["amount"] for r in rows] == ["300000.15"]
    ageing = caller("finance")("GET", "/receivables/ageing").json()
    assert ageing["total"]["amount"] == "300000.15"
    assert caller("stranger")("GET", "/receivables").json()["rows"] == []
    assert caller("rep")("GET", "/receivables?bucket=old").status_code == 422


def test_approving_and_paying_belong_to_finance(cast: Cast, caller: Any) -> None:
    money.plan(cast)
    account = sign(cast, caller).json()["account_id"]
    finance = caller("finance")
    finance(
        "POST",
        "/payments",
        {"account_id": account, "amount": "300000.15", "received_on": "2026-11-20"},
    )
    body = {"user_id": cast.rep.user_id, "through": "2026-11-23"}
    assert caller("manager")("POST", "/commission-approvals", body).status_code == 403
    assert finance("POST", "/commission-approvals", body).json() == {"lines": 1}
    paid = {"user_id": cast.rep.user_id, "on": "2026-11-23"}
    assert finance("POST", "/commission-payouts", paid).json() == {"lines": 1}
    kinds = [r["kind"] for r in caller("rep")("GET", "/commission-lines").json()["rows"]]
    assert sorted(kinds) == ["earned", "paid", "payable"]
    assert caller("teammate")("GET", "/commission-lines").json()["rows"] == []


def test_a_stranger_does_not_find_a_contract(cast: Cast, caller: Any) -> None:
    pk = sign(cast, caller).json()["id"]
    assert caller("stranger")("GET", f"/contracts/{pk}").status_code == 404
    assert caller("teammate")("GET", f"/contracts/{pk}").status_code == 200
    shares = {"shares": [{"user_id": cast.rep.user_id, "basis_points": 10_000}]}
    assert caller("teammate")("PUT", f"/contracts/{pk}/shares", shares).status_code == 403
    assert caller("rep")("PUT", f"/contracts/{pk}/shares", shares).status_code == 200
