"""Pages of leads: inbox, evaluation answered in place, kept, rejected, converted."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import contact as contacts
from goldenkey.actions import lead as leads
from goldenkey.data.models import Account, Contact, Fact, Lead, Opportunity
from goldenkey.selectors import lead as select
from tests.cast import Cast


@pytest.fixture
def lead(cast: Cast) -> Lead:
    """A lead of the rep's."""
    return leads.create_lead(cast.rep, company="立川精密工業", person="林先生", phone="0287654321")


def yes_to_all(cast: Cast, lead: Lead) -> dict[str, str]:
    """An answer to each question that makes the lead qualified, where it asks yes or no."""
    asked = select.evaluation(cast.rep, lead.pk).questions
    return {q.name: "true" if q.kind == "bool" else q.options[0][0] for q in asked}


def qualify(cast: Cast, lead: Lead) -> None:
    """Answer until nothing is open."""
    while answers := yes_to_all(cast, lead):
        leads.evaluate(cast.rep, lead.pk, answers=answers)
        if select.detail(cast.rep, lead.pk).qualified == "true":
            return


@pytest.mark.method("M1.7")
def test_what_is_unknown_is_asked_and_each_term_is_shown(lead: Lead, signed_in: Any) -> None:
    page = signed_in("rep").get(f"/leads/{lead.pk}/").content.decode()
    asked = select.evaluation  # the page asks what the evaluation asks
    assert asked is not None
    assert 'type="radio"' in page
    assert 'class="unknown"' in page
    assert page.count('class="btn primary"') == 1


@pytest.mark.method("M1.7")
def test_answers_are_kept_and_unknown_is_an_honest_one(
    cast: Cast, lead: Lead, signed_in: Any
) -> None:
    client, path = signed_in("rep"), f"/leads/{lead.pk}/evaluation/"
    first, *_rest = select.evaluation(cast.rep, lead.pk).questions
    client.post(path, {first.name: "true"})
    found = select.evaluation(cast.rep, lead.pk)
    assert [q.name for q in found.answered] == [first.name]
    client.post(path, {first.name: "true"})
    assert Fact.objects.count() == 1, "the same answer again is no new row"
    client.post(path, {first.name: "unknown"})
    assert select.evaluation(cast.rep, lead.pk).answered == ()
    assert Fact.objects.count() == 2, "facts are never overwritten"


@pytest.mark.method("M1.5")
def test_the_potential_test_is_said_in_words(cast: Cast, lead: Lead, signed_in: Any) -> None:
    client = signed_in("rep")
    before = select.evaluation(cast.rep, lead.pk)
    assert before.outcome == "undecided"
    assert set(before.outcome_ask) == {"need", "ability", "authority"}
    qualify(cast, lead)
    after = select.evaluation(cast.rep, lead.pk)
    if after.outcome != "undecided":
        assert after.outcome_say in client.get(f"/leads/{lead.pk}/").content.decode()


def test_a_lead_that_is_not_qualified_is_not_converted(lead: Lead, signed_in: Any) -> None:
    sent = {
        "name": "自動化", "currency": "TWD", "kind": "account_led", "account_id": "0",
        "playbook_key": "key-account",
    }  # fmt: skip
    page = signed_in("rep").post(f"/leads/{lead.pk}/conversion/", sent)
    assert page.status_code == 422
    assert not Opportunity.objects.exists()


def test_converting_leads_into_the_room(cast: Cast, lead: Lead, signed_in: Any) -> None:
    qualify(cast, lead)
    sent = {
        "name": "自動化", "amount": "1200000", "currency": "TWD", "kind": "project_led",
        "drive": "active", "account_id": "0", "playbook_key": "key-account",
    }  # fmt: skip
    page = signed_in("rep").post(f"/leads/{lead.pk}/conversion/", sent)
    made = Opportunity.objects.get()
    assert page["Location"] == f"/opportunities/{made.pk}/"
    assert (made.kind, made.drive, made.account.name) == ("project_led", "active", "立川精密工業")


def test_converting_joins_the_customer_and_the_person_we_have(
    cast: Cast, lead: Lead, signed_in: Any
) -> None:
    account = accounts.create_account(cast.rep, name="立川精密工業")
    contacts.create_contact(cast.rep, account.pk, name="林先生")
    qualify(cast, lead)
    client = signed_in("rep")
    assert "checked" in client.get(f"/leads/{lead.pk}/conversion/").content.decode()
    sent = {
        "name": "自動化", "currency": "TWD", "kind": "account_led", "account_id": account.pk,
        "playbook_key": "key-account",
    }  # fmt: skip
    client.post(f"/leads/{lead.pk}/conversion/", sent)
    assert Account.objects.count() == 1
    assert Opportunity.objects.get().account_id == account.pk
    assert Contact.objects.count() in (1, 2)  # a surname alone is not surely the same person


@pytest.mark.method("M1.9")
def test_keeping_needs_a_reason_and_can_be_taken_back(lead: Lead, signed_in: Any) -> None:
    client = signed_in("rep")
    assert client.post(f"/leads/{lead.pk}/keep/", {"reason": ""}).status_code == 422
    client.post(f"/leads/{lead.pk}/keep/", {"reason": "明年才有預算"})
    lead.refresh_from_db()
    assert (lead.state, lead.reason) == ("kept", "明年才有預算")
    client.post(f"/leads/{lead.pk}/take-up/")
    lead.refresh_from_db()
    assert lead.state == "working"


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [("stranger", "", 404), ("finance", "", 403), ("teammate", "", 200),
     ("teammate", "edit/", 200), ("stranger", "conversion/", 404), ("compliance", "edit/", 403)],
)  # fmt: skip
def test_who_may_see_a_lead(lead: Lead, signed_in: Any, name: str, path: str, status: int) -> None:
    assert signed_in(name).get(f"/leads/{lead.pk}/{path}").status_code == status


def test_a_teammate_may_not_change_mine(lead: Lead, signed_in: Any) -> None:
    client = signed_in("teammate")
    assert client.post(f"/leads/{lead.pk}/keep/", {"reason": "x"}).status_code == 403
    assert client.post(f"/leads/{lead.pk}/evaluation/", {}).status_code == 403


def test_the_second_editor_keeps_what_he_typed(cast: Cast, lead: Lead, signed_in: Any) -> None:
    leads.edit_lead(cast.manager, lead.pk, version=lead.version, region="新北")
    sent = {"company": "立川精密工業", "note": "看過樣品", "version": 1}
    page = signed_in("rep").post(f"/leads/{lead.pk}/edit/", sent)
    assert page.status_code == 409
    assert "看過樣品" in page.content.decode()


def test_a_company_or_a_person_is_enough(cast: Cast, signed_in: Any) -> None:
    client = signed_in("rep")
    assert client.post("/leads/new/", {"company": "合興食品"}).status_code == 302
    assert client.post("/leads/new/", {"phone": "0912"}).status_code == 422


def test_the_inbox_shows_what_waits_and_the_rest_on_demand(cast: Cast, signed_in: Any) -> None:
    kept = leads.create_lead(cast.rep, company="永昌營造")
    leads.keep(cast.rep, kept.pk, reason="明年")
    leads.create_lead(cast.teammate, company="合興食品", channel="referral")
    client = signed_in("rep")

    def names(query: str) -> list[bool]:
        page = client.get(f"/leads/{query}").content.decode()
        return ["永昌營造" in page, "合興食品" in page]

    assert names("") == [False, True]
    assert names("?state=kept") == [True, False]
    assert names("?state=all") == [True, True]
    assert names("?mine=1") == [False, False]
    assert names("?channel=referral") == [False, True]
    assert names("?q=hexing") == [False, True]


def test_the_inbox_asks_no_more_for_twenty_leads_than_for_two(
    cast: Cast, signed_in: Any, queries: Any
) -> None:
    client = signed_in("rep")

    def cost() -> int:
        with queries() as seen:
            client.get("/leads/")
        return len(seen)

    for number in range(2):
        leads.create_lead(cast.rep, company=f"甲{number}")
    cost()
    few = cost()
    for number in range(18):
        leads.create_lead(cast.rep, company=f"乙{number}")
    assert cost() == few
