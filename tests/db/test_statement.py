"""Bank statements: each movement once, proposals to confirm, nothing lost (M7.2)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenkey.actions import account as accounts
from goldenkey.actions import invoice
from goldenkey.actions import payment as payments
from goldenkey.actions import statement as statements
from goldenkey.data.models import BankStatement, Payment, StatementEntry
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Forbidden, Refused
from goldenkey.selectors import health_money
from goldenkey.selectors import statement as select
from tests import money
from tests import statements as files
from tests.cast import Cast, gather

PAYER = "宏大機械股份有限公司"


def entries(cast: Cast) -> list[Any]:
    row = BankStatement.objects.order_by("-pk")[0]
    return list(select.detail(cast.finance, row.pk).entries)


def amounts_hold() -> None:
    """What came in on statements is what waits, was recorded and was put aside, to the cent."""
    for row in StatementEntry.objects.filter(state="recorded"):
        assert row.payment and row.payment.amount_minor == row.amount_minor
    assert not set(
        StatementEntry.objects.filter(amount_minor__gt=0, state="out").values_list("pk", flat=True)
    )
    money.sums_hold()


@pytest.mark.method("M7.2")
def test_an_entry_becomes_a_payment_that_settles_what_was_named(cast: Cast) -> None:
    contract = files.order(cast)
    second = money.opened(contract)[1]
    invoice.issue_invoice(
        cast.finance, contract.pk, number="AB12345678", issued_on=date(2026, 11, 1), net=400_000,
        receivable_ids=[second.pk],
    )  # fmt: skip
    files.bring(cast, files.table([("2026-11-20", "400000", PAYER, "貨款 AB12345678")]))
    (entry,) = entries(cast)
    assert entry.proposal.reason == "invoice" and entry.proposal.sure
    made = statements.confirm(cast.finance, entry.id)
    assert [r.open_minor // 100 for r in money.opened(contract)] == [300_000, 0, 300_000]
    assert (made.received_on, made.cleared_on) == (date(2026, 11, 20), date(2026, 11, 20))
    amounts_hold()


def test_the_same_file_is_refused_and_says_when_it_came(cast: Cast) -> None:
    data = files.table([("2026-11-20", "5", "甲", "x")])
    files.bring(cast, data, "one.csv")
    with pytest.raises(Refused, match="statement_again") as caught:
        files.bring(cast, data, "two.csv")
    assert caught.value.params["name"] == "one.csv"
    assert StatementEntry.objects.count() == 1


def test_entries_another_file_has_brought_are_known(cast: Cast) -> None:
    rows = [("2026-11-19", "5", "甲", "x"), ("2026-11-20", "7", "乙", "y")]
    files.bring(cast, files.table(rows))
    made = files.bring(cast, files.table([*rows, ("2026-11-21", "9", "丙", "z")], "重新下載"))
    assert (made.given, made.known) == (3, 2)
    assert StatementEntry.objects.count() == 3


def test_money_out_is_kept_beside_and_never_proposed(cast: Cast) -> None:
    files.order(cast)
    files.bring(cast, files.table([("2026-11-20", "-300000", PAYER, "退款")]))
    (entry,) = entries(cast)
    assert (entry.state, entry.proposal) == ("out", None)
    with pytest.raises(Refused, match="entry_done"):
        statements.confirm(cast.finance, entry.id)


def test_an_entry_is_recorded_once(cast: Cast) -> None:
    files.order(cast)
    files.bring(cast, files.table([("2026-11-20", "300000", PAYER, "")]))
    (entry,) = entries(cast)
    statements.confirm(cast.finance, entry.id)
    with pytest.raises(Refused, match="entry_done"):
        statements.confirm(cast.finance, entry.id)
    assert Payment.objects.count() == 1


def test_a_payer_nobody_knows_is_named_by_a_person_and_known_the_next_time(cast: Cast) -> None:
    contract = files.order(cast)
    files.bring(cast, files.table([("2026-11-20", "123", "王小明", "匯款")]))
    (entry,) = entries(cast)
    assert entry.proposal is None
    with pytest.raises(Refused, match="entry_needs_payer"):
        statements.confirm(cast.finance, entry.id)
    statements.confirm(cast.finance, entry.id, account_id=contract.account_id, parts={})
    payment = Payment.objects.get()
    assert (payment.unallocated_minor, payment.account_id) == (12_300, contract.account_id)
    files.bring(cast, files.table([("2026-11-21", "400000", "王小明", "匯款")]))
    (again,) = entries(cast)
    assert (again.proposal.reason, again.proposal.sure) == ("payer", True)
    amounts_hold()


def test_a_payment_recorded_by_hand_is_joined_and_not_counted_twice(cast: Cast) -> None:
    contract = files.order(cast)
    by_hand = payments.record_payment(
        cast.finance, account_id=contract.account_id, amount=300_000, received_on=date(2026, 11, 19)
    )
    files.bring(cast, files.table([("2026-11-20", "300000", PAYER, "")]))
    (entry,) = entries(cast)
    assert [(a.kind, a.id) for a in entry.alike] == [("payment", by_hand.pk)]
    made, left = statements.confirm_all(cast.finance, [entry.id])
    assert (made, left) == ([], [entry.id])
    statements.join(cast.finance, entry.id, payment_id=by_hand.pk)
    assert Payment.objects.count() == 1
    amounts_hold()


def test_a_payment_of_another_amount_cannot_be_joined(cast: Cast) -> None:
    contract = files.order(cast)
    by_hand = payments.record_payment(
        cast.finance, account_id=contract.account_id, amount=1, received_on=date(2026, 11, 19)
    )
    files.bring(cast, files.table([("2026-11-20", "2", PAYER, "")]))
    (entry,) = entries(cast)
    with pytest.raises(Refused, match="entry_other_payment"):
        statements.join(cast.finance, entry.id, payment_id=by_hand.pk)


def test_the_same_movement_in_another_format_is_looked_at_by_a_person(cast: Cast) -> None:
    files.order(cast)
    files.bring(cast, files.table([("2026-11-20", "300000", PAYER, "匯入")]))
    files.bring(cast, files.table([("2026-11-20", "300000", PAYER, "CREDIT TRANSFER")]))
    (entry,) = entries(cast)
    assert [a.kind for a in entry.alike] == ["entry"] and not entry.proposal.sure


def test_all_that_is_sure_is_confirmed_at_once_and_the_rest_is_left(cast: Cast) -> None:
    contract = files.order(cast)
    rows = [
        ("2026-11-20", "300000", PAYER, ""), ("2026-11-20", "400000", PAYER, ""),
        ("2026-11-21", "300000", "某人", ""), ("2026-11-21", "17", "利息", ""),
    ]  # fmt: skip
    made = files.bring(cast, files.table(rows))
    ids = [e.id for e in entries(cast)]
    done, left = statements.confirm_all(cast.finance, ids)
    assert (len(done), left) == (2, ids[2:])
    assert [r.open_minor // 100 for r in money.opened(contract)] == [0, 0, 300_000]
    sums = select.detail(cast.finance, made.pk).sums[0]
    assert sums.came == sums.waits + sums.recorded + sums.aside
    amounts_hold()


def test_what_is_no_customers_payment_is_put_aside_with_a_reason(cast: Cast) -> None:
    files.bring(cast, files.table([("2026-11-20", "17", "銀行", "利息")]))
    (entry,) = entries(cast)
    with pytest.raises(Refused, match="reason_required"):
        statements.set_aside(cast.finance, entry.id, why=" ")
    statements.set_aside(cast.finance, entry.id, why="存款利息")
    statements.take_up(cast.finance, entry.id)
    assert entries(cast)[0].state == "open"


def test_an_entry_whose_payment_was_reversed_can_be_recorded_again(cast: Cast) -> None:
    files.order(cast)
    files.bring(cast, files.table([("2026-11-20", "300000", PAYER, "")]))
    (entry,) = entries(cast)
    made = statements.confirm(cast.finance, entry.id)
    with pytest.raises(Refused, match="entry_stands"):
        statements.take_up(cast.finance, entry.id)
    payments.reverse_payment(
        cast.finance, made.pk, reversed_on=date(2026, 11, 21), reason="入錯客戶"
    )
    statements.take_up(cast.finance, entry.id)
    statements.confirm(cast.finance, entry.id)
    assert Payment.objects.filter(reversed_on=None).count() == 1
    amounts_hold()


@pytest.mark.parametrize("name", ["rep", "manager", "director", "compliance", "admin"])
def test_only_finance_reads_the_bank(cast: Cast, name: str) -> None:
    with pytest.raises(Forbidden):
        statements.bring_in(cast.actor(name), "a.csv", b"x", bank_account="1")
    with pytest.raises(Forbidden):
        select.page(cast.actor(name))


def test_a_table_needs_the_number_of_our_account(cast: Cast) -> None:
    with pytest.raises(Refused, match="required"):
        statements.bring_in(cast.finance, "a.csv", files.table([]), bank_account=" - ")


def test_proposals_cost_the_same_queries_however_many_entries(cast: Cast, queries: Any) -> None:
    files.order(cast)
    first = files.bring(cast, files.table([("2026-11-20", "1", PAYER, "")]))
    many = files.bring(cast, files.table(
        [("2026-11-20", str(n + 2), f"公司{n}", f"C-2026-{n:04d}") for n in range(20)]
    ))  # fmt: skip
    with queries() as one:
        select.detail(cast.finance, first.pk)
    with queries() as twenty:
        select.detail(cast.finance, many.pk)
    assert len(twenty) <= len(one)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), max_size=14))
def test_whatever_is_done_no_cent_is_lost_or_counted_twice(
    cast: Cast, steps: list[tuple[int, int]]
) -> None:
    """A file, parts of it again, confirmed, reversed, taken up, put aside, in any order."""
    if not StatementEntry.objects.exists():
        files.order(cast)
    for what, which in steps:
        _one(cast, what, which)
    amounts_hold()
    assert list(health_money.problems(cast.system)) == []


def _one(cast: Cast, what: int, which: int) -> None:
    rows = list(StatementEntry.objects.order_by("pk"))
    row = rows[which % len(rows)] if rows else None
    try:
        if what == 0 or row is None:
            lines = [("2026-11-20", str(100_000 * n), PAYER, "") for n in range(1, which + 1)]
            files.bring(cast, files.table(lines, f"第{len(rows)}版"))
        elif what == 1:
            statements.confirm(cast.finance, row.pk)
        elif what == 2 and row.payment_id:
            payments.reverse_payment(
                cast.finance, row.payment_id, reversed_on=date(2026, 11, 22), reason="錯"
            )
        elif what == 3:
            statements.take_up(cast.finance, row.pk)
        elif what == 4:
            statements.set_aside(cast.finance, row.pk, why="非貨款")
        else:
            statements.confirm_all(cast.finance, [one.pk for one in rows])
    except Refused:
        pass


def _confirm(actor: Actor, entry_id: int) -> int:
    try:
        statements.confirm(actor, entry_id)
    except Refused:
        return 0
    finally:
        connection.close()
    return 1


def _bring(actor: Actor, data: bytes) -> int:
    try:
        statements.bring_in(actor, "a.csv", data, bank_account="1")
    except Refused:
        return 0
    finally:
        connection.close()
    return 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs concurrent writers")
@pytest.mark.method("M7.2")
def test_two_clerks_at_once_bring_a_file_in_once_and_record_each_entry_once() -> None:
    cast = gather()
    contract = files.order(cast)
    rows = [("2026-11-20", "300000", PAYER, ""), ("2026-11-20", "900000", PAYER, "")]
    data = files.table(rows)
    with ThreadPoolExecutor(4) as pool:
        assert (
            sum(j.result() for j in [pool.submit(_bring, cast.finance, data) for _ in "1234"]) == 1
        )
    ids = list(StatementEntry.objects.order_by("pk").values_list("pk", flat=True))
    with ThreadPoolExecutor(6) as pool:
        jobs = [pool.submit(_confirm, cast.finance, pk) for pk in ids * 3]
        assert sum(job.result() for job in jobs) <= 2
    for pk in ids:
        _confirm(cast.finance, pk)
    assert Payment.objects.count() == 2
    assert sum(p.unallocated_minor for p in Payment.objects.all()) == 20_000_000
    assert not any(r.open_minor for r in money.opened(contract))
    amounts_hold()


def test_a_customer_with_no_debt_may_pay_before(cast: Cast) -> None:
    account = accounts.create_account(cast.rep, name="先付公司")
    files.bring(cast, files.table([("2026-11-20", "50", "先付公司", "訂金")]))
    (entry,) = entries(cast)
    made = statements.confirm(cast.finance, entry.id, account_id=account.pk)
    assert made.unallocated_minor == 5_000
