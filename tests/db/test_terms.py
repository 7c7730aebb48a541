"""The terms sheet: moves are kept, a give waits for who was named, limits hide (M6.1–M6.2)."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey.actions import committee, opportunity, terms
from goldenkey.data.models import Fact, TermsIssue, TermsMove
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from goldenkey.selectors import terms as select
from tests.cast import Cast
from tests.rooms import Case, case, discover


@pytest.fixture
def one(cast: Cast) -> Case:
    """An opportunity at the stage where prices are named, its need explicit, its sheet begun."""
    made = case(cast)
    discover(cast, made)
    for _stage in range(2):
        opportunity.advance_stage(
            cast.manager, made.id, version=made.version, override_reason="老客戶"
        )
    terms.open_sheet(cast.rep, made.id)
    return made


def issue(one: Case, key: str) -> TermsIssue:
    return TermsIssue.objects.get(sheet__opportunity=one.opportunity, key=key)


def aim(cast: Cast, one: Case, key: str, target: str, limit: str = "") -> TermsIssue:
    row = issue(one, key)
    terms.edit_issue(cast.rep, row.pk, version=row.version, target=target, limit=limit)
    return issue(one, key)


@pytest.mark.method("M6.1")
def test_the_sheet_begins_with_the_issues_of_the_playbook_once(cast: Cast, one: Case) -> None:
    keys = [i.key for i in select.sheet(cast.rep, one.id).issues]
    assert keys == ["price", "delivery", "warranty", "payment", "service"]
    terms.open_sheet(cast.rep, one.id)
    assert TermsIssue.objects.count() == 5
    terms.add_issue(cast.rep, one.id, label="教育訓練")
    assert select.sheet(cast.rep, one.id).issues[-1].label == "教育訓練"


@pytest.mark.method("M6.1", "M6.2")
def test_a_give_gets_something_or_is_refused_and_every_move_is_kept(cast: Cast, one: Case) -> None:
    row = aim(cast, one, "warranty", "12", "24")
    terms.record_position(cast.rep, row.pk, value="36")
    terms.offer(cast.rep, row.pk, value="12")
    with pytest.raises(Refused, match="no_return"):
        terms.offer(cast.rep, row.pk, value="18")
    terms.offer(cast.rep, row.pk, value="18", in_return="多買一台")
    found = next(i for i in select.sheet(cast.rep, one.id).issues if i.key == "warranty")
    assert (found.position, found.offer) == ("36", "18")
    assert [(m.kind, m.before, m.value) for m in reversed(found.moves)] == [
        ("position", "", "36"), ("offer", "", "12"), ("give", "12", "18"),
    ]  # fmt: skip


@pytest.mark.method("M6.2")
def test_beyond_the_limit_a_give_waits_for_who_was_named(cast: Cast, one: Case) -> None:
    row = aim(cast, one, "warranty", "12", "24")
    with pytest.raises(Refused, match="beyond_limit"):
        terms.offer(cast.rep, row.pk, value="36", in_return="多買一台")
    manager = cast.users["manager"].pk
    move = terms.offer(cast.rep, row.pk, value="36", in_return="多買一台", approver_id=manager)
    assert issue(one, "warranty").offer == "", "nothing is offered before the answer"
    with pytest.raises(Refused, match="waits_already"):
        terms.offer(cast.rep, row.pk, value="12")
    with pytest.raises(Forbidden):
        terms.answer(cast.rep, move.pk, approve=True)
    with pytest.raises(Refused, match="named_another"):
        terms.answer(cast.director, move.pk, approve=True)
    terms.answer(cast.manager, move.pk, approve=True)
    assert issue(one, "warranty").offer == "36"
    with pytest.raises(Refused, match="answered_already"):
        terms.answer(cast.manager, move.pk, approve=False)


@pytest.mark.method("M6.2")
def test_a_refused_give_changes_nothing_and_stays_in_the_history(cast: Cast, one: Case) -> None:
    row = aim(cast, one, "warranty", "12", "24")
    move = terms.offer(cast.rep, row.pk, value="36", approver_id=cast.users["manager"].pk)
    terms.answer(cast.manager, move.pk, approve=False)
    assert issue(one, "warranty").offer == ""
    assert list(TermsMove.objects.values_list("kind", flat=True)) == ["give", "refused"]


def test_who_may_not_let_it_pass_cannot_be_named(cast: Cast, one: Case) -> None:
    row = aim(cast, one, "warranty", "12", "24")
    for name in ("rep", "teammate", "finance", "stranger"):
        with pytest.raises(Refused, match="may_not_approve"):
            terms.offer(cast.rep, row.pk, value="36", approver_id=cast.users[name].pk)


@pytest.mark.method("M6.2")
def test_price_waits_for_its_stage_and_for_other_offers(cast: Cast) -> None:
    early = case(cast)
    terms.open_sheet(cast.rep, early.id)
    row = issue(early, "price")
    with pytest.raises(Refused, match="price_before_stage"):
        terms.offer(cast.rep, row.pk, value="1000000")


@pytest.mark.method("M6.2")
def test_something_else_is_offered_before_price(cast: Cast, one: Case) -> None:
    price = aim(cast, one, "price", "1000000", "900000")
    terms.offer(cast.rep, price.pk, value="1000000")
    with pytest.raises(Refused, match="others_first"):
        terms.offer(cast.rep, price.pk, value="980000", in_return="兩台")
    service = issue(one, "service")
    terms.offer(cast.rep, service.pk, value="遠端支援")
    terms.offer(cast.rep, service.pk, value="到場服務", in_return="兩台")
    terms.offer(cast.rep, price.pk, value="980000", in_return="兩台")
    assert issue(one, "price").offer == "980000"


@pytest.mark.method("M6.1")
def test_limits_are_seen_only_with_their_right(cast: Cast, one: Case) -> None:
    aim(cast, one, "warranty", "12", "24")
    terms.edit_sheet(cast.rep, one.id, version=1, walk_away="低於成本", alternative="賣給別家")
    for name in ("rep", "manager", "director"):
        sheet = select.sheet(cast.actor(name), one.id)
        assert sheet.walk_away == "低於成本"
        assert [i.limit for i in sheet.issues if i.key == "warranty"] == ["24"]
    for name in ("teammate", "finance", "compliance", "admin"):
        sheet = select.sheet(cast.actor(name), one.id)
        assert (sheet.walk_away, sheet.alternative) == (None, None)
        assert {i.limit for i in sheet.issues} == {None}


@pytest.mark.method("M6.1")
def test_what_was_agreed_is_what_the_gate_sees(cast: Cast, one: Case) -> None:
    row = issue(one, "payment")
    committee.seat(cast.rep, one.id, contact_id=one.user.pk, roles=["purchaser"])
    terms.set_status(cast.rep, row.pk, status="agreed", said_by_id=one.user.pk)
    told = Fact.objects.get(subject_id=one.id, name="terms.payment")
    assert (told.value, told.confirmed, told.said_by_id) == ("agreed", True, one.user.pk)
    terms.set_status(cast.rep, row.pk, status="disputed")
    assert Fact.objects.filter(name="terms.payment").latest("pk").value == "disputed"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"target": "x"}, "not_a_number"),
        ({"target": "-3"}, "negative_amount"),
        ({"target": "24", "limit": "12"}, "limit_above_target"),
        ({"unit": "parsec"}, "bad_choice"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, one: Case, given: Any, code: str) -> None:
    row = issue(one, "warranty")
    with pytest.raises(Refused, match=code):
        terms.edit_issue(cast.rep, row.pk, version=row.version, **given)


def test_the_second_of_two_editors_is_told(cast: Cast, one: Case) -> None:
    row = issue(one, "warranty")
    terms.edit_issue(cast.rep, row.pk, version=row.version, target="12")
    with pytest.raises(Conflict):
        terms.edit_issue(cast.manager, row.pk, version=row.version, target="18")


def test_a_teammate_looks_and_a_stranger_finds_nothing(cast: Cast, one: Case) -> None:
    row = issue(one, "warranty")
    assert select.sheet(cast.teammate, one.id).issues
    with pytest.raises(Forbidden):
        terms.offer(cast.teammate, row.pk, value="12")
    with pytest.raises(NotFound):
        select.sheet(cast.stranger, one.id)
    with pytest.raises(NotFound):
        terms.offer(cast.stranger, row.pk, value="12")


def test_a_lost_opportunity_is_not_negotiated(cast: Cast, one: Case) -> None:
    row = issue(one, "warranty")
    opportunity.drop(cast.rep, one.id, version=one.version, reason="專案取消")
    with pytest.raises(Refused, match="not_live"):
        terms.offer(cast.rep, row.pk, value="12")
