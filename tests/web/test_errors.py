"""Whatever goes wrong, a reader finds a page in the product's own words, and a way out."""

from __future__ import annotations

from typing import Any

from django.test import Client, RequestFactory
from django.utils import translation

from goldenkey.data.models import User
from goldenkey.web import errors

ENGLISH = {"accept-language": "en"}


def test_an_unknown_address_is_said_to_whoever_asks(cast: Any, signed_in: Any) -> None:
    User.objects.update(language="en")
    for client in (Client(), signed_in("rep")):
        answer = client.get("/nothing/here/", headers=ENGLISH)
        assert answer.status_code == 404
        assert "There is nothing at this address." in answer.content.decode()


def test_a_form_without_its_token_is_refused_with_a_way_out(cast: Any) -> None:
    client = Client(enforce_csrf_checks=True, headers=ENGLISH)
    answer = client.post("/sign-in/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    said = answer.content.decode()
    assert "This form is no longer valid; nothing was saved." in said
    assert "Cookies must be allowed" in said
    assert "Your role does not include this" not in said


def test_our_own_fault_is_a_page_and_does_not_break_again(cast: Any) -> None:
    request = RequestFactory().get("/")
    request.language, request.actor = "en", None  # type: ignore[attr-defined]
    with translation.override("en"):
        answer = errors.broken(request)
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_a_wrong_password_does_not_tell_which_of_the_two_is_wrong(cast: Any) -> None:
    asks = Client(headers=ENGLISH)
    known = asks.post("/sign-in/", {"username": "rep", "password": "wrong"})
    unknown = asks.post("/sign-in/", {"username": "nobody", "password": "wrong"})
    for answer in (known, unknown):
        assert "Name or password is wrong." in answer.content.decode()
