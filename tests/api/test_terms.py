"""Terms, quotes and papers over the API: limits and costs are null without their right."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import ROLES, Cast
from tests.one_of_each import COST, LIMIT, Records, one_of_each


@pytest.fixture
def records(cast: Cast) -> Records:
    return one_of_each(cast)


@pytest.mark.method("M6.1")
def test_limits_and_costs_stand_nowhere_without_their_right(
    cast: Cast, records: Records, caller: Any, signed_in: Any
) -> None:
    pk, version = records.opportunity.pk, records.quote_version.pk
    for name in ROLES:
        if name == "stranger":
            continue
        actor = cast.actor(name)
        limits = actor.may("terms.limit", records.opportunity, kind="opportunity")
        sheet = caller(name)("GET", f"/opportunities/{pk}/terms").json()
        told = {i["limit"] for i in sheet["issues"] if i["key"] == "warranty"}
        assert told == ({LIMIT} if limits else {None}), name
        assert (sheet["walk_away"] is not None) is limits
        page = signed_in(name).get(f"/opportunities/{pk}/terms/").content.decode()
        assert ("低於成本不做" in page) is limits
        costs = actor.may("product.cost")
        quote = caller(name)("GET", f"/quote-versions/{version}").json()
        assert (quote["cost"] is not None) is costs and (quote["margin"] is not None) is costs
        shown = signed_in(name).get(f"/quotes/{version}/").content.decode()
        assert (f"{COST * 2:,}" in shown) is costs
        assert sheet["packages"][0]["margin"] == quote["margin"]


def test_a_quote_is_approved_and_sent_over_the_api(
    cast: Cast, records: Records, caller: Any
) -> None:
    at = f"/quote-versions/{records.quote_version.pk}"
    manager, rep = caller("manager"), caller("rep")
    seen = manager("GET", at).json()
    assert seen["why"] == ["price_before_stage"], "for a manager without a limit of his own"
    body = {"version": seen["version"], "approve": True}
    done = manager("POST", f"{at}/decision", body).json()
    assert done["state"] == "approved" and done["decisions"][0]["holds"]
    sent = rep("POST", f"{at}/sending", {"version": done["version"]}).json()
    assert sent["state"] == "sent"
    refused = rep("PUT", at, {"version": sent["version"], "lines": []})
    assert (refused.status_code, refused.json()["code"]) == (422, "quote_sent")
    copy = rep("POST", f"{at}/copy").json()
    compared = rep("GET", f"{at}/comparison/{copy['id']}").json()
    assert [line["kind"] for line in compared["lines"]] == ["same"]
    paper = rep("POST", f"{at}/documents", {"format": "pdf"}).json()
    assert len(paper["digest"]) == 64
    assert rep("GET", f"/documents/{paper['id']}/file").content.startswith(b"%PDF")


def test_a_refused_offer_says_what_it_needs(cast: Cast, records: Records, caller: Any) -> None:
    rep, pk = caller("rep"), records.opportunity.pk
    sheet = rep("GET", f"/opportunities/{pk}/terms").json()
    price = next(i for i in sheet["issues"] if i["key"] == "price")
    refused = rep("POST", f"/terms/issues/{price['id']}/offer", {"value": "1000000"})
    found = refused.json()
    assert (refused.status_code, found["code"], found["field"], found["requirement"]) == (
        422, "price_before_stage", "approver_id", "M6.2",
    )  # fmt: skip
