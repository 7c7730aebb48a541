"""Payments while a month is being closed, and two approvals at once: each cent counts once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection

from goldenkey.actions import commission as commissions
from goldenkey.actions import commission_month as months
from goldenkey.actions import commission_plan as plans
from goldenkey.actions import payment as payments
from goldenkey.actions.contract import LineIn
from goldenkey.data.models import CommissionLine, CommissionTotal
from goldenkey.policies.errors import Refused
from goldenkey.selectors import commission_check
from tests import money
from tests.cast import gather

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs concurrent writers"),
]
ON, OCTOBER = date(2026, 10, 20), date(2026, 10, 1)
AT_ONCE = (LineIn("全款", "signing", 10_000, credit_days=0),)


def _run(do: Any, *args: Any, **more: Any) -> Any:
    try:
        return do(*args, **more)
    except Refused as problem:
        return problem.code
    finally:
        connection.close()


@pytest.mark.method("M7.5")
def test_a_payment_while_the_month_closes_is_in_it_or_in_the_next() -> None:
    cast = gather()
    plans.create_plan(
        cast.finance, name="2026", basis_points=200, from_on=date(2026, 1, 1),
        tiers=[(500_000, 300)],
    )  # fmt: skip
    contract = money.signed(cast, plan=AT_ONCE, deliveries=())
    given = {"account_id": contract.account_id, "amount": 100_000, "received_on": ON}
    with ThreadPoolExecutor(6) as pool:
        jobs = [pool.submit(_run, payments.record_payment, cast.finance, **given) for _ in "1234"]
        closing = pool.submit(_run, months.close_month, cast.finance, month=OCTOBER)
        jobs += [pool.submit(_run, payments.record_payment, cast.finance, **given) for _ in "5678"]
        assert all(hasattr(job.result(), "number") for job in jobs)
        closing.result()
    lines = CommissionLine.objects.filter(kind="earned")
    assert sum(line.amount_minor for line in lines) == 1_600_000
    kept = sum(total.earned_minor for total in CommissionTotal.objects.all())
    assert kept == sum(line.amount_minor for line in lines if line.on < date(2026, 11, 1))
    assert not list(commission_check.differences(cast.system))


def test_approving_and_paying_at_the_same_time_happens_once() -> None:
    cast = gather()
    money.plan(cast)
    contract = money.signed(cast, plan=AT_ONCE, deliveries=())
    payments.record_payment(
        cast.finance, account_id=contract.account_id, amount=500_000, received_on=ON
    )
    rep = cast.rep.user_id
    with ThreadPoolExecutor(4) as pool:
        for do, more in ((commissions.approve, "through"), (commissions.pay, "on")):
            jobs = [pool.submit(_run, do, cast.finance, rep, **{more: money.TODAY}) for _ in "1234"]
            assert sum(isinstance(job.result(), list) for job in jobs) == 1
    paid = CommissionLine.objects.filter(kind="paid")
    assert sum(line.amount_minor for line in paid) == 1_000_000
