"""Two clerks at the same time: what is open is never paid twice. SQLite writes in turn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from goldenkey.actions import payment as payments
from goldenkey.actions.contract import LineIn
from goldenkey.data.models import CommissionLine, Payment
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from tests import money
from tests.cast import gather

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs concurrent writers"),
]
ON = date(2026, 11, 20)


def _pay(actor: Actor, account_id: int, amount: int) -> int:
    try:
        payments.record_payment(
            actor, account_id=account_id, amount=amount, received_on=ON, keep_rest=True
        )
        return amount
    except Refused:
        return 0
    finally:
        connection.close()


@pytest.mark.method("M7.2")
def test_payments_at_the_same_time_never_allocate_more_than_is_open() -> None:
    cast = gather()
    money.plan(cast)
    contract = money.signed(cast, plan=(LineIn("全款", "signing", 10_000, credit_days=0),))
    with ThreadPoolExecutor(6) as pool:
        jobs = [pool.submit(_pay, cast.finance, contract.account_id, 300_000) for _ in range(6)]
        paid = sum(job.result() for job in jobs)
    (row,) = money.opened(contract)
    assert row.open_minor == 0
    assert sum(p.unallocated_minor for p in Payment.objects.all()) == paid * 100 - 100_000_000
    assert len({p.number for p in Payment.objects.all()}) == 6
    assert sum(line.amount_minor for line in CommissionLine.objects.all()) == 2_000_000
    money.sums_hold()
