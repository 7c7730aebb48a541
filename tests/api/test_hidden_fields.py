"""Fields with a right of their own are hidden from who lacks it, on pages and in the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from goldenkey.actions import committee
from goldenkey.data.models import Contact, Stakeholder
from goldenkey.policies.errors import Forbidden
from goldenkey.wording import codes
from tests.cast import ROLES, Cast
from tests.one_of_each import BIRTHDAY, INTERESTS, NOTE, Records, one_of_each

WITHIN = [name for name in ROLES if name != "stranger"]
"""Who finds the record; the matrix holds the others to 404."""
WORDS = (BIRTHDAY, INTERESTS, NOTE)


@pytest.fixture
def records(cast: Cast) -> Records:
    return one_of_each(cast)


def _may(cast: Cast, name: str, right: str, row: Any, kind: str) -> bool:
    return cast.actor(name).may(right, row, kind=kind)


@pytest.mark.parametrize("name", WITHIN)
def test_personal_data_is_shown_with_its_right_and_hidden_without(
    cast: Cast, records: Records, caller: Any, signed_in: Callable[[str], Client], name: str
) -> None:
    may = _may(cast, name, "contact.personal", records.account, "account")
    found = caller(name)("GET", f"/contacts/{records.contact.pk}").json()["personal"]
    assert found == ({"birthday": BIRTHDAY, "interests": INTERESTS, "note": NOTE} if may else None)
    page = signed_in(name).get(f"/contacts/{records.contact.pk}/").content.decode()
    assert [w in page for w in WORDS] == [may] * len(WORDS)


@pytest.mark.parametrize("name", WITHIN)
def test_the_stance_of_a_person_is_shown_with_its_right_and_hidden_without(
    cast: Cast, records: Records, caller: Any, name: str
) -> None:
    may = _may(cast, name, "stakeholder.stance", records.opportunity, "opportunity")
    call = caller(name)
    seats = call("GET", f"/opportunities/{records.opportunity.pk}").json()["seats"]
    seat = next(s for s in seats if s["contact_id"] == records.contact.pk)
    assert seat["stance"] == ("supporter" if may else None)
    stake = call("GET", f"/contacts/{records.contact.pk}").json()["stakes"][0]
    assert stake["stance"] == ("supporter" if may else None)


@pytest.mark.parametrize("name", WITHIN)
def test_the_room_keeps_guarded_words_from_who_lacks_the_right(
    cast: Cast, records: Records, signed_in: Callable[[str], Client], name: str
) -> None:
    page = signed_in(name).get(f"/opportunities/{records.opportunity.pk}/").content.decode()
    if not _may(cast, name, "contact.personal", records.opportunity, "opportunity"):
        assert INTERESTS not in page
    if not _may(cast, name, "stakeholder.stance", records.opportunity, "opportunity"):
        assert codes.word("supporter", "stance") not in page


def test_no_list_and_no_search_shows_guarded_words(
    cast: Cast, records: Records, caller: Any
) -> None:
    call = caller("teammate")
    for path in ("/accounts", "/opportunities", "/opportunities/board", "/leads", "/search?q=林"):
        text = call("GET", path).content.decode()
        assert not [w for w in WORDS if w in text], path
    for word in WORDS:
        assert call("GET", f"/search?q={word}").json() == []


def test_who_lacks_the_right_cannot_write_the_field(cast: Cast, records: Records) -> None:
    with pytest.raises(Forbidden):
        committee.change_seat(
            cast.teammate, records.stakeholder.pk, version=records.stakeholder.version,
            stance="opponent",
        )  # fmt: skip
    assert Stakeholder.objects.get(pk=records.stakeholder.pk).stance == "supporter"


def test_guarded_words_stand_in_no_audit_entry(cast: Cast, records: Records) -> None:
    from goldenkey.data.models import AuditEntry

    assert Contact.objects.get(pk=records.contact.pk).interests == INTERESTS
    kept = str(list(AuditEntry.objects.values_list("changes", flat=True)))
    assert not [w for w in (*WORDS, "supporter") if w in kept]
