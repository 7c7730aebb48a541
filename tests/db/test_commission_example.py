"""The quarter of docs/how-to/pay-commission.md, by the program: each figure of its table."""

from __future__ import annotations

from datetime import date

import pytest

from goldenkey.actions import commission as commissions
from goldenkey.actions import commission_month as months
from goldenkey.actions import commission_plan as plans
from goldenkey.actions import payment as payments
from goldenkey.actions.contract import LineIn, ShareIn, share_commission
from goldenkey.data.models import CommissionLine, Payment
from goldenkey.selectors import commission as select
from goldenkey.selectors import commission_check
from tests import money
from tests.cast import Cast

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)
AT_ONCE = (LineIn("全款", "signing", 10_000, credit_days=0),)


def lines(cast: Cast, name: str) -> list[tuple[str, int]]:
    rows = CommissionLine.objects.filter(user=cast.users[name]).order_by("pk")
    gains = [row for row in rows if row.kind not in ("payable", "paid")]
    return [(row.kind, row.amount_minor // 100) for row in gains]


def approved(cast: Cast, name: str, day: date) -> int:
    actor = cast.finance.later(days=20)
    made = commissions.approve(actor, cast.users[name].pk, through=day)
    return sum(line.amount_minor for line in made) // 100


@pytest.mark.method("M7.5")
def test_the_quarter_of_the_documentation(cast: Cast) -> None:
    plans.create_plan(
        cast.finance, name="2026", basis_points=200, from_on=date(2026, 1, 1),
        tiers=[(1_000_000, 300)], holdback=2_000,
    )  # fmt: skip
    contract = money.signed(cast, amount="2000000", plan=AT_ONCE, deliveries=())
    shares = [ShareIn(cast.rep.user_id, 6_000), ShareIn(cast.teammate.user_id, 4_000)]
    share_commission(cast.rep, contract.pk, shares=shares)
    expected = {s.user_id: int(s.expected.amount) for s in select.shares(cast.finance, contract)}
    assert expected == {cast.rep.user_id: 24_000, cast.teammate.user_id: 16_000}
    for amount, day in ((600_000, 5), (1_400_000, 20)):
        payments.record_payment(
            cast.finance, account_id=contract.account_id, amount=amount,
            received_on=date(2026, 10, day),
        )  # fmt: skip
    months.close_month(cast.finance, month=OCTOBER)
    assert lines(cast, "rep") == [("earned", 7_200), ("earned", 16_800), ("bonus", 2_000)]
    assert lines(cast, "teammate") == [("earned", 4_800), ("earned", 11_200)]
    assert approved(cast, "rep", OCTOBER) == 21_200
    assert approved(cast, "teammate", OCTOBER) == 12_800
    payments.reverse_payment(
        cast.finance, Payment.objects.get(number="R-2026-0002").pk,
        reversed_on=date(2026, 11, 3), reason="退票",
    )  # fmt: skip
    months.close_month(cast.finance.later(days=20), month=NOVEMBER)
    assert lines(cast, "rep")[3:] == [("clawed_back", -16_800), ("bonus", -2_000)]
    assert sum(minor for _kind, minor in lines(cast, "rep")) == 7_200
    assert sum(minor for _kind, minor in lines(cast, "teammate")) == 4_800
    assert not list(commission_check.differences(cast.system))
