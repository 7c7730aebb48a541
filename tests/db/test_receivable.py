"""Reads of receivables: by age, by customer, by salesperson; sums that hold (M7.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenkey.actions import payment as payments
from goldenkey.actions.contract import LineIn, sign_contract
from goldenkey.policies.errors import Refused
from goldenkey.selectors import receivable as select
from goldenkey.selectors.receivable import Filters
from tests import money
from tests.cast import Cast

FIVE = (
    LineIn("一", "date", amount=1, trigger_on=date(2026, 12, 9), credit_days=0),
    LineIn("二", "date", amount=10, trigger_on=date(2026, 11, 22), credit_days=0),
    LineIn("三", "date", amount=100, trigger_on=date(2026, 10, 1), credit_days=0),
    LineIn("四", "date", amount=1000, trigger_on=date(2026, 9, 1), credit_days=0),
    LineIn("五", "date", amount=10000, trigger_on=date(2026, 8, 1), credit_days=0),
)


def owed(cast: Cast) -> Any:
    account = money.customer(cast)
    return sign_contract(
        cast.rep, account_id=account.pk, amount=11_111, signed_on=date(2026, 8, 1), plan=FIVE,
        no_file_reason=money.UNSIGNED,
    )  # fmt: skip


@pytest.mark.method("M7.2")
def test_the_buckets_sum_to_all_that_is_open(cast: Cast) -> None:
    owed(cast)
    found = select.ageing(cast.rep, Filters())
    assert [b.total.amount for b in found.buckets] == [1, 10, 100, 1_000, 10_000]
    assert [b.count for b in found.buckets] == [1, 1, 1, 1, 1]
    assert (found.total.amount, found.overdue.amount) == (11_111, 11_110)


def test_the_list_is_oldest_first_and_follows_the_filters(cast: Cast) -> None:
    contract = owed(cast)
    rows = select.page(cast.rep, Filters()).rows
    assert [r.label for r in rows] == ["五", "四", "三", "二", "一"]
    assert [r.bucket for r in rows] == ["over_90", "61_90", "31_60", "1_30", "not_due"]

    def labels(**filters: Any) -> list[str]:
        return [r.label for r in select.page(cast.rep, Filters(**filters)).rows]

    assert labels(bucket="31_60") == ["三"]
    assert labels(overdue=True) == ["五", "四", "三", "二"]
    assert len(labels(mine=True, account_id=contract.account_id)) == 5
    assert labels(owner_id=cast.teammate.user_id) == []
    with pytest.raises(Refused, match="bad_choice"):
        labels(bucket="old")


def test_what_is_settled_leaves_the_list_and_the_sums(cast: Cast) -> None:
    contract = owed(cast)
    payments.record_payment(
        cast.finance, account_id=contract.account_id, amount=10_500, received_on=money.TODAY,
        method="note",
    )  # fmt: skip
    found = select.ageing(cast.rep, Filters())
    assert (found.total.amount, found.uncleared.amount) == (611, 10_500)
    assert select.page(cast.rep, Filters()).rows[0].state == "late"
    settled = select.page(cast.rep, Filters(settled=True)).rows[0]
    assert (settled.state, settled.uncleared.amount) == ("uncleared", 10_000)


def test_unallocated_money_is_shown_in_the_organisations_currency(cast: Cast) -> None:
    contract = owed(cast)
    payments.record_payment(
        cast.finance, account_id=contract.account_id, amount=12_000, received_on=money.TODAY,
        keep_rest=True,
    )  # fmt: skip
    found = select.ageing(cast.finance, Filters())
    assert (found.total.amount, found.unallocated.amount) == (0, 889)


def test_another_team_sees_none_of_it(cast: Cast) -> None:
    owed(cast)
    assert select.page(cast.stranger, Filters()).rows == ()
    assert not select.ageing(cast.stranger, Filters()).total
    assert len(select.page(cast.finance, Filters()).rows) == 5


def test_pages_go_on_from_the_last_row(cast: Cast) -> None:
    account = money.customer(cast)
    lines = [LineIn(str(n), "signing", amount=1) for n in range(60)]
    sign_contract(
        cast.rep, account_id=account.pk, amount=60, signed_on=money.SIGNED, plan=lines,
        no_file_reason=money.UNSIGNED,
    )  # fmt: skip
    first = select.page(cast.rep, Filters())
    second = select.page(cast.rep, Filters(), cursor=first.next)
    assert (len(first.rows), len(second.rows), second.next) == (50, 10, "")
    assert not {r.id for r in first.rows} & {r.id for r in second.rows}
    with pytest.raises(Refused, match="bad_cursor"):
        select.page(cast.rep, Filters(), cursor="zzz")


def test_the_list_costs_the_same_for_more_rows(cast: Cast, queries: Any) -> None:
    account = money.customer(cast)
    sign_contract(
        cast.rep, account_id=account.pk, amount=5, signed_on=money.SIGNED,
        no_file_reason=money.UNSIGNED,
    )  # fmt: skip
    with queries() as few:
        select.page(cast.rep, Filters())
        select.ageing(cast.rep, Filters())
    owed(cast)
    with queries() as many:
        assert len(select.page(cast.rep, Filters()).rows) == 6
        select.ageing(cast.rep, Filters())
    assert len(many) == len(few)
