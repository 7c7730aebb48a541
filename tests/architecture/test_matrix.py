"""Fence 5: the named cast at every address and every operation of the API.

The doors come from the resolver and the routers, the expected answers from the registry of rights
and from scope: nothing here is kept by hand, so a new door is knocked at the day it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from goldenkey.api.app import description
from goldenkey.data import models as m
from goldenkey.data.models import AuditEntry
from goldenkey.web.views.session import PUBLIC
from tests.bodies import body_of, names_of, query_of
from tests.cast import ROLES, Cast
from tests.doors import Door, Page, operations, pages
from tests.expected import NO_RIGHT, SEEN_ONLY, UNSEEN, Verdict, filled, names_in, verdict
from tests.one_of_each import Records, one_of_each

pytestmark = pytest.mark.django_db
PEOPLE = tuple(ROLES)
TAKES_BACK = re.compile(r"/(restoration|resumption|restore|return)/?$")


@pytest.fixture
def records(cast: Cast) -> Records:
    return one_of_each(cast)


@pytest.fixture
def description_of_api() -> dict[str, Any]:
    return description()


@contextmanager
def nothing_stays() -> Iterator[None]:
    """What a request saves is undone, so that each finds the house as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _enter(cast: Cast, name: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.users[name])
    return client


def test_the_tests_have_a_record_for_every_address(records: Records) -> None:
    known = set(records.ids())
    addresses = [p.pattern for p in pages()] + [o.path for o in operations()]
    assert {name for a in addresses for name in names_in(a)} - known == set()


@pytest.mark.parametrize("name", PEOPLE)
def test_each_opens_the_pages_of_his_rights_and_no_other(
    cast: Cast, records: Records, name: str
) -> None:
    client, wrong = _enter(cast, name), {}
    for page in _guarded():
        expected = verdict(cast.actor(name), page.right, page.pattern, records)
        entries = AuditEntry.objects.count()
        with nothing_stays():
            status = client.get("/" + filled(page.pattern, records)).status_code
            saved = AuditEntry.objects.count() - entries
        if saved or not _page_holds(expected, status, reads=page.right.endswith(".read")):
            wrong[f"GET {page.pattern}"] = (expected.word, status, saved)
    assert not wrong, "\n".join(f"{door}: {found}" for door, found in wrong.items())


@pytest.mark.parametrize("name", PEOPLE)
def test_each_sends_to_the_pages_of_his_rights_and_an_empty_form_breaks_nothing(
    cast: Cast, records: Records, name: str
) -> None:
    client, wrong = _enter(cast, name), {}
    for page in _guarded():
        if page.name == "sign-out":
            continue
        expected = verdict(cast.actor(name), page.right, page.pattern, records)
        entries = AuditEntry.objects.count()
        with nothing_stays():
            _put_away_first(page.pattern, records)
            status = client.post("/" + filled(page.pattern, records), {}).status_code
            saved = AuditEntry.objects.count() - entries
        forbidden = expected in (NO_RIGHT, UNSEEN, SEEN_ONLY)
        if (saved and forbidden) or not _page_holds(expected, status, reads=False):
            wrong[f"POST {page.pattern}"] = (expected.word, status, saved)
    assert not wrong, "\n".join(f"{door}: {found}" for door, found in wrong.items())


@pytest.mark.parametrize("name", PEOPLE)
def test_each_calls_the_operations_of_his_rights_and_no_other(
    cast: Cast, records: Records, name: str, description_of_api: dict[str, Any]
) -> None:
    client, wrong = _enter(cast, name), {}
    for door in operations():
        named = names_of(description_of_api, door, records)
        actor = cast.actor(name)
        expected = verdict(actor, door.right, door.path, records, beside=named)
        entries = AuditEntry.objects.count()
        with nothing_stays():
            _put_away_first(door.path, records)
            response = _call(client, door, records, description_of_api)
            saved = AuditEntry.objects.count() - entries
        forbidden = expected in (NO_RIGHT, UNSEEN, SEEN_ONLY)
        if (saved and forbidden) or not _api_holds(expected, response.status_code):
            wrong[str(door)] = (expected.word, response.status_code, response.content[:200])
    assert not wrong, "\n".join(f"{door}: {found}" for door, found in wrong.items())


def test_nobody_is_sent_to_sign_in_from_every_page_but_the_public_ones(records: Records) -> None:
    client, wrong = Client(), {}
    for page in _guarded():
        for verb in ("get", "post"):
            response = getattr(client, verb)("/" + filled(page.pattern, records))
            if response.status_code != 302 or not response["Location"].startswith("/sign-in/"):
                wrong[f"{verb} {page.pattern}"] = response.status_code
    assert not wrong, "\n".join(f"{door}: {found}" for door, found in wrong.items())


def test_nobody_is_told_401_by_every_operation(
    records: Records, description_of_api: dict[str, Any]
) -> None:
    client = Client()
    answers = {str(d): _call(client, d, records, description_of_api) for d in operations()}
    assert {d: r.status_code for d, r in answers.items() if r.status_code != 401} == {}


def _guarded() -> Iterator[Page]:
    return (page for page in pages() if page.name not in PUBLIC)


def _put_away_first(address: str, records: Records) -> None:
    """What is to be taken back must have been put away."""
    if TAKES_BACK.search(address):
        row = records.by_name[names_in(address)[-1]]
        ended = {"until_on": row.since_on} if isinstance(row, m.Position) else {}
        away = ended or {"archived_at": row.updated_at}
        type(row).objects.filter(pk=row.pk).update(**away)


def _call(client: Client, door: Door, records: Records, api: dict[str, Any]) -> Any:
    path = "/api/v1" + filled(door.path, records)
    query = query_of(api, door, records)
    body = body_of(api, door, records)
    options = {} if body is None else {"data": body, "content_type": "application/json"}
    return getattr(client, door.verb.lower())(f"{path}?{query}", **options)


def _page_holds(expected: Verdict, status: int, *, reads: bool) -> bool:
    """A page answers as expected; a form may be shown, or refused, to who cannot send it.

    Whatever it answers to who lacks the right, nothing was saved: that is asserted beside.
    """
    if expected is NO_RIGHT:
        return status == 403
    if expected is UNSEEN:
        return status in (404, 405)
    if expected is SEEN_ONLY:
        return status == 403 if reads else status in (200, 302, 403, 405, 409, 422)
    return status < 400 or status in (405, 409, 422)


def _api_holds(expected: Verdict, status: int) -> bool:
    if expected is NO_RIGHT:
        return status == 403
    if expected is UNSEEN:
        return status == 404
    if expected is SEEN_ONLY:
        return status == 403
    return status < 400 or status in (409, 422)
