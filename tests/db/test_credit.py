"""Credit: what exceeds it is not signed or shipped, until finance lets it pass (M7.3)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from goldenkey.actions import account as accounts
from goldenkey.actions import contract as contracts
from goldenkey.actions import credit
from goldenkey.actions import delivery as deliveries
from goldenkey.actions import payment as payments
from goldenkey.actions.contract import DeliveryIn, LineIn
from goldenkey.data.models import Account, Contract
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Forbidden, Refused
from goldenkey.selectors import credit as select
from tests import money
from tests.cast import Cast, gather

AT_ONCE = (LineIn("貨款", "signing", 10_000, credit_days=0),)


def customer(cast: Cast, limit: int = 1_000_000, **more: Any) -> Account:
    account = accounts.create_account(cast.rep, name="宏大機械")
    credit.set_terms(cast.finance, account.pk, limit=limit, **more)
    return account


def sign(actor: Actor, account: Account, amount: int, **more: Any) -> Contract:
    given: dict[str, Any] = {"signed_on": actor.today, "plan": AT_ONCE, **SIGNED, **more}
    return contracts.sign_contract(actor, account_id=account.pk, amount=amount, **given)


SIGNED: dict[str, Any] = {"no_file_reason": "紙本歸檔"}


@pytest.mark.method("M7.3")
def test_a_contract_above_the_limit_is_not_signed(cast: Cast) -> None:
    account = customer(cast)
    sign(cast.rep, account, 700_000)
    with pytest.raises(Refused, match="credit_limit") as caught:
        sign(cast.rep, account, 300_001)
    assert caught.value.params["exposure"].minor == 100_000_100
    assert Contract.objects.count() == 1
    sign(cast.rep, account, 300_000)


def test_money_that_arrives_makes_room(cast: Cast) -> None:
    account = customer(cast)
    sign(cast.rep, account, 1_000_000)
    payments.record_payment(
        cast.finance, account_id=account.pk, amount=400_000, received_on=cast.rep.today
    )
    sign(cast.rep, account, 400_000)
    with pytest.raises(Refused, match="credit_limit"):
        sign(cast.rep, account, 1)


def test_a_note_that_has_not_cleared_makes_none(cast: Cast) -> None:
    account = customer(cast)
    sign(cast.rep, account, 1_000_000)
    payments.record_payment(
        cast.finance, account_id=account.pk, amount=400_000, received_on=cast.rep.today,
        method="note", matures_on=cast.rep.today + timedelta(days=60),
    )  # fmt: skip
    with pytest.raises(Refused, match="credit_limit"):
        sign(cast.rep, account, 1)


@pytest.mark.method("M7.3")
def test_overdue_at_the_same_payer_counts_whoever_ordered(cast: Cast) -> None:
    payer = customer(cast, 10_000_000, stop_after_days=30)
    other = accounts.create_account(cast.rep, name="宏大子公司")
    sign(cast.rep, other, 5, payer_id=payer.pk, signed_on=cast.rep.today - timedelta(days=31))
    with pytest.raises(Refused, match="credit_overdue"):
        sign(cast.rep, payer, 10)
    with pytest.raises(Refused, match="credit_overdue"):
        sign(cast.rep, other, 10, payer_id=payer.pk)
    sign(cast.rep, other, 10)


@pytest.mark.method("M7.3")
def test_goods_are_not_shipped_to_who_is_overdue(cast: Cast) -> None:
    account = customer(cast, 10_000_000, stop_after_days=30)
    day = cast.rep.today
    contract = sign(
        cast.rep, account, 100, signed_on=day - timedelta(days=40),
        deliveries=(DeliveryIn("泵", day),),
    )  # fmt: skip
    delivery = contract.deliveries.get()
    with pytest.raises(Refused, match="credit_overdue"):
        deliveries.ship(cast.rep, delivery.pk, on=day)
    held = credit.release(cast.finance, account.pk, what="ship", reason="客戶已開本票")
    assert deliveries.ship(cast.rep, delivery.pk, on=day).shipped_on == day
    held.refresh_from_db()
    assert (held.used_on, held.contract_id) == (day, contract.pk)


@pytest.mark.method("M7.3")
def test_a_release_lets_one_contract_pass_and_no_second(cast: Cast) -> None:
    account = customer(cast)
    credit.release(cast.finance, account.pk, what="sign", reason="總經理同意")
    sign(cast.rep, account, 2_000_000)
    with pytest.raises(Refused, match="credit_limit"):
        sign(cast.rep, account, 1)


def test_a_release_needs_a_reason_and_ends_on_its_day(cast: Cast) -> None:
    account = customer(cast)
    with pytest.raises(Refused, match="reason_required"):
        credit.release(cast.finance, account.pk, what="sign", reason=" ")
    with pytest.raises(Refused, match="day_past"):
        credit.release(cast.finance, account.pk, what="sign", reason="x", until_on=date(2020, 1, 1))
    credit.release(cast.finance, account.pk, what="sign", reason="x", until_on=cast.rep.today)
    with pytest.raises(Refused, match="credit_limit"):
        sign(cast.rep.later(days=1), account, 2_000_000)


def test_a_release_taken_back_lets_nothing_pass(cast: Cast) -> None:
    account = customer(cast)
    held = credit.release(cast.finance, account.pk, what="sign", reason="x")
    credit.withdraw_release(cast.finance, held.pk)
    with pytest.raises(Refused, match="credit_limit"):
        sign(cast.rep, account, 2_000_000)


def test_the_payers_terms_are_the_usual_days_and_the_most(cast: Cast) -> None:
    account = customer(cast, 10**7, credit_days=15)
    plan = (LineIn("貨款", "signing", 10_000),)
    assert sign(cast.rep, account, 100, plan=plan).plan.get().credit_days == 15
    with pytest.raises(Refused, match="credit_days"):
        sign(cast.rep, account, 100, plan=(LineIn("貨款", "signing", 10_000, credit_days=16),))


def test_without_terms_nothing_stops(cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="新客戶")
    sign(cast.rep, account, 10**9)
    assert select.show(cast.rep, account.pk).state == "unset"


@pytest.mark.parametrize("name", ["rep", "manager", "director", "compliance", "admin"])
def test_only_finance_grants_and_releases(cast: Cast, name: str) -> None:
    account = accounts.create_account(cast.rep, name="甲")
    with pytest.raises(Forbidden):
        credit.set_terms(cast.actor(name), account.pk, limit=1)
    with pytest.raises(Forbidden):
        credit.release(cast.actor(name), account.pk, what="sign", reason="x")


def test_exposure_is_open_and_ordered_less_what_is_in_hand(cast: Cast) -> None:
    contract = money.signed(cast)
    credit.set_terms(cast.finance, contract.account_id, limit=2_000_000)
    payments.record_payment(
        cast.finance, account_id=contract.account_id, amount=350_000,
        received_on=date(2026, 11, 20), keep_rest=True,
    )  # fmt: skip
    seen = select.show(cast.rep, contract.account_id)
    figures = [seen.exposure.open, seen.exposure.ordered, seen.exposure.in_hand]
    assert [m.minor // 100 for m in figures] == [0, 700_000, 50_000]
    assert seen.exposure.total.minor == 65_000_000 and seen.state == "clear"


def _sign(actor: Actor, account: Account) -> int:
    try:
        sign(actor, account, 600_000)
    except Refused:
        return 0
    finally:
        connection.close()
    return 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs concurrent writers")
def test_two_contracts_at_once_do_not_use_the_same_room() -> None:
    cast = gather()
    account = customer(cast)
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(_sign, cast.rep, account) for _ in range(4)]
        assert sum(job.result() for job in jobs) == 1
