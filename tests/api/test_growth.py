"""What a list costs does not grow with its rows: as many queries for 20 as for 2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import committee
from goldenkey.actions import contact as contacts
from goldenkey.actions import lead as leads
from goldenkey.actions import opportunity as opportunities
from tests.cast import Cast


def _customer(cast: Cast, number: int) -> None:
    """A customer with a person, an opportunity, an activity and a lead beside."""
    rep = cast.rep
    account = accounts.create_account(rep, name=f"客戶{number}")
    person = contacts.create_contact(rep, account.pk, name=f"林{number}")
    made = opportunities.create_opportunity(rep, account.pk, name=f"案{number}", amount=number)
    committee.seat(rep, made.pk, contact_id=person.pk, roles=["purchaser"])
    activities.log(
        rep, opportunity_id=made.pk, contact_ids=[person.pk], agreed=True, agreed_what="試用",
        agreed_by_on=rep.today,
    )  # fmt: skip
    leads.create_lead(rep, company=f"名單{number}")


MOST = 25
"""Statements of one request, those of finding the caller among them."""

LISTS = (
    "/accounts", "/accounts?mine=true", "/leads", "/opportunities", "/opportunities?warned=true",
    "/opportunities/board", "/steps", "/search?q=客戶", "/users", "/playbooks", "/today",
)  # fmt: skip


def test_lists_of_twenty_ask_no_more_than_lists_of_two(
    cast: Cast, caller: Any, queries: Callable[[], Any]
) -> None:
    call = caller("rep")
    for number in range(2):
        _customer(cast, number)
    few = {path: _asked(call, queries, path) for path in LISTS}
    for number in range(2, 20):
        _customer(cast, number)
    many = {path: _asked(call, queries, path) for path in LISTS}
    assert many == few
    assert max(many.values()) <= MOST, many


def _asked(call: Any, queries: Callable[[], Any], path: str) -> int:
    """How many queries a list makes, once what a process keeps is kept."""
    assert call("GET", path).status_code == 200, path
    with queries() as seen:
        call("GET", path)
    return len(seen)


@pytest.mark.parametrize("path", ["/accounts", "/leads", "/opportunities"])
def test_pages_by_keyset_show_each_row_once(cast: Cast, caller: Any, path: str) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    for number in range(120):
        actor = cast.rep.later(seconds=number // 3)  # several rows of one instant
        if path == "/accounts":
            accounts.create_account(actor, name=f"客戶{number}")
        elif path == "/leads":
            leads.create_lead(actor, company=f"名單{number}")
        else:
            opportunities.create_opportunity(actor, account.pk, name=f"案{number}")
    call, cursor, seen = caller("rep"), "", []
    while True:
        page = call("GET", f"{path}?cursor={cursor}").json()
        seen += [row["id"] for row in page["rows"]]
        cursor = page["next"]
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == (121 if path == "/accounts" else 120)
