"""The room: what it shows, what it asks, who may; it never costs more than twelve queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldenkey.actions import activity, committee, evidence, fact, membership, opportunity
from goldenkey.selectors import playbook
from tests.cast import Cast
from tests.rooms import Case, case, discover, seat, today

SignIn = Callable[[str], Client]
DIALOG = {"HX-Request": "true"}


def _room(client: Client, one: Case) -> str:
    answer = client.get(f"/opportunities/{one.id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def _furnish(cast: Cast, one: Case, count: int) -> None:
    """Fill the room with `count` of everything."""
    rep = cast.rep
    for n in range(count):
        person = committee.seat_somebody_new(rep, one.id, person={"name": f"人{n}"}).contact
        need = committee.add_need(rep, one.id, words=f"需要{n}")
        committee.place_rival(rep, one.id, name=f"對手{n}", position=0, need_id=need.pk)
        activity.plan_step(rep, opportunity_id=one.id, what=f"步{n}", due_on=today(cast))
        activity.log(
            rep, opportunity_id=one.id, contact_ids=[person.pk] if person else [], note=f"談{n}"
        )
        fact.record(rep, "opportunity", one.id, name="need.problem", value=f"題{n}")
        evidence.add(rep, "opportunity", one.id, name=f"{n}.txt", chunks=[str(n).encode()])


@pytest.mark.method("M4.5")
def test_it_shows_who_decides_who_is_against_and_whom_nobody_met(
    cast: Cast, signed_in: SignIn
) -> None:
    one = case(cast)
    seat(cast, one, one.user, "end_user", stance="opponent", influence="low")
    seat(cast, one, one.decider, "decision_maker", power="decides", influence="high")
    page = _room(signed_in("rep"), one)
    assert page.index("陳國棟") < page.index("王志遠")  # who decides comes first
    assert 'class="against"' in page and page.count('class="chair"') == 2
    assert page.count('class="tag bad"') >= 2  # never met, twice


def test_warnings_come_first_on_a_phone_and_say_the_money(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast, close_on=today(cast) - timedelta(days=3))
    page = _room(signed_in("rep"), one)
    warnings = page.split('id="warnings"')[1].split("</section>")[0]
    assert 'class="card first-s" id="warnings"' in page
    assert "NT$\u00a01,000,000" in warnings and 'class="bad"' in warnings


def test_a_quiet_room_teaches_what_to_do(cast: Cast, signed_in: SignIn) -> None:
    page = _room(signed_in("rep"), case(cast))
    for part in ("committee", "needs", "steps", "files", "gate"):
        assert f'id="{part}"' in page


def test_a_stranger_finds_no_room_and_finance_sees_no_stance(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    seat(cast, one, one.user, "end_user", stance="opponent")
    assert signed_in("stranger").get(f"/opportunities/{one.id}/").status_code == 404
    assert "against" in _room(signed_in("rep"), one)
    for name in ("finance", "teammate"):
        assert "against" not in _room(signed_in(name), one)
        assert "against" not in signed_in(name).get("/opportunities/").content.decode()


def test_who_may_only_read_is_offered_nothing_to_write(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    page = _room(signed_in("teammate"), one)
    for verb in ("/edit/", "/lost/", "/stage/", "/seats/new/", "/evidence/new/", "/members/"):
        assert f"/opportunities/{one.id}{verb}" not in page


@pytest.mark.parametrize("name", ["rep", "manager", "director"])
def test_a_full_room_costs_as_much_as_an_empty_one(
    cast: Cast, signed_in: SignIn, queries: Any, name: str
) -> None:
    one, client = case(cast), signed_in(name)
    membership.share(cast.rep, "opportunity", one.id, user_id=cast.users["stranger"].pk)
    counts = []
    for more in (2, 18):
        _furnish(cast, one, more)
        playbook.compiled(one.fresh.playbook_version_id)
        with queries() as seen:
            _room(client, one)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12, [q["sql"][:90] for q in seen.captured_queries]


FORMS = [
    ("edit", {"name": "新名字"}, 302), ("edit", {"name": ""}, 422),
    ("lost", {"reason": "價格", "lost_to": "乙"}, 302), ("lost", {"reason": "價格"}, 422),
    ("drop", {"reason": "沒有預算"}, 302), ("drop", {"reason": ""}, 422),
    ("go", {"go": "go", "reason": "值得"}, 302), ("go", {"go": "go"}, 422),
    ("back", {"stage": "discover", "reason": "變了"}, 422), ("reopen", {"reason": "x"}, 422),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "given", "status"), FORMS)
def test_each_verb_does_or_says_what_is_missing(
    cast: Cast, signed_in: SignIn, verb: str, given: dict[str, Any], status: int
) -> None:
    one = case(cast)
    client = signed_in("rep")
    url = f"/opportunities/{one.id}/{verb}/"
    assert client.get(url).status_code == 200
    answer = client.post(url, {"version": one.version, **given})
    assert answer.status_code == status
    if status == 422:
        assert 'aria-invalid="true"' in answer.content.decode() or 'role="alert"' in (
            answer.content.decode()
        )


@pytest.mark.parametrize(
    "verb", ["edit", "lost", "drop", "go", "back", "reopen", "give", "members", "stage"]
)
@pytest.mark.parametrize(("name", "status"), [("stranger", 404), ("teammate", 403)])
def test_who_may_not_is_refused(
    cast: Cast, signed_in: SignIn, verb: str, name: str, status: int
) -> None:
    one = case(cast)
    owner = cast.users["manager"].pk
    given = {
        "version": one.version, "name": "x", "reason": "x", "lost_to": "x", "go": "go",
        "stage": "discover", "owner_id": owner, "user_id": owner, "part": "member",
    }  # fmt: skip
    if verb in ("back", "reopen"):
        _ready_for(cast, one, verb)
        given["version"] = one.version
    answer = signed_in(name).post(f"/opportunities/{one.id}/{verb}/", given)
    assert answer.status_code == status


def _ready_for(cast: Cast, one: Case, verb: str) -> None:
    if verb == "back":
        opportunity.advance_stage(cast.manager, one.id, version=one.version, override_reason="急")
    else:
        opportunity.drop(cast.rep, one.id, version=one.version, reason="x")


def test_back_and_reopen_go_through_their_pages(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in("rep")
    for verb, given in (("back", {"stage": "discover"}), ("reopen", {})):
        one = case(cast)
        _ready_for(cast, one, verb)
        body = {"version": one.version, "reason": "有了預算", **given}
        assert client.post(f"/opportunities/{one.id}/{verb}/", body).status_code == 302
        assert (one.fresh.stage, one.fresh.state) == ("discover", "open")


def test_the_second_of_two_editors_is_told_and_loses_nothing(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast, close_on=today(cast))
    seen = one.version
    opportunity.edit_opportunity(cast.manager, one.id, version=seen, name="主管的名字")
    url = f"/opportunities/{one.id}/edit/"
    mine = {"version": seen, "name": "我的名字", "amount": "7654321"}
    answer = signed_in("rep").post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "我的名字" in page and "7654321" in page  # what he typed
    assert "Manager" in page and "主管的名字" in page  # who changed it, and to what
    assert f'name="version" value="{one.version}"' in page
    assert signed_in("rep").post(url, {**mine, "version": one.version}).status_code == 302


@pytest.mark.method("M3.7")
def test_letting_through_goes_by_right_with_a_reason(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    url = f"/opportunities/{one.id}/stage/"
    given = {"version": one.version, "override_reason": "年底預算"}
    assert signed_in("rep").post(url, given).status_code == 403
    assert signed_in("manager").post(url, {"version": one.version}).status_code == 409
    assert signed_in("manager").post(url, given).status_code == 302
    assert "年底預算" in _room(signed_in("rep"), one)  # stays on record, in the timeline


def test_a_stale_move_is_told(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    answer = signed_in("rep").post(f"/opportunities/{one.id}/stage/", {"version": 99})
    assert answer.status_code == 409


@pytest.mark.method("M3.7")
def test_the_gates_form_fills_all_that_is_missing_and_moves_on(
    cast: Cast, signed_in: SignIn
) -> None:
    one = case(cast)
    seat(cast, one, one.user, "end_user")
    committee.add_need(cast.rep, one.id, words="快")
    client, url = signed_in("rep"), f"/opportunities/{one.id}/gate/"
    assert client.get(url).status_code == 200
    half = {"fact:prospect.real": "true", "version": one.version, "then": "move"}
    shut = client.post(url, half, headers=DIALOG)
    assert shut.status_code == 409 and 'name="fact:fit.stated"' in shut.content.decode()
    rest = {
        "fact:need.problem": "停線", "fact:fit.stated": "true", "confirmed": "yes",
        "said_by_id": one.user.pk, "version": one.version, "then": "move",
    }  # fmt: skip
    assert client.post(url, rest).status_code == 302
    assert one.fresh.phase == "validate"


def test_one_criterion_is_filled_in_with_who_said_it(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    seat(cast, one, one.user, "end_user")
    url = f"/opportunities/{one.id}/gate/discover.prospect/"
    client = signed_in("rep")
    assert 'name="fact:prospect.real"' in client.get(url, headers=DIALOG).content.decode()
    nobody = {"fact:prospect.real": "true", "confirmed": "yes"}
    assert client.post(url, nobody).status_code == 422
    said = {**nobody, "said_by_id": one.user.pk, "words": "我們真的要買"}
    assert client.post(url, said).status_code == 302
    assert 'class="said"' in _room(client, one)


def test_unknown_is_an_honest_answer(cast: Cast, signed_in: SignIn) -> None:
    one, client = case(cast), signed_in("rep")
    discover(cast, one)
    url = f"/opportunities/{one.id}/gate/discover.prospect/"
    assert client.post(url, {"fact:prospect.real": "?", "confirmed": "no"}).status_code == 302
    assert len(_gate(cast, one)) == 1
    assert client.post(url, {"fact:prospect.real": "x"}).status_code == 422


def _gate(cast: Cast, one: Case) -> list[str]:
    from goldenkey.selectors import room as rooms

    return [c.id for c in rooms.room(cast.rep, one.id).gate.missing]


def test_an_unknown_criterion_is_not_found(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    assert signed_in("rep").get(f"/opportunities/{one.id}/gate/no.such/").status_code == 404
    for name, status in (("stranger", 404), ("finance", 403)):
        url = f"/opportunities/{one.id}/gate/discover.prospect/"
        assert signed_in(name).get(url).status_code == status


def test_opened_at_a_customer_it_leads_to_its_room(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    url = f"/accounts/{one.account.pk}/opportunities/new/"
    given = {"name": "二號線", "currency": "TWD", "kind": "account_led",
             "playbook_key": "key-account", "amount": "500000"}  # fmt: skip
    client = signed_in("rep")
    assert client.get(url).status_code == 200
    assert client.post(url, {**given, "name": ""}).status_code == 422
    made = client.post(url, given)
    assert made.status_code == 302 and "/opportunities/" in made["Location"]
    assert signed_in("stranger").post(url, given).status_code == 404


def test_given_to_a_colleague_and_shared_with_another(cast: Cast, signed_in: SignIn) -> None:
    one, client = case(cast), signed_in("rep")
    stranger = cast.users["stranger"].pk
    share = client.post(
        f"/opportunities/{one.id}/members/", {"user_id": stranger, "part": "presales"}
    )
    assert share.status_code == 302 and "Stranger" in _room(client, one)
    assert signed_in("stranger").get(f"/opportunities/{one.id}/").status_code == 200
    owner = cast.users["teammate"].pk
    given = {"version": one.version, "owner_id": owner}
    assert client.post(f"/opportunities/{one.id}/give/", given).status_code == 302
    assert one.fresh.owner_id == owner


def test_who_changed_what_is_told_to_who_may_read_the_audit(cast: Cast, signed_in: SignIn) -> None:
    one = case(cast)
    opportunity.edit_opportunity(cast.manager, one.id, version=one.version, amount=3_000_000)
    url = f"/opportunities/{one.id}/changes/"
    page = signed_in("rep").get(url)
    assert page.status_code == 200 and "Manager" in page.content.decode()
    assert signed_in("teammate").get(url).status_code == 403
    assert signed_in("stranger").get(url).status_code == 404


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans", "en"])
def test_it_speaks_three_languages(cast: Cast, signed_in: SignIn, language: str) -> None:
    one = case(cast)
    _furnish(cast, one, 1)
    cast.users["rep"].language = language
    cast.users["rep"].save()
    assert f'lang="{language}"' in _room(signed_in("rep"), one)
