"""Pages of a tender: what its room shows, and each form of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from goldenkey.actions import tender
from goldenkey.data.models import Tender, TenderBidder, TenderBond, TenderRequirement
from goldenkey.selectors import tender as select
from tests import rooms
from tests.cast import Cast
from tests.db.test_tender import begun


def room(one: rooms.Case, *rest: Any) -> str:
    return "/".join(("", "opportunities", str(one.id), "tender", *map(str, rest), ""))


def test_an_opportunity_without_a_tender_teaches_what_one_is_good_for(
    cast: Cast, signed_in: Any
) -> None:
    one = rooms.case(cast)
    client = signed_in("rep")
    assert room(one, "begin") in client.get(room(one)).content.decode()
    client.post(room(one, "begin"))
    assert Tender.objects.get().opportunity_id == one.id
    assert client.get(room(one)).status_code == 200


@pytest.mark.method("M6.3")
def test_the_room_says_what_is_near_and_what_shuts_us_out(cast: Cast, signed_in: Any) -> None:
    one, today = begun(cast), cast.rep.today
    client = signed_in("rep")
    client.post(room(one, "timetable"), {"submission": (today + timedelta(3)).isoformat()})
    client.post(room(one, "requirements"), {"lines": "保固五年\n本地服務站", "must": "on"})
    first = TenderRequirement.objects.order_by("pk")[0]
    typed = {"mark": "no", "answer": "保固三年", "must": "on", "version": 1}
    client.post(room(one, "requirements", first.pk), typed)
    page = client.get(room(one)).content.decode()
    assert (today + timedelta(3)).isoformat() in page
    assert "保固三年" in page
    assert select.tender(cast.rep, one.id).complies.shut_out


def test_criteria_and_scores_are_typed_in_tables(cast: Cast, signed_in: Any) -> None:
    one = begun(cast)
    client = signed_in("rep")
    typed = {"row0-name": "技術", "row0-percent": "60", "row1-name": "價格", "row1-percent": "30"}
    assert client.post(room(one, "criteria"), typed).status_code == 422
    client.post(room(one, "criteria"), {**typed, "row1-percent": "40"})
    skill, price = select.tender(cast.rep, one.id).criteria
    for bidder, guess in zip(TenderBidder.objects.order_by("-ours"), (70, 80), strict=True):
        scores = {f"c{skill.id}-likely": guess, f"c{price.id}-low": 50,
                  f"c{price.id}-likely": 60, f"c{price.id}-high": 70}  # fmt: skip
        client.post(room(one, "bidders", bidder.pk), scores)
    found = select.tender(cast.rep, one.id)
    assert found.standings[0].name == "大同儀器"
    assert "技術" in client.get(room(one)).content.decode()


def test_a_lost_result_is_typed_once_and_closes_the_opportunity(cast: Cast, signed_in: Any) -> None:
    one = begun(cast)
    _ours, rival = TenderBidder.objects.order_by("-ours")
    typed = {
        "outcome": "lost", "winner_id": rival.pk, "decided_on": cast.rep.today.isoformat(),
        "reason": "規格被指定", "version": 1, f"bid{rival.pk}-price": "900000",
    }  # fmt: skip
    assert signed_in("rep").post(room(one, "result"), typed).status_code == 302
    assert (one.fresh.state, one.fresh.lost_to) == ("lost", "大同儀器")


def test_bonds_stand_before_finance_until_they_come_back(cast: Cast, signed_in: Any) -> None:
    one, today = begun(cast), cast.rep.today
    typed = {"kind": "bid", "amount": "50000", "currency": "TWD", "form": "cash",
             "given_on": today.isoformat(), "due_back_on": today.isoformat()}  # fmt: skip
    signed_in("rep").post(room(one, "bonds"), typed)
    finance = signed_in("finance")
    assert "50,000" in finance.get("/money/bonds/").content.decode()
    row = TenderBond.objects.get()
    moved = {"state": "returned", "on": today.isoformat(), "version": 1}
    finance.post(room(one, "bonds", row.pk), moved)
    assert "50,000" not in finance.get("/money/bonds/").content.decode()


def test_the_quiet_period_is_opened_from_the_tender(cast: Cast, signed_in: Any) -> None:
    one, today = begun(cast), cast.rep.today
    typed = {"starts_on": today.isoformat(), "ends_on": today.isoformat(),
             "contact_ids": [one.decider.pk]}  # fmt: skip
    signed_in("rep").post(room(one, "quiet"), typed)
    assert select.tender(cast.rep, one.id).quiet[0].people == ("陳國棟",)


def test_a_stranger_finds_no_tender_and_a_teammate_cannot_write(cast: Cast, signed_in: Any) -> None:
    one = begun(cast)
    tender.add_requirements(cast.rep, one.id, lines=["x"])
    assert signed_in("stranger").get(room(one)).status_code == 404
    assert signed_in("teammate").get(room(one)).status_code == 200
    assert signed_in("teammate").post(room(one, "bidders"), {"name": "y"}).status_code == 403


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans", "en"])
def test_every_form_of_a_tender_opens_in_every_language(
    cast: Cast, signed_in: Any, language: str
) -> None:
    one = begun(cast)
    cast.users["rep"].language = language
    cast.users["rep"].save()
    client = signed_in("rep")
    ours = TenderBidder.objects.get(ours=True)
    for form in (
        "edit", "timetable", "requirements", "criteria", "bidders", "meetings", "bonds", "quiet",
        "result", f"bidders/{ours.pk}",
    ):  # fmt: skip
        assert client.get(room(one, form)).status_code == 200, form
