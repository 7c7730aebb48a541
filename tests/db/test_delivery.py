"""Deliveries and acceptances: each starts the clock of the money that waits for it (M3.6)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenkey.actions import delivery as deliveries
from goldenkey.actions.contract import DeliveryIn, LineIn
from goldenkey.data.models import Contract, Delivery, Opportunity
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from goldenkey.selectors import contract as select
from goldenkey.selectors import snapshots
from tests import money
from tests.cast import Cast

ARRIVED = date(2026, 10, 5)
TWO = (DeliveryIn("第一批", date(2026, 10, 1)), DeliveryIn("第二批", date(2026, 11, 30), 3))


def only(contract: Contract) -> Delivery:
    return contract.deliveries.get()


def accept(cast: Cast, contract: Contract, **more: Any) -> Any:
    given = {"accepted_on": date(2026, 10, 20), "signed_by_id": cast.made["decider"].pk}
    return deliveries.accept(cast.rep, contract.pk, **{**given, **more})


@pytest.mark.method("M7.1")
def test_arrival_makes_the_line_that_waits_for_it_due(cast: Cast) -> None:
    contract = money.signed(cast)
    deliveries.arrive(cast.rep, only(contract).pk, on=ARRIVED)
    _deposit, row = money.opened(contract)
    assert (row.amount_minor, row.triggered_on) == (40_000_000, ARRIVED)
    assert row.due_on == date(2026, 11, 4)
    assert row.delivery == only(contract)
    assert only(contract).shipped_on == ARRIVED


@pytest.mark.method("M3.6")
def test_a_signed_acceptance_starts_the_clock_of_the_last_line(cast: Cast) -> None:
    contract = money.signed(cast)
    deliveries.arrive(cast.rep, only(contract).pk, on=ARRIVED)
    accept(cast, contract)
    row = money.opened(contract)[-1]
    assert (row.amount_minor, row.due_on) == (30_000_000, date(2026, 11, 19))
    contract.refresh_from_db()
    assert (contract.state, contract.accepted_on) == ("accepted", date(2026, 10, 20))


@pytest.mark.method("M3.6")
def test_the_rules_see_delivery_and_acceptance(cast: Cast) -> None:
    contract = money.signed(cast)
    deliveries.arrive(cast.rep, only(contract).pk, on=ARRIVED)
    pk = Opportunity.objects.get().pk
    order = snapshots.opportunities(cast.rep, [pk])[pk].order
    assert (order.delivered, order.accepted, order.next_delivery_on) == (True, False, None)
    accept(cast, contract)
    assert snapshots.opportunities(cast.rep, [pk])[pk].order.accepted


def test_a_refused_acceptance_starts_no_clock(cast: Cast) -> None:
    contract = money.signed(cast)
    deliveries.arrive(cast.rep, only(contract).pk, on=ARRIVED)
    accept(cast, contract, result="refused", signed_by_id=None, note="雜音過大")
    assert len(money.opened(contract)) == 2
    contract.refresh_from_db()
    assert (contract.state, contract.accepted_on) == ("delivering", None)


def test_a_partial_acceptance_starts_its_part_and_the_rest_follows(cast: Cast) -> None:
    contract = money.signed(cast)
    deliveries.arrive(cast.rep, only(contract).pk, on=ARRIVED)
    accept(cast, contract, result="partial", basis_points=3_333)
    assert money.opened(contract)[-1].amount_minor == 9_999_000
    contract.refresh_from_db()
    assert contract.state == "delivering"
    accept(cast, contract, accepted_on=date(2026, 11, 2))
    assert [r.amount_minor for r in money.opened(contract)[2:]] == [9_999_000, 20_001_000]


def test_accepting_twice_makes_nothing_due_twice(cast: Cast) -> None:
    contract = money.signed(cast)
    deliveries.arrive(cast.rep, only(contract).pk, on=ARRIVED)
    accept(cast, contract)
    accept(cast, contract)
    assert sum(r.amount_minor for r in money.opened(contract)) == contract.amount_minor


def test_partial_deliveries_make_their_part_due(cast: Cast) -> None:
    contract = money.signed(cast, deliveries=TWO)
    first, second = contract.deliveries.order_by("pk")
    deliveries.ship(cast.rep, first.pk, on=date(2026, 10, 1))
    assert len(money.opened(contract)) == 1
    deliveries.arrive(cast.rep, first.pk, on=ARRIVED)
    assert money.opened(contract)[1].amount_minor == 10_000_000
    deliveries.arrive(cast.rep, second.pk, on=date(2026, 11, 20))
    assert money.opened(contract)[2].amount_minor == 30_000_000


def test_shipment_makes_its_line_due(cast: Cast) -> None:
    contract = money.signed(cast, plan=(LineIn("出貨款", "shipment", 10_000, credit_days=0),))
    assert money.opened(contract) == []
    deliveries.ship(cast.rep, only(contract).pk, on=ARRIVED)
    assert [r.due_on for r in money.opened(contract)] == [ARRIVED]


def test_a_further_delivery_takes_nothing_back(cast: Cast) -> None:
    contract = money.signed(cast)
    deliveries.arrive(cast.rep, only(contract).pk, on=ARRIVED)
    made = deliveries.add_delivery(cast.rep, contract.pk, what="備品", planned_on=ARRIVED)
    assert len(money.opened(contract)) == 2
    deliveries.drop_delivery(cast.rep, made.pk)
    assert len(money.opened(contract)) == 2


def test_dropping_the_last_delivery_to_come_makes_the_rest_due(cast: Cast) -> None:
    contract = money.signed(cast, deliveries=TWO)
    first, second = contract.deliveries.order_by("pk")
    deliveries.arrive(cast.rep, first.pk, on=ARRIVED)
    deliveries.drop_delivery(cast.rep, second.pk)
    assert sum(r.amount_minor for r in money.opened(contract)) == 70_000_000


@pytest.mark.method("M3.11")
def test_a_delivery_at_risk_is_told_with_a_reason_and_a_new_date(cast: Cast) -> None:
    contract = money.signed(cast)
    pk = Opportunity.objects.get().pk
    late = select.detail(cast.rep, contract.pk).deliveries[0]
    assert (late.days_late, late.told) == (53, False)
    deliveries.tell_customer(cast.rep, late.id, on=money.TODAY, reason="零件缺貨")
    order = snapshots.opportunities(cast.rep, [pk])[pk].order
    assert (order.next_delivery_on, order.told_of_delay) == (date(2026, 10, 1), True)
    deliveries.tell_customer(
        cast.rep, late.id, on=money.TODAY, reason="零件缺貨", new_date=date(2026, 12, 1)
    )
    order = snapshots.opportunities(cast.rep, [pk])[pk].order
    assert (order.next_delivery_on, order.told_of_delay) == (date(2026, 12, 1), False)
    assert only(contract).promised_on == date(2026, 10, 1)


@pytest.mark.method("M3.11")
def test_telling_needs_a_reason(cast: Cast) -> None:
    contract = money.signed(cast)
    with pytest.raises(Refused) as said:
        deliveries.tell_customer(cast.rep, only(contract).pk, on=money.TODAY, reason=" ")
    assert (said.value.code, said.value.requirement) == ("reason_required", "M3.11")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"accepted_on": date(2026, 12, 1)}, "date_in_future"),
        ({"accepted_on": date(2026, 8, 1)}, "before_contract"),
        ({"result": "maybe"}, "bad_choice"),
        ({"result": "partial"}, "part_required"),
        ({"result": "partial", "basis_points": 10_000}, "part_required"),
        ({"signed_by_id": None}, "certificate_required"),
        ({"delivery_id": 999_999}, "bad_choice"),
        ({"file_id": 999_999}, "bad_choice"),
    ],
)
def test_what_cannot_be_accepted_is_refused(cast: Cast, given: dict[str, Any], code: str) -> None:
    contract = money.signed(cast)
    deliveries.arrive(cast.rep, only(contract).pk, on=ARRIVED)
    with pytest.raises(Refused, match=code):
        accept(cast, contract, **given)
    assert not contract.acceptances.exists()


def test_what_has_not_arrived_is_not_accepted(cast: Cast) -> None:
    contract = money.signed(cast)
    with pytest.raises(Refused, match="not_delivered"):
        accept(cast, contract)


def test_goods_do_not_arrive_before_they_are_shipped_or_signed_for(cast: Cast) -> None:
    pk = only(money.signed(cast)).pk
    deliveries.ship(cast.rep, pk, on=ARRIVED)
    with pytest.raises(Refused, match="shipped_after_arrival"):
        deliveries.arrive(cast.rep, pk, on=date(2026, 10, 4))
    with pytest.raises(Refused, match="before_contract"):
        deliveries.ship(cast.rep, pk, on=date(2026, 8, 4))
    with pytest.raises(Refused, match="date_in_future"):
        deliveries.arrive(cast.rep, pk, on=date(2026, 12, 4))


def test_who_may_record_a_delivery(cast: Cast) -> None:
    pk = only(money.signed(cast)).pk
    with pytest.raises(NotFound):
        deliveries.ship(cast.stranger, pk, on=ARRIVED)
    with pytest.raises(Forbidden):
        deliveries.ship(cast.teammate, pk, on=ARRIVED)
    deliveries.ship(cast.finance, pk, on=ARRIVED)


def test_the_second_of_two_editors_is_told(cast: Cast) -> None:
    pk = only(money.signed(cast)).pk
    deliveries.ship(cast.rep, pk, on=ARRIVED, version=1)
    with pytest.raises(Conflict):
        deliveries.arrive(cast.finance, pk, on=ARRIVED, version=1)
