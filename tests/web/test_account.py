"""Pages of customers: found, shown, entered once, changed without losing what was typed."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import contact as contacts
from goldenkey.actions import opportunity as opportunities
from goldenkey.data.models import Account
from tests.cast import Cast

PROFILE = {"name": "宏昇機電", "kind": "organisation", "relationship": "vendor"}


@pytest.fixture
def made(cast: Cast) -> Account:
    """A customer of the rep's."""
    return accounts.create_account(cast.rep, name="宏昇機電", industry="機械")


def test_the_page_shows_what_is_known_and_says_what_is_not(made: Account, signed_in: Any) -> None:
    page = signed_in("rep").get(f"/accounts/{made.pk}/").content.decode()
    assert "宏昇機電" in page
    assert "機械" in page
    assert page.count('class="unknown') >= 10
    assert page.count('class="btn primary"') == 1


@pytest.mark.parametrize(
    ("name", "method", "path", "status"),
    [
        ("stranger", "get", "", 404),
        ("stranger", "get", "edit/", 404),
        ("stranger", "post", "archive/", 404),
        ("teammate", "get", "", 200),
        ("teammate", "post", "archive/", 403),
        ("finance", "get", "", 200),
        ("finance", "get", "edit/", 403),
        ("manager", "get", "edit/", 200),
    ],
)
def test_who_may_see_and_change(
    made: Account, signed_in: Any, name: str, method: str, path: str, status: int
) -> None:
    client = signed_in(name)
    sent = {"version": 1} if method == "post" else {}
    found = getattr(client, method)(f"/accounts/{made.pk}/{path}", sent)
    assert found.status_code == status


@pytest.mark.method("M2.5")
def test_a_customer_that_is_ours_is_asked_about_before_it_is_entered_twice(
    made: Account, signed_in: Any
) -> None:
    client = signed_in("rep")
    first = client.post("/accounts/new/", PROFILE)
    assert first.status_code == 409
    assert f"/accounts/{made.pk}/" in first.content.decode()
    assert Account.objects.count() == 1
    assert client.post("/accounts/new/", {**PROFILE, "anyway": "1"}).status_code == 302
    assert Account.objects.count() == 2


@pytest.mark.method("M2.5")
def test_another_teams_customer_is_not_named_only_whom_to_ask(
    made: Account, signed_in: Any
) -> None:
    client = signed_in("stranger")
    page = client.get("/accounts/similar/", {"name": "宏昇機電", "kind": "organisation"})
    said = page.content.decode()
    assert "Manager" in said
    assert "Rep" not in said
    assert f"/accounts/{made.pk}/" not in said


def test_the_second_editor_keeps_what_he_typed(cast: Cast, made: Account, signed_in: Any) -> None:
    accounts.edit_account(cast.manager, made.pk, version=made.version, region="台中")
    sent = {**PROFILE, "version": 1, "note": "一句很長的話"}
    page = signed_in("rep").post(f"/accounts/{made.pk}/edit/", sent)
    assert page.status_code == 409
    said = page.content.decode()
    assert "一句很長的話" in said
    assert "Manager" in said
    made.refresh_from_db()
    sent["version"] = made.version
    assert signed_in("rep").post(f"/accounts/{made.pk}/edit/", sent).status_code == 302


def test_a_form_with_a_mistake_says_so_at_the_field(cast: Cast, signed_in: Any) -> None:
    page = signed_in("rep").post("/accounts/new/", {**PROFILE, "name": "", "staff": "-3"})
    assert page.status_code == 422
    assert page.content.decode().count('class="error"') == 2
    assert not Account.objects.exists()


def test_what_was_put_away_can_be_taken_back(made: Account, signed_in: Any) -> None:
    client = signed_in("rep")
    page = client.post(f"/accounts/{made.pk}/archive/", {"version": made.version}, follow=True)
    undo = f"/accounts/{made.pk}/restore/"
    assert undo in page.content.decode()
    assert client.get(f"/accounts/{made.pk}/").status_code == 404
    client.post(undo)
    assert client.get(f"/accounts/{made.pk}/").status_code == 200


def test_a_customer_is_given_to_a_colleague(cast: Cast, made: Account, signed_in: Any) -> None:
    sent = {"owner_id": cast.users["teammate"].pk, "version": made.version}
    assert signed_in("rep").post(f"/accounts/{made.pk}/give/", sent).status_code == 302
    made.refresh_from_db()
    assert made.owner_id == cast.users["teammate"].pk


def test_the_list_goes_on_where_the_page_ends(cast: Cast, signed_in: Any) -> None:
    for number in range(53):
        accounts.create_account(cast.rep, name=f"客戶{number:02}")
    client = signed_in("rep")
    page = client.get("/accounts/").content.decode()
    assert page.count('class="name"') == 50
    link = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    rest = client.get(link).content.decode()
    assert rest.count('class="name"') == 3
    assert "客戶00" in rest


@pytest.mark.parametrize("query", ["", "?q=客戶", "?mine=1&due=1&grade=intent:O", "?grade=bad"])
def test_the_list_asks_no_more_for_twenty_customers_than_for_two(
    cast: Cast, signed_in: Any, queries: Any, query: str
) -> None:
    client = signed_in("rep")

    def cost() -> int:
        with queries() as seen:
            assert client.get(f"/accounts/{query}").status_code == 200
        return len(seen)

    for number in range(2):
        accounts.create_account(cast.rep, name=f"客戶{number}")
    cost()
    few = cost()
    for number in range(18):
        accounts.create_account(cast.rep, name=f"客戶的{number}")
    assert cost() == few


def test_the_page_asks_no_more_for_twenty_of_everything_than_for_two(
    cast: Cast, made: Account, signed_in: Any, queries: Any
) -> None:
    client = signed_in("rep")

    def some(first: int, last: int) -> None:
        for n in range(first, last):
            contacts.create_contact(cast.rep, made.pk, name=f"人{n}")
            opportunities.create_opportunity(cast.rep, made.pk, name=f"案{n}")
            activities.log(cast.rep, account_id=made.pk, note="問候", next_what=f"步{n}")

    def cost() -> int:
        with queries() as seen:
            client.get(f"/accounts/{made.pk}/")
        return len(seen)

    some(0, 2)
    cost()
    few = cost()
    some(2, 20)
    assert cost() == few
