"""Pages of people: personal data only for those with the right; posts begun and ended."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import contact as contacts
from goldenkey.data.models import Contact, Position
from tests.cast import Cast


@pytest.fixture
def person(cast: Cast) -> Contact:
    """Somebody at the rep's customer, with personal notes."""
    account = accounts.create_account(cast.rep, name="宏昇機電")
    return contacts.create_contact(
        cast.rep, account.pk, name="王志遠", title="廠長", mobile="0912345678",
        birthday="05-20", interests="爬山",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "seen"),
    [("rep", True), ("manager", True), ("compliance", True), ("teammate", False),
     ("finance", False), ("admin", False)],
)  # fmt: skip
def test_personal_data_is_shown_only_with_the_right(
    person: Contact, signed_in: Any, name: str, seen: bool
) -> None:
    page = signed_in(name).get(f"/contacts/{person.pk}/").content.decode()
    assert "王志遠" in page
    assert ("爬山" in page) is seen
    assert ("05-20" in page) is seen


def test_without_the_right_personal_fields_are_not_in_the_form_and_not_taken(
    person: Contact, signed_in: Any
) -> None:
    client = signed_in("admin")
    page = client.get(f"/contacts/{person.pk}/edit/").content.decode()
    assert 'name="interests"' not in page
    sent = {"name": "王志遠", "title": "協理", "interests": "賭", "version": person.version}
    assert client.post(f"/contacts/{person.pk}/edit/", sent).status_code == 302
    person.refresh_from_db()
    assert (person.title, person.interests) == ("協理", "爬山")


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [("stranger", "", 404), ("stranger", "edit/", 404), ("teammate", "", 200),
     ("finance", "edit/", 403)],
)  # fmt: skip
def test_who_may_see_and_change(
    person: Contact, signed_in: Any, name: str, path: str, status: int
) -> None:
    assert signed_in(name).get(f"/contacts/{person.pk}/{path}").status_code == status


def test_a_person_is_added_at_a_customer(cast: Cast, person: Contact, signed_in: Any) -> None:
    account = person.positions.get().account_id
    sent = {"name": "陳美玲", "title": "採購經理", "department": "採購部"}
    assert signed_in("rep").post(f"/accounts/{account}/contacts/new/", sent).status_code == 302
    assert Position.objects.get(contact__name="陳美玲").department == "採購部"
    assert signed_in("stranger").post(
        f"/accounts/{account}/contacts/new/", sent
    ).status_code == 404  # fmt: skip
    assert signed_in("teammate").post(
        f"/accounts/{account}/contacts/new/", sent
    ).status_code == 403  # fmt: skip


def test_a_post_ends_and_can_be_resumed(person: Contact, signed_in: Any) -> None:
    client, post = signed_in("rep"), person.positions.get()
    page = client.post(f"/positions/{post.pk}/leave/", follow=True).content.decode()
    assert f"/positions/{post.pk}/return/" in page
    post.refresh_from_db()
    assert post.until_on is not None
    client.post(f"/positions/{post.pk}/return/")
    post.refresh_from_db()
    assert post.until_on is None


def test_he_works_at_another_customer_too(cast: Cast, person: Contact, signed_in: Any) -> None:
    other = accounts.create_account(cast.rep, name="遠澤建設")
    client, path = signed_in("rep"), f"/contacts/{person.pk}/positions/new/"
    assert "遠澤建設" in client.get(path, {"q": "遠澤"}).content.decode()
    sent = {"q": "遠澤", "account_id": other.pk, "title": "顧問"}
    assert client.post(path, sent).status_code == 302
    assert person.positions.count() == 2
    assert client.post(path, sent).status_code == 422, "he works there already"


def test_the_second_editor_keeps_what_he_typed(cast: Cast, person: Contact, signed_in: Any) -> None:
    contacts.edit_contact(cast.manager, person.pk, version=person.version, title="副廠長")
    sent = {"name": "王志遠", "phone": "02-1234", "version": 1}
    page = signed_in("rep").post(f"/contacts/{person.pk}/edit/", sent)
    assert page.status_code == 409
    assert "02-1234" in page.content.decode()


def test_who_was_put_away_can_be_taken_back(person: Contact, signed_in: Any) -> None:
    client = signed_in("rep")
    client.post(f"/contacts/{person.pk}/archive/", {"version": person.version})
    assert client.get(f"/contacts/{person.pk}/").status_code == 404
    client.post(f"/contacts/{person.pk}/restore/")
    assert client.get(f"/contacts/{person.pk}/").status_code == 200
