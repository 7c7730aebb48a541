"""Logging on a phone: few taps in, something useful back at once, and a way to take it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldenkey.actions import activity
from goldenkey.data.models import Activity, Fact, NextStep
from goldenkey.selectors import playbook
from tests.cast import Cast
from tests.rooms import Case, case, seat, today

SignIn = Callable[[str], Client]


def _new(one: Case) -> str:
    return f"/activities/new/?opportunity={one.id}"


def _log(client: Client, one: Case, **given: Any) -> Any:
    return client.post(_new(one), {"kind": "visit", "agreed": "open", **given})


def test_without_a_subject_it_asks_whom_one_saw(cast: Cast, signed_in: SignIn) -> None:
    assert 'class="empty"' in signed_in("rep").get("/activities/new/").content.decode()
    one = case(cast)
    assert _new(one) in signed_in("rep").get("/activities/new/").content.decode()


def test_the_form_offers_who_sits_there_and_what_is_not_known(
    cast: Cast, signed_in: SignIn
) -> None:
    one = case(cast)
    seat(cast, one, one.user, "end_user")
    page = signed_in("rep").get(_new(one)).content.decode()
    assert "王志遠" in page and "陳國棟" in page
    assert page.count('name="fact:') >= 3 and 'name="key"' in page
    assert f'data-today="{today(cast).isoformat()}"' in page or "data-today" in page


@pytest.mark.method("M5.11")
def test_agreed_with_a_day_is_an_advance_and_the_answer_is_useful(
    cast: Cast, signed_in: SignIn
) -> None:
    one, client = case(cast), signed_in("rep")
    seat(cast, one, one.user, "end_user")
    by = (today(cast) + timedelta(days=7)).isoformat()
    answer = _log(
        client, one, agreed="yes", agreed_what="技術說明會", agreed_by_on=by,
        contact_ids=[one.user.pk], **{"fact:prospect.real": "true"},
    )  # fmt: skip
    made = Activity.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/activities/{made.pk}/"
    assert Fact.objects.get(name="prospect.real").confirmed
    page = client.get(answer["Location"]).content.decode()
    assert "技術說明會" in page and f"/activities/{made.pk}/undo/" in page
    assert page.count('<li class="good"') >= 2  # a warning gone, a criterion that holds
    assert 'class="ask"' in page


def test_a_form_sent_twice_is_one_entry(cast: Cast, signed_in: SignIn) -> None:
    one, client = case(cast), signed_in("rep")
    first, second = (_log(client, one, key="k1", note="談") for _ in range(2))
    assert first["Location"] == second["Location"] and Activity.objects.count() == 1


def test_what_is_missing_is_said_in_place_and_nothing_typed_is_lost(
    cast: Cast, signed_in: SignIn
) -> None:
    one = case(cast)
    answer = _log(signed_in("rep"), one, agreed="yes", note="談了很久")
    page = answer.content.decode()
    assert answer.status_code == 422 and "談了很久" in page and 'aria-invalid="true"' in page
    assert not Activity.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("stranger", 404), ("teammate", 403)])
def test_who_may_not_log_is_refused(cast: Cast, signed_in: SignIn, name: str, status: int) -> None:
    one = case(cast)
    assert _log(signed_in(name), one).status_code == status
    made = activity.log(cast.rep, opportunity_id=one.id)
    for verb in ("edit", "undo"):
        url = f"/activities/{made.pk}/{verb}/"
        answer = signed_in(name).post(url, {"version": 1, "kind": "call", "agreed": "open"})
        assert answer.status_code == status


def test_a_visit_without_an_opportunity_hangs_on_the_customer(
    cast: Cast, signed_in: SignIn
) -> None:
    one, client = case(cast), signed_in("rep")
    url = f"/activities/new/?account={one.account.pk}"
    assert client.get(url).status_code == 200
    answer = client.post(url, {"kind": "call", "agreed": "open", "note": "問候"})
    assert answer.status_code == 302 and Activity.objects.get().opportunity_id is None
    assert client.get(answer["Location"]).status_code == 200


def test_taken_back_it_is_gone(cast: Cast, signed_in: SignIn) -> None:
    one, client = case(cast), signed_in("rep")
    made = activity.log(cast.rep, opportunity_id=one.id, note="談")
    assert client.post(f"/activities/{made.pk}/undo/").status_code == 302
    assert client.get(f"/activities/{made.pk}/").status_code == 404
    assert client.get(f"/activities/{made.pk}/undo/").status_code == 405


def test_corrected_by_two_the_second_is_told(cast: Cast, signed_in: SignIn) -> None:
    made = activity.log(cast.rep, opportunity_id=case(cast).id, note="談")
    url, client = f"/activities/{made.pk}/edit/", signed_in("rep")
    given = {"kind": "call", "agreed": "no", "note": "拒絕", "version": 1}
    assert client.get(url).status_code == 200
    assert client.post(url, given).status_code == 302
    again = client.post(url, {**given, "note": "我的話"})
    assert again.status_code == 409 and "我的話" in again.content.decode()


def test_a_step_is_planned_ticked_off_with_undo_and_postponed(
    cast: Cast, signed_in: SignIn
) -> None:
    one, client, day = case(cast), signed_in("rep"), today(cast)
    plan = f"/opportunities/{one.id}/steps/new/"
    assert client.get(plan).status_code == 200
    assert client.post(plan, {"what": ""}).status_code == 422
    client.post(plan, {"what": "寄樣品", "due_on": day.isoformat()})
    step = NextStep.objects.get()
    assert client.post(f"/steps/{step.pk}/done/").status_code == 302
    room = client.get(f"/opportunities/{one.id}/").content.decode()
    assert f"/steps/{step.pk}/undone/" in room  # the toast's undo
    client.post(f"/steps/{step.pk}/undone/")
    step.refresh_from_db()
    later = (day + timedelta(days=7)).isoformat()
    postpone = f"/steps/{step.pk}/postpone/"
    assert client.get(postpone).status_code == 200
    assert client.post(postpone, {"version": 1, "due_on": later}).status_code == 409
    given = {"version": step.version, "due_on": later}
    assert client.post(postpone, given).status_code == 302
    assert "寄樣品" in client.get("/steps/").content.decode()
    for name, status in (("stranger", 404), ("teammate", 403)):
        assert signed_in(name).post(f"/steps/{step.pk}/done/").status_code == status
        assert signed_in(name).post(plan, {"what": "x"}).status_code == status


def test_what_it_brought_costs_the_same_with_twenty(
    cast: Cast, signed_in: SignIn, queries: Any
) -> None:
    one, client, counts = case(cast), signed_in("rep"), []
    for more in (1, 19):
        for n in range(more):
            made = activity.log(
                cast.rep, opportunity_id=one.id, note=f"{n}", next_what=f"步{n}",
                contact_ids=[one.user.pk, one.decider.pk],
            )  # fmt: skip
        playbook.compiled(one.fresh.playbook_version_id)
        with queries() as seen:
            assert client.get(f"/activities/{made.pk}/").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12
