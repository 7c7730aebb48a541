"""Pages of conduct: registering, deciding, quiet periods, asking before two would meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldenkey.actions import conduct as conducts
from goldenkey.data.models import Activity, GiftEntry, NextStep, QuietException, QuietPeriod
from tests.cast import Cast
from tests.one_of_each import Records, one_of_each

Enter = Callable[[str], Client]


@pytest.fixture
def records(cast: Cast) -> Records:
    return one_of_each(cast)


def _gift(records: Records, **more: Any) -> dict[str, Any]:
    return {
        "contact_id": records.contact.pk, "category": "gift", "amount": "500", "currency": "TWD",
        "purpose": "拜訪伴手禮", "on": "2026-12-24", "giver_id": records.user.pk, **more,
    }  # fmt: skip


@pytest.mark.method("M4.9")
def test_a_gift_is_registered_in_the_opportunity_and_decided_by_somebody_else(
    signed_in: Enter, records: Records
) -> None:
    rep, manager = signed_in("rep"), signed_in("manager")
    url = f"/opportunities/{records.opportunity.pk}/gifts/new/"
    assert rep.post(url, _gift(records)).status_code == 302
    made = GiftEntry.objects.order_by("-pk")[0]
    shown = rep.get(f"/gifts/{made.pk}/").content.decode()
    assert "拜訪伴手禮" in shown and "/decision/" not in shown
    decide = f"/gifts/{made.pk}/decision/"
    assert rep.post(decide, {"approve": "yes"}).status_code == 403
    assert manager.post(decide, {"approve": "yes"}).status_code == 302
    assert made.decisions.get().kind == "approved"
    assert "拜訪伴手禮" in manager.get("/conduct/?state=approved").content.decode()


def test_what_the_rules_refuse_stands_in_the_register_with_its_reason(
    signed_in: Enter, records: Records
) -> None:
    rep = signed_in("rep")
    url = f"/opportunities/{records.opportunity.pk}/gifts/new/"
    rep.post(url, _gift(records, category="cash_equivalent", amount="100"))
    page = rep.get(f"/opportunities/{records.opportunity.pk}/conduct/").content.decode()
    made = GiftEntry.objects.order_by("-pk")[0]
    assert made.decisions.get().rules == ["cash_never"] and f"/gifts/{made.pk}/" in page


def test_a_form_without_purpose_comes_back_with_what_was_typed(
    signed_in: Enter, records: Records
) -> None:
    url = f"/opportunities/{records.opportunity.pk}/gifts/new/"
    answer = signed_in("rep").post(url, _gift(records, purpose=" "))
    assert answer.status_code == 422 and 'value="500"' in answer.content.decode()


@pytest.mark.method("M4.9")
def test_logging_a_visit_to_an_evaluator_is_stopped_until_compliance_allows_it(
    cast: Cast, signed_in: Enter, records: Records
) -> None:
    rep, today = signed_in("rep"), cast.rep.today
    page = f"/opportunities/{records.opportunity.pk}/quiet/new/"
    period = {"starts_on": today.isoformat(), "contacts": [records.contact.pk],
              "ends_on": (today + timedelta(days=9)).isoformat(), "why": "招標"}  # fmt: skip
    assert rep.post(page, period).status_code == 302
    visit = {"kind": "visit", "contact_ids": [records.contact.pk], "on": today.isoformat()}
    url, before = f"/activities/new/?opportunity={records.opportunity.pk}", Activity.objects.count()
    stopped = rep.post(url, visit)
    assert stopped.status_code == 422 and "林經理" in stopped.content.decode()
    assert Activity.objects.count() == before
    made = QuietPeriod.objects.order_by("-pk")[0]
    leave = {"contact_id": records.contact.pk, "reason": "公開答疑會", "from_on": today.isoformat()}
    assert rep.post(f"/quiet/{made.pk}/exceptions/new/", leave).status_code == 403
    granted = signed_in("compliance").post(f"/quiet/{made.pk}/exceptions/new/", leave)
    assert granted.status_code == 302
    assert QuietException.objects.filter(quiet_period=made).count() == 1
    assert rep.post(url, visit).status_code == 302
    listed = signed_in("compliance").get("/conduct/contacts/").content.decode()
    assert "林經理" in listed


@pytest.mark.method("M2.8")
def test_planning_two_who_must_not_meet_is_asked_about_and_then_done(
    signed_in: Enter, records: Records
) -> None:
    rep, boss = signed_in("rep"), records.pair.second
    url = f"/opportunities/{records.opportunity.pk}/steps/new/"
    both = {"what": "聯合拜訪", "due_on": "2026-12-10",
            "contact_ids": [records.contact.pk, boss.pk]}  # fmt: skip
    asked = rep.post(url, both)
    assert asked.status_code == 422
    assert 'type="checkbox" name="together_ok"' in asked.content.decode()
    assert not NextStep.objects.filter(what="聯合拜訪").exists()
    assert rep.post(url, {**both, "together_ok": "on"}).status_code == 302
    assert NextStep.objects.get(what="聯合拜訪").contacts.count() == 2
    assert "聯合拜訪" in rep.get("/conduct/apart/").content.decode()


def test_two_may_meet_again_and_that_can_be_taken_back(signed_in: Enter, records: Records) -> None:
    rep, pair = signed_in("rep"), records.pair
    rep.post(f"/apart/{pair.pk}/drop/")
    pair.refresh_from_db()
    assert pair.archived_at is not None
    rep.post(f"/apart/{pair.pk}/restore/")
    pair.refresh_from_db()
    assert pair.archived_at is None


def test_every_empty_list_of_conduct_teaches(cast: Cast, signed_in: Enter) -> None:
    client = signed_in("compliance")
    for path in ("/conduct/", "/conduct/quiet/", "/conduct/apart/", "/conduct/contacts/"):
        assert 'class="empty"' in client.get(path).content.decode(), path


def test_a_stranger_finds_no_conduct_of_another_team(signed_in: Enter, records: Records) -> None:
    stranger = signed_in("stranger")
    assert stranger.get(f"/opportunities/{records.opportunity.pk}/conduct/").status_code == 404
    assert stranger.get(f"/gifts/{records.gift.pk}/").status_code == 404
    assert "林經理" not in stranger.get("/conduct/").content.decode()


def test_only_compliance_makes_a_quiet_period_smaller(cast: Cast, records: Records) -> None:
    from goldenkey.policies.errors import Forbidden

    period = records.period
    with pytest.raises(Forbidden):
        conducts.change_quiet_period(cast.rep, period.pk, version=period.version, contact_ids=[])
    changed = conducts.change_quiet_period(
        cast.compliance, period.pk, version=period.version, contact_ids=[]
    )
    assert not changed.evaluators.exists()


@pytest.mark.method("M9.3")
def test_a_person_s_data_is_shown_downloaded_and_erased_by_who_may(
    signed_in: Enter, records: Records
) -> None:
    pk, client = records.contact.pk, signed_in("compliance")
    assert "夜釣與賞鳥" in client.get(f"/contacts/{pk}/data/").content.decode()
    file = client.get(f"/contacts/{pk}/data/file/")
    assert "attachment" in file["Content-Disposition"] and "林經理" in file.content.decode()
    assert signed_in("rep").get(f"/contacts/{pk}/data/").status_code == 403
    wrong = client.post(f"/contacts/{pk}/erase/", {"confirm_name": "林", "reason": "來信"})
    assert wrong.status_code == 422
    done = client.post(f"/contacts/{pk}/erase/", {"confirm_name": "林經理", "reason": "來信"})
    assert done.status_code == 302
    assert "林經理" not in client.get(f"/contacts/{pk}/").content.decode()
