"""Board and table: the same filters, cards that tell, moves that ask; the cost never grows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldenkey.actions import activity, opportunity
from goldenkey.selectors import playbook
from tests.cast import Cast
from tests.rooms import Case, case, discover, today

SignIn = Callable[[str], Client]
BOARD, TABLE = "/opportunities/", "/opportunities/?view=table"
SCRIPTED = {"HX-Request": "true"}


def _pages(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_card_tells_amount_time_step_dots_and_close_date(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast, close_on=today(cast))
    later = today(cast) + timedelta(days=30)
    opportunity.edit_opportunity(cast.rep, one.id, version=one.version, close_on=later)
    activity.log(
        cast.rep, opportunity_id=one.id, agreed=True, agreed_what="技術說明會", agreed_by_on=later
    )
    page = _pages(signed_in("rep"), BOARD)
    for told in ("宏昇機電 · 三號產線", "NT$\u00a01,000,000", "技術說明會", 'class="dots"',
                 later.isoformat()):  # fmt: skip
        assert told in page
    assert 'class="said agreed"' in page and "data-card" in page


def test_columns_count_and_sum_in_the_organisations_currency(cast: Cast, signed_in: SignIn) -> None:
    for name in ("一", "二"):
        case(cast, name=name)
    page = _pages(signed_in("rep"), BOARD)
    assert page.count('<section class="col"') == 5
    assert '<span class="muted small">2</span>' in page and "NT$\u00a0200\u00a0萬" in page


@pytest.mark.parametrize("url", [BOARD, TABLE])
def test_without_any_the_page_teaches_where_one_begins(signed_in: SignIn, url: str) -> None:
    assert 'class="empty"' in _pages(signed_in("rep"), url)


@pytest.mark.parametrize("view", ["board", "table"])
def test_list_and_board_take_the_same_filters(cast: Cast, signed_in: SignIn, view: str) -> None:
    mine, other = case(cast, name="我的案"), case(cast, name="同事的案")
    owner = cast.users["teammate"]
    opportunity.give(cast.rep, other.id, version=other.version, owner_id=owner.pk)
    opportunity.lose(cast.rep, mine.id, version=mine.version, reason="價格", lost_to="乙")
    client = signed_in("rep")
    for asked, seen, unseen in (
        ("mine=1&state=lost", "我的案", "同事的案"),
        (f"owner={owner.pk}", "同事的案", "我的案"),
        ("state=lost", "我的案", "同事的案"),
        ("phase=discover&state=open", "同事的案", "我的案"),
        ("warned=1&state=open", "同事的案", "我的案"),
    ):
        page = _pages(client, f"/opportunities/?view={view}&{asked}")
        assert seen in page and unseen not in page, asked


def test_what_cannot_be_read_in_a_filter_is_left_out(cast: Cast, signed_in: SignIn) -> None:
    case(cast)
    assert "三號產線" in _pages(signed_in("rep"), "/opportunities/?phase=x&owner=abc&state=%00")


def test_the_table_goes_on_where_the_page_ended(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    rows = [{"name": f"案{n}"} for n in range(60)]
    for row in rows:
        opportunity.create_opportunity(cast.rep, one.account.pk, **row)
    client = signed_in("rep")
    first = client.get(TABLE + "&mine=1")
    following = _next(first.content.decode())
    page = _pages(client, following)
    assert "三號產線" in page and "案59" not in page and "mine=1" in following


def test_a_broken_cursor_is_refused_in_words(signed_in: SignIn) -> None:
    assert signed_in("rep").get(TABLE + "&cursor=zzz").status_code == 422


def test_a_stranger_sees_none_of_it(cast: Cast, signed_in: SignIn) -> None:
    case(cast)
    assert "三號產線" not in _pages(signed_in("stranger"), BOARD)


def test_a_card_dropped_on_an_open_gate_moves_and_the_board_renews(
    cast: Cast, signed_in: SignIn
) -> None:
    one = case(cast)
    discover(cast, one)
    answer = _drop(signed_in("rep"), one, "validate")
    assert answer.status_code == 204 and "saved" in answer["HX-Trigger"]
    assert one.fresh.phase == "validate"


@pytest.mark.method("M3.7")
def test_a_card_dropped_on_a_shut_gate_opens_the_gates_form(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    answer = _drop(signed_in("rep"), one, "validate")
    form = answer.content.decode()
    assert answer.status_code == 409 and "<html" not in form
    assert 'name="fact:prospect.real"' in form and "override_reason" not in form
    assert "override_reason" in _drop(signed_in("manager"), one, "validate").content.decode()


def test_a_card_is_not_dropped_two_stages_on(cast: Cast, signed_in: SignIn) -> None:
    answer = _drop(signed_in("rep"), case(cast), "contract")
    assert answer.status_code == 422 and "data-refusal" in answer.content.decode()


def test_the_menu_moves_without_scripts(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    url = f"/opportunities/{one.id}/stage/"
    shut = signed_in("rep").post(url, {"version": one.version, "to": "validate"})
    assert shut.status_code == 409 and "<html" in shut.content.decode()
    discover(cast, one)
    moved = signed_in("rep").post(url, {"version": one.version, "to": "validate"})
    assert moved.status_code == 302 and one.fresh.phase == "validate"


@pytest.mark.parametrize(("name", "status"), [("stranger", 404), ("teammate", 403)])
def test_who_may_not_move_it_is_told_so(
    cast: Cast, signed_in: SignIn, name: str, status: int
) -> None:
    assert _drop(signed_in(name), case(cast), "validate").status_code == status


@pytest.mark.parametrize("url", [BOARD, TABLE])
@pytest.mark.parametrize("name", ["rep", "manager"])
def test_twenty_rows_cost_as_much_as_two(
    cast: Cast, signed_in: SignIn, queries: Any, url: str, name: str
) -> None:
    one, client = case(cast), signed_in(name)
    counts = []
    for more in (1, 18):
        for n in range(more):
            opportunity.create_opportunity(cast.rep, one.account.pk, name=f"案{n}")
        playbook.compiled(one.fresh.playbook_version_id)
        with queries() as seen:
            _pages(client, url)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12, [q["sql"][:90] for q in seen.captured_queries]


def _drop(client: Client, one: Case, to: str) -> Any:
    headers = {**SCRIPTED, "HX-Current-URL": "http://testserver/opportunities/?mine=1"}
    body = {"version": one.version, "to": to}
    return client.post(f"/opportunities/{one.id}/stage/", body, headers=headers)


def _next(page: str) -> str:
    return page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
