"""The search box: one character, either script, pinyin, digits; and nobody else's records.

The same questions get the same answers on both databases: this file runs on each.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import contact as contacts
from goldenkey.actions import lead as leads
from goldenkey.actions import opportunity as opportunities
from goldenkey.core.phone_words import asked, words
from goldenkey.data.models import Membership
from goldenkey.policies.actor import Actor
from goldenkey.selectors import search
from tests.cast import Cast


def titles(actor: Actor, query: str) -> list[str]:
    return [hit.title for hit in search.find(actor, query)]


@pytest.fixture
def company(cast: Cast) -> Cast:
    """A few records with names that are easily mixed up."""
    rep = cast.rep
    hung = accounts.create_account(
        rep,
        name="宏昇機電股份有限公司",
        english_name="Hungsheng",
        region="台中",
        phone="04-2350-1234",
    )
    accounts.create_account(rep, name="昇宏貿易")
    accounts.create_account(rep, name="重慶大酒店")
    contacts.create_contact(
        rep, hung.pk, name="王志遠", title="廠長", mobile="+886 912 345 678", email="wang@hung.tw"
    )
    opportunities.create_opportunity(rep, hung.pk, name="三號產線改造", amount=10_800_000)
    leads.create_lead(rep, company="宏觀茶業", phone="0287654321")
    accounts.create_account(cast.stranger, name="宏遠建設")
    return cast


HUNG, ORDER = "宏昇機電股份有限公司", "三號產線改造"
ASKED = [
    ("宏", [HUNG, "宏觀茶業", "昇宏貿易", ORDER]),
    ("宏昇", [HUNG, ORDER]),
    ("昇宏", ["昇宏貿易"]),
    ("机电", [HUNG, ORDER]),
    ("重庆", ["重慶大酒店"]),
    ("chongqing", ["重慶大酒店"]),
    ("hongshengji", [HUNG, ORDER]),
    ("hsjd", [HUNG, ORDER]),
    ("HUNGSHENG", [HUNG]),
    ("wangzhiyuan", ["王志遠"]),
    ("wzy", ["王志遠"]),
    ("wang@hung.tw", ["王志遠"]),
    ("0912345678", ["王志遠"]),
    ("+886912345678", ["王志遠"]),
    ("0912-345-678", ["王志遠"]),
    ("345678", ["王志遠"]),
    ("0423501234", [HUNG]),
    ("產線", [ORDER]),
    ("宏機", []),
    ("' OR 1=1 --", []),
    ('"', []),
    ("*", []),
    ("宏昇 台北", []),
]


@pytest.mark.method("M9.1")
@pytest.mark.parametrize(("query", "found"), ASKED)
def test_the_same_question_gets_the_same_answer_on_both_databases(
    company: Cast, query: str, found: list[str]
) -> None:
    assert titles(company.rep, query) == found


def test_what_starts_with_the_words_comes_first(company: Cast) -> None:
    assert titles(company.rep, "宏觀")[0] == "宏觀茶業"
    assert titles(company.rep, "三號")[0] == ORDER
    assert titles(company.rep, HUNG)[0] == HUNG


def test_another_teams_records_are_not_found(company: Cast) -> None:
    assert "宏遠建設" not in titles(company.rep, "宏遠")
    assert titles(company.stranger, "王志遠") == []
    assert titles(company.director, "宏遠") == ["宏遠建設"]


def test_finance_finds_no_leads(company: Cast) -> None:
    assert titles(company.finance, "宏觀") == []


@pytest.mark.method("M0.10")
def test_who_sells_with_us_finds_the_order_its_customer_and_its_people(company: Cast) -> None:
    hit = search.find(company.rep, "產線")[0]
    Membership.objects.create(
        kind="opportunity", record_id=hit.id, user=company.users["stranger"], part="presales",
        created_at=datetime(2026, 11, 1, tzinfo=UTC),
    )  # fmt: skip
    assert titles(company.stranger, "產線") == [ORDER]
    assert titles(company.stranger, "機電")[0] == "宏昇機電股份有限公司"
    assert titles(company.stranger, "志遠") == ["王志遠"]
    assert titles(company.stranger, "重慶") == []


def test_an_archived_customer_is_not_found_and_a_restored_one_is(company: Cast) -> None:
    pk = search.find(company.rep, "重慶")[0].id
    accounts.archive_account(company.rep, pk, version=1)
    assert titles(company.rep, "重慶") == []
    accounts.restore_account(company.rep, pk)
    assert titles(company.rep, "重慶") == ["重慶大酒店"]


def test_a_search_costs_the_same_however_much_it_finds(company: Cast, queries) -> None:  # type: ignore[no-untyped-def]
    rep = company.rep
    with queries() as few:
        search.find(rep, "宏")
    for number in range(18):
        accounts.create_account(rep, name=f"宏{number}")
    with queries() as many:
        assert len(search.find(rep, "宏")) == 20
    assert len(many) == len(few) == 1


def test_a_number_is_found_by_its_digits_however_it_is_written() -> None:
    assert asked("+886 (912) 345-678") == "912345678"
    assert asked("0912-345-678") == "912345678"
    assert asked("宏昇 1234") == "宏昇 1234"
    ends = ["886912345678", "912345678", "12345678", "345678", "5678"]
    assert words("+886 912 345 678").split() == ends
    assert words("12") == ""
