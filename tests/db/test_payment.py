"""Payments: allocated, cleared, reversed; no cent counted twice, none lost (M7.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenkey.actions import delivery as deliveries
from goldenkey.actions import payment as payments
from goldenkey.actions.contract import LineIn
from goldenkey.data.models import (
    Account,
    AuditEntry,
    CommissionLine,
    Contract,
    ExchangeRate,
    Opportunity,
    Payment,
)
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from goldenkey.selectors import payment as select
from goldenkey.selectors import snapshots
from tests import money
from tests.cast import Cast

ON = date(2026, 11, 20)


def pay(cast: Cast, amount: Any, **more: Any) -> Payment:
    given = {"account_id": Account.objects.order_by("pk")[0].pk, "received_on": ON}
    return payments.record_payment(cast.finance, amount=amount, **{**given, **more})


def all_due(cast: Cast) -> Contract:
    """The order delivered and accepted: 300,000, 400,000 and 300,000 are open."""
    contract = money.signed(cast)
    deliveries.arrive(cast.rep, contract.deliveries.get().pk, on=date(2026, 10, 5))
    deliveries.accept(cast.rep, contract.pk, accepted_on=date(2026, 10, 20),
                      signed_by_id=cast.made["decider"].pk)  # fmt: skip
    contract.refresh_from_db()
    return contract


def opens(contract: Contract) -> list[int]:
    return [r.open_minor // 100 for r in money.opened(contract)]


@pytest.mark.method("M7.2")
def test_a_payment_settles_the_oldest_due_first(cast: Cast) -> None:
    contract = all_due(cast)
    made = pay(cast, 500_000)
    assert opens(contract) == [0, 200_000, 300_000]
    assert (made.number, made.cleared_on, made.unallocated_minor) == ("R-2026-0001", ON, 0)
    money.sums_hold()


def test_one_may_choose_what_it_settles(cast: Cast) -> None:
    contract = all_due(cast)
    last = money.opened(contract)[-1]
    pay(cast, 500_000, parts={last.pk: 100_000}, keep_rest=True)
    assert opens(contract) == [300_000, 400_000, 200_000]
    assert Payment.objects.get().unallocated_minor == 40_000_000
    money.sums_hold()


def test_what_is_larger_than_due_is_asked_and_then_kept(cast: Cast) -> None:
    contract = all_due(cast)
    with pytest.raises(Refused) as said:
        pay(cast, 1_200_000)
    assert (said.value.code, said.value.field) == ("surplus", "keep_rest")
    assert said.value.params["rest"].amount == 200_000
    assert not Payment.objects.exists()
    made = pay(cast, 1_200_000, keep_rest=True)
    assert opens(contract) == [0, 0, 0]
    assert made.unallocated_minor == 20_000_000
    money.sums_hold()


def test_money_before_anything_is_due_waits_and_is_allocated_later(cast: Cast) -> None:
    contract = money.signed(cast, plan=(LineIn("到貨款", "arrival", 10_000),))
    made = pay(cast, 1_000_000, keep_rest=True)
    assert made.unallocated_minor == 100_000_000
    deliveries.arrive(cast.rep, contract.deliveries.get().pk, on=date(2026, 10, 5))
    payments.allocate_payment(cast.finance, made.pk)
    assert opens(contract) == [0]
    contract.refresh_from_db()
    assert contract.state == "closed"
    with pytest.raises(Refused, match="nothing_to_allocate"):
        payments.allocate_payment(cast.finance, made.pk)


@pytest.mark.method("M3.1")
def test_the_order_ends_only_when_the_last_cent_has_cleared(cast: Cast) -> None:
    contract = all_due(cast)
    pay(cast, 700_000)
    last = pay(cast, 300_000, method="cheque")
    held = Opportunity.objects.get()
    assert opens(contract) == [0, 0, 0]
    assert (held.live, held.closed_on) == (True, None)
    payments.clear_payment(cast.finance, last.pk, cleared_on=date(2026, 11, 22))
    held.refresh_from_db()
    contract.refresh_from_db()
    assert (held.live, held.closed_on, held.state) == (False, date(2026, 11, 22), "won")
    assert (contract.state, contract.closed_on) == ("closed", date(2026, 11, 22))
    assert snapshots.opportunities(cast.rep, [held.pk])[held.pk].order.collected


@pytest.mark.method("M7.2")
def test_a_note_in_hand_is_not_overdue_and_not_collected(cast: Cast) -> None:
    contract = all_due(cast)
    pk = contract.opportunity_id or 0
    late = snapshots.opportunities(cast.rep, [pk])[pk].overdue
    assert late is not None
    assert (late.days, late.money.amount) == (83, 1_000_000)
    pay(cast, 1_000_000, method="note", matures_on=date(2026, 12, 31))
    seen = snapshots.opportunities(cast.rep, [pk])[pk]
    assert (seen.overdue, seen.order.collected) == (None, False)


def test_contracts_in_two_currencies_overdue_since_one_day_are_both_seen(cast: Cast) -> None:
    ExchangeRate.objects.create(currency="USD", on=date(2026, 1, 1), rate="32")
    first = money.signed(cast, plan=())
    money.signed(cast, opportunity_id=first.opportunity_id, plan=(), currency="USD", amount=100)
    pk = first.opportunity_id or 0
    late = snapshots.opportunities(cast.rep, [pk])[pk].overdue
    assert late is not None
    assert (late.days, late.money.currency) == (53, "TWD")


@pytest.mark.method("M7.2")
def test_a_bounced_cheque_opens_its_receivables_again(cast: Cast) -> None:
    contract = all_due(cast)
    money.plan(cast)
    made = pay(cast, 1_000_000)
    assert not Opportunity.objects.get().live
    payments.reverse_payment(cast.finance, made.pk, reversed_on=money.TODAY, reason="退票")
    assert opens(contract) == [300_000, 400_000, 300_000]
    contract.refresh_from_db()
    held = Opportunity.objects.get()
    assert (contract.state, contract.closed_on) == ("accepted", None)
    assert (held.live, held.closed_on, held.warning_count > 0) == (True, None, True)
    made.refresh_from_db()
    assert (made.unallocated_minor, made.reversal_reason) == (0, "退票")
    assert sum(line.amount_minor for line in CommissionLine.objects.all()) == 0
    money.sums_hold()


def test_a_reversed_payment_stays_reversed(cast: Cast) -> None:
    all_due(cast)
    made = pay(cast, 1_000_000)
    payments.reverse_payment(cast.finance, made.pk, reversed_on=money.TODAY, reason="退票")
    for again in (
        lambda: payments.reverse_payment(cast.finance, made.pk, reversed_on=ON, reason="x"),
        lambda: payments.clear_payment(cast.finance, made.pk, cleared_on=ON),
        lambda: payments.allocate_payment(cast.finance, made.pk),
    ):
        with pytest.raises(Refused, match="reversed_already"):
            again()


def test_one_allocation_can_be_taken_back_once(cast: Cast) -> None:
    contract = all_due(cast)
    made = pay(cast, 500_000)
    first = made.allocations.order_by("pk")[0]
    payments.release_allocation(cast.finance, first.pk)
    assert opens(contract) == [300_000, 200_000, 300_000]
    with pytest.raises(Refused, match="allocation_released"):
        payments.release_allocation(cast.finance, first.pk)
    with pytest.raises(NotFound):
        payments.release_allocation(cast.finance, 999_999)
    money.sums_hold()


def test_another_currency_settles_nothing_here(cast: Cast) -> None:
    ExchangeRate.objects.create(currency="USD", on=date(2026, 1, 1), rate="32")
    contract = all_due(cast)
    row = money.opened(contract)[0]
    with pytest.raises(Refused, match="currency_differs"):
        pay(cast, 100, currency="USD", parts={row.pk: 100})
    with pytest.raises(Refused, match="surplus"):
        pay(cast, 100, currency="USD")
    made = pay(cast, 100, currency="USD", keep_rest=True)
    assert (made.unallocated_minor, made.amount_org_minor) == (10_000, 320_000)
    assert opens(contract) == [300_000, 400_000, 300_000]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"amount": 0}, "amount_required"),
        ({"amount": "-5"}, "amount_required"),
        ({"amount": "1.234"}, "too_many_decimals"),
        ({"method": "shells"}, "bad_choice"),
        ({"received_on": date(2026, 12, 1)}, "date_in_future"),
        ({"cleared_on": date(2026, 11, 1)}, "before_received"),
        ({"method": "note", "matures_on": date(2026, 11, 22), "cleared_on": ON}, "not_mature"),
        ({"parts": {999_999: 1}}, "receivable_unknown"),
    ],
)
def test_what_cannot_be_recorded_is_refused(cast: Cast, more: dict[str, Any], code: str) -> None:
    all_due(cast)
    with pytest.raises(Refused, match=code):
        pay(cast, **{"amount": 100, **more})
    assert not Payment.objects.exists()


def test_no_more_is_allocated_than_is_open_or_was_paid(cast: Cast) -> None:
    first, second, _third = money.opened(all_due(cast))
    with pytest.raises(Refused, match="allocation_too_large"):
        pay(cast, 900_000, parts={first.pk: 300_001}, keep_rest=True)
    with pytest.raises(Refused, match="allocation_sum"):
        pay(cast, 400_000, parts={first.pk: 300_000, second.pk: 200_000})


def test_only_finance_records_and_reverses(cast: Cast) -> None:
    all_due(cast)
    made = pay(cast, 100)
    for name in ("rep", "manager", "director", "admin", "stranger"):
        actor = cast.actor(name)
        with pytest.raises(Forbidden):
            payments.reverse_payment(actor, made.pk, reversed_on=ON, reason="x")
        with pytest.raises(Forbidden):
            payments.record_payment(actor, account_id=made.account_id, amount=1, received_on=ON)
    assert select.detail(cast.rep, made.pk).row.number == made.number
    with pytest.raises(NotFound):
        select.detail(cast.stranger, made.pk)


def test_the_second_of_two_clerks_is_told(cast: Cast) -> None:
    all_due(cast)
    made = pay(cast, 100, method="cheque")
    payments.clear_payment(cast.finance, made.pk, cleared_on=ON, version=made.version)
    with pytest.raises(Conflict):
        payments.reverse_payment(
            cast.finance, made.pk, reversed_on=ON, reason="x", version=made.version - 1
        )


def test_a_payment_leaves_one_audit_entry_about_itself(cast: Cast) -> None:
    all_due(cast)
    made = pay(cast, 500_000)
    entry = AuditEntry.objects.get(action="payment.record_payment")
    assert (entry.kind, entry.record_id) == ("payment", made.pk)


def test_the_proposal_shows_what_would_be_settled(cast: Cast) -> None:
    contract = all_due(cast)
    found = select.proposed(cast.finance, contract.account_id, contract.money)
    assert [part.amount for _row, part in found.rows if part] == [300_000, 400_000, 300_000]
    assert not found.rest


@pytest.mark.method("M7.2")
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(("pay", "note", "clear", "reverse", "release", "allocate")),
            st.integers(1, 900_000),
            st.integers(0, 5),
        ),
        max_size=7,
    )
)
def test_in_any_order_nothing_is_lost_and_nothing_counted_twice(
    cast: Cast, steps: list[tuple[str, int, int]]
) -> None:
    from django.db import transaction

    with transaction.atomic():
        point = transaction.savepoint()
        contract = all_due(cast)
        money.plan(cast) if not CommissionLine.objects.exists() else None
        for what, amount, which in steps:
            _step(cast, what, amount, which)
        money.sums_hold()
        _commission_holds(contract)
        _back_to_the_start(cast, contract)
        transaction.savepoint_rollback(point)


def _step(cast: Cast, what: str, amount: int, which: int) -> None:
    made = list(Payment.objects.order_by("pk"))
    one = made[which % len(made)] if made else None
    try:
        if what in ("pay", "note"):
            pay(cast, amount, method="transfer" if what == "pay" else "note", keep_rest=True)
        elif one and what == "clear":
            payments.clear_payment(cast.finance, one.pk, cleared_on=ON)
        elif one and what == "reverse":
            payments.reverse_payment(cast.finance, one.pk, reversed_on=ON, reason="x")
        elif one and what == "allocate":
            payments.allocate_payment(cast.finance, one.pk)
        elif one and (rows := payments.standing_allocations(one)):
            payments.release_allocation(cast.finance, rows[which % len(rows)].pk)
    except Refused:
        pass


def _commission_holds(contract: Contract) -> None:
    """What was earned in all is the cumulative part of what has cleared, in whole NT$."""
    cleared = sum(
        a.amount_minor
        for p in Payment.objects.exclude(cleared_on=None)
        for a in p.allocations.all()
    )
    earned = sum(line.amount_minor for line in CommissionLine.objects.all())
    assert earned == 2_000_000 * cleared // contract.amount_minor // 100 * 100


def _back_to_the_start(cast: Cast, contract: Contract) -> None:
    """Reversing everything returns to where it began."""
    for made in Payment.objects.filter(reversed_on=None):
        payments.reverse_payment(cast.finance, made.pk, reversed_on=money.TODAY, reason="x")
    assert opens(contract) == [300_000, 400_000, 300_000]
    assert sum(line.amount_minor for line in CommissionLine.objects.all()) == 0
    assert Opportunity.objects.get().live
