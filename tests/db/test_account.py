"""Accounts: entered, changed, given, put away; what is unknown; whether we know them already."""

from __future__ import annotations

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import opportunity as opportunities
from goldenkey.data.models import AuditEntry
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from goldenkey.selectors import account as select
from goldenkey.selectors import account_page, resembling
from tests.cast import Cast


@pytest.mark.method("M1.6", "M1.10")
def test_the_page_says_what_is_still_unknown(cast: Cast) -> None:
    made = accounts.create_account(cast.rep, name="宏昇機電", industry="機械", staff=120)
    seen = account_page.show(cast.rep, made.pk)
    assert (seen.known, seen.asked) == (2, 12)
    assert "credit_rating" in seen.unknown
    assert "industry" not in seen.unknown


@pytest.mark.method("M0.6")
def test_a_new_relationship_level_carries_its_day_and_evidence(cast: Cast) -> None:
    made = accounts.create_account(cast.rep, name="宏昇機電")
    later = cast.rep.later(days=9)
    accounts.edit_account(
        later, made.pk, version=made.version, relationship="preferred",
        relationship_why="年度合約三年", relationship_target="partner",
    )  # fmt: skip
    seen = select.detail(later, made.pk)
    assert (seen.relationship, seen.relationship_since) == ("preferred", later.today)
    assert seen.relationship_why == "年度合約三年"
    entry = AuditEntry.objects.filter(kind="account", record_id=made.pk).latest("pk")
    assert entry.changes[0]["fields"]["relationship"] == ["vendor", "preferred"]


def test_a_stranger_does_not_find_the_customer(cast: Cast) -> None:
    made = accounts.create_account(cast.rep, name="宏昇機電")
    with pytest.raises(NotFound):
        account_page.show(cast.stranger, made.pk)
    with pytest.raises(NotFound):
        accounts.restore_account(cast.stranger, made.pk)


def test_a_teammate_may_look_and_not_change(cast: Cast) -> None:
    made = accounts.create_account(cast.rep, name="宏昇機電")
    assert not account_page.show(cast.teammate, made.pk).detail.may_edit
    with pytest.raises(Forbidden):
        accounts.edit_account(cast.teammate, made.pk, version=1, name="x")
    with pytest.raises(Forbidden):
        accounts.archive_account(cast.teammate, made.pk, version=1)


def test_the_second_of_two_editors_is_told(cast: Cast) -> None:
    made = accounts.create_account(cast.rep, name="宏昇機電")
    accounts.edit_account(cast.manager, made.pk, version=made.version, region="台中")
    with pytest.raises(Conflict) as told:
        accounts.edit_account(cast.rep, made.pk, version=1, region="台北")
    assert told.value.params["changed_by"] == "Manager"
    assert "region" in told.value.params["changes"]


@pytest.mark.parametrize("fields", [{"kind": "sheep"}, {"batch": -1}, {"revenue": "many"}])
def test_codes_and_amounts_that_cannot_be_are_refused(
    cast: Cast, fields: dict[str, object]
) -> None:
    with pytest.raises(Refused) as problem:
        accounts.create_account(cast.rep, name="宏昇機電", **fields)
    assert problem.value.field in fields


def test_a_customer_with_a_live_opportunity_is_not_put_away(cast: Cast) -> None:
    made = accounts.create_account(cast.rep, name="宏昇機電")
    opportunities.create_opportunity(cast.rep, made.pk, name="產線")
    with pytest.raises(Refused) as problem:
        accounts.archive_account(cast.rep, made.pk, version=made.version)
    assert problem.value.code == "has_live_opportunities"


def test_giving_a_customer_away_moves_it_to_the_new_owners_team(cast: Cast) -> None:
    made = accounts.create_account(cast.rep, name="宏昇機電")
    owner = cast.users["teammate"].pk
    assert accounts.give_account(cast.rep, made.pk, version=1, owner_id=owner).owner_id == owner
    with pytest.raises(Refused):
        accounts.give_account(cast.manager, made.pk, version=2, owner_id=cast.users["stranger"].pk)


@pytest.mark.method("M2.5")
@pytest.mark.parametrize(
    ("typed", "same"),
    [("宏昇机电有限公司", True), ("宏昇機電", True), ("台中宏昇", False), ("Hongsheng", False)],
)
def test_a_customer_we_have_is_recognised_and_named_in_scope(
    cast: Cast, typed: str, same: bool
) -> None:
    made = accounts.create_account(cast.teammate, name="宏昇機電股份有限公司")
    (found,) = resembling.accounts(cast.rep, typed)
    assert (found.account_id, found.owner, found.is_same) == (made.pk, "Teammate", same)


@pytest.mark.method("M2.5")
def test_out_of_scope_only_whom_to_ask_is_said(cast: Cast) -> None:
    accounts.create_account(cast.rep, name="宏昇機電股份有限公司")
    (found,) = resembling.accounts(cast.stranger, "宏昇機電")
    assert (found.account_id, found.name, found.owner) == (None, "", "")
    assert found.ask == "Manager"
    accounts.create_account(cast.stranger, name="遠澤建設")
    (south,) = resembling.accounts(cast.rep, "遠澤建設")
    assert south.ask == "Director", "the south has no manager of its own"


def test_the_same_number_is_the_same_customer(cast: Cast) -> None:
    accounts.create_account(cast.rep, name="宏昇機電", phone="04-2350-1234")
    (found,) = resembling.accounts(cast.rep, "別的名字", phone="(04) 23501234")
    assert found.is_same


def test_names_that_only_share_a_character_are_let_alone(cast: Cast) -> None:
    accounts.create_account(cast.rep, name="宏遠建設")
    assert resembling.accounts(cast.rep, "宏觀茶業") == ()


def test_the_list_is_narrowed_by_grade_owner_due_date_and_words(cast: Cast) -> None:
    mine = accounts.create_account(cast.rep, name="張建華", kind="person", buys_on=cast.rep.today)
    theirs = accounts.create_account(cast.teammate, name="南嶺電力", cycle_days=10, batch=5_000_000)

    def names(**wanted: object) -> list[int]:
        return [r.id for r in select.page(cast.rep, select.Filters(**wanted)).rows]  # type: ignore[arg-type]

    assert names() == [theirs.pk, mine.pk]
    assert names(mine=True) == [mine.pk]
    assert names(grade="intent:O") == [mine.pk]
    assert names(grade="value:A") == [theirs.pk]
    assert names(q="南岭") == [theirs.pk]
    assert names(due=True) == []
    assert names(kind="person", q="建華") == [mine.pk]
