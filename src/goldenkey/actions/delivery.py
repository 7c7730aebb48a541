"""Writes of deliveries and acceptances: what starts the clock of the money that waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from goldenkey.actions import after_sales, credit, receivable
from goldenkey.actions import contract as contracts
from goldenkey.actions.base import action, allowed, archive, change, create
from goldenkey.core.payment_plan import WHOLE
from goldenkey.data.models import Acceptance, Contact, Contract, Delivery, EvidenceFile
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused


@action("delivery.record")
def add_delivery(
    actor: Actor, contract_id: int, *, what: str, planned_on: date, weight: int = 1
) -> Delivery:
    """Put a further delivery on a contract's plan."""
    contract = _contract(actor, contract_id, "delivery.record")
    made = contracts.plan_delivery(actor, contract, contracts.DeliveryIn(what, planned_on, weight))
    receivable.follow(actor, contract)
    return made


@action("delivery.record")
def drop_delivery(actor: Actor, delivery_id: int, *, version: int | None = None) -> Delivery:
    """Take a delivery that has not begun off the plan."""
    with _changing(actor, delivery_id, version) as row:
        if row.shipped_on or row.delivered_on:
            raise Refused("delivery_begun", requirement="M7.1")
        archive(actor, row)
    return row


@action("delivery.record")
def ship(actor: Actor, delivery_id: int, *, on: date, version: int | None = None) -> Delivery:
    """Goods have left; lines that wait for shipment become due, each for its part.

    Refused where the payer is above his credit or too long overdue, until finance lets it pass.
    """
    with _changing(actor, delivery_id, version) as row:
        _check_day(actor, row, on)
        if row.delivered_on and on > row.delivered_on:
            raise Refused("shipped_after_arrival", field="on")
        if not row.shipped_on and not row.delivered_on:
            credit.stop_shipping(actor, row.contract)
        row.shipped_on = on
    return row


@action("delivery.record")
def arrive(actor: Actor, delivery_id: int, *, on: date, version: int | None = None) -> Delivery:
    """Goods are at the customer's; what was not noted as shipped has been shipped too."""
    with _changing(actor, delivery_id, version) as row:
        _check_day(actor, row, on)
        if row.shipped_on and on < row.shipped_on:
            raise Refused("shipped_after_arrival", field="on")
        row.delivered_on = on
        row.shipped_on = row.shipped_on or on
    return row


@action("delivery.record")
def tell_customer(
    actor: Actor,
    delivery_id: int,
    *,
    on: date,
    reason: str,
    new_date: date | None = None,
    version: int | None = None,
) -> Delivery:
    """The customer was told that the date will not hold, with a reason and a new date (M3.11).

    Without a new date the old one stands, as told; with one it stands until that one is at risk.
    """
    with _changing(actor, delivery_id, version) as row:
        _check_day(actor, row, on)
        if not reason.strip():
            raise Refused("reason_required", field="reason", requirement="M3.11")
        if row.delivered_on:
            raise Refused("delivered_already", requirement="M3.11")
        if new_date and new_date <= on:
            raise Refused("date_not_later", field="new_date", requirement="M3.11")
        row.told_customer_on, row.told_for_on = on, row.planned_on
        row.delay_reason = reason.strip()[:300]
        row.planned_on = new_date or row.planned_on
    return row


@action("acceptance.record")
def accept(
    actor: Actor,
    contract_id: int,
    *,
    accepted_on: date,
    result: str = "accepted",
    delivery_id: int | None = None,
    basis_points: int | None = None,
    signed_by_id: int | None = None,
    file_id: int | None = None,
    note: str = "",
) -> Acceptance:
    """Record what the customer signed: accepted, partly, or refused (M3.6).

    It starts the clock of the lines that wait for acceptance, for the part that was accepted;
    refused starts none. An acceptance names its evidence: who signed it, or the certificate.
    """
    contract = _contract(actor, contract_id, "acceptance.record")
    delivery = _delivery(contract, delivery_id)
    part = _part(result, basis_points)
    _check_acceptance(actor, contract, delivery, accepted_on, part)
    if part and not (signed_by_id or file_id):
        raise Refused("certificate_required", field="signed_by_id", requirement="M3.6")
    made = create(
        actor,
        Acceptance,
        contract=contract,
        delivery=delivery,
        accepted_on=accepted_on,
        result=result,
        basis_points=part,
        signed_by=scope.get(actor, Contact, signed_by_id) if signed_by_id else None,
        file=_file(contract, file_id),
        note=note.strip()[:500],
    )
    if part:
        receivable.open_due(actor, contract, on=accepted_on, delivery=delivery, acceptance=made)
    receivable.follow(actor, contract)
    after_sales.plan(actor, contract)
    return made


@contextmanager
def _changing(actor: Actor, pk: int, version: int | None) -> Iterator[Delivery]:
    held = scope.get(actor, Delivery, pk).contract_id
    contract = _contract(actor, held, "delivery.record")
    with change(actor, Delivery, pk, right="delivery.record", version=version) as row:
        yield row
    day = row.delivered_on or row.shipped_on or actor.today
    receivable.open_due(actor, contract, on=day, delivery=row)
    receivable.follow(actor, contract)


def _contract(actor: Actor, pk: int, right: str) -> Contract:
    contract = scope.get(actor, Contract, pk, lock=True)
    allowed(actor, contract, right)
    if contract.state == "cancelled":
        raise Refused("contract_cancelled")
    return contract


def _check_day(actor: Actor, row: Delivery, on: date) -> None:
    if on > actor.today:
        raise Refused("date_in_future", field="on")
    if on < row.contract.signed_on:
        raise Refused(
            "before_contract", field="on", requirement="M7.1", signed_on=row.contract.signed_on
        )


def _delivery(contract: Contract, pk: int | None) -> Delivery | None:
    if not pk:
        return None
    found = contract.deliveries.filter(pk=pk, archived_at=None).first()
    if found is None:
        raise Refused("bad_choice", field="delivery_id")
    return found


def _part(result: str, basis_points: int | None) -> int:
    """How much of it was accepted, in basis points; a part must say how much."""
    if result not in ("accepted", "partial", "refused"):
        raise Refused("bad_choice", field="result")
    if result != "partial":
        return WHOLE if result == "accepted" else 0
    if not basis_points or not 0 < basis_points < WHOLE:
        raise Refused("part_required", field="basis_points", requirement="M3.6")
    return basis_points


def _check_acceptance(
    actor: Actor, contract: Contract, delivery: Delivery | None, on: date, part: int
) -> None:
    if on > actor.today:
        raise Refused("date_in_future", field="accepted_on")
    if on < contract.signed_on:
        raise Refused(
            "before_contract", field="accepted_on", requirement="M7.1",
            signed_on=contract.signed_on,
        )  # fmt: skip
    waiting = contract.deliveries.filter(archived_at=None, delivered_on=None)
    undelivered = delivery.delivered_on is None if delivery else waiting.exists()
    if undelivered and (part == WHOLE or delivery):
        raise Refused("not_delivered", field="delivery_id", requirement="M3.6")


def _file(contract: Contract, pk: int | None) -> EvidenceFile | None:
    if not pk:
        return None
    kinds = [("contract", contract.pk), ("opportunity", contract.opportunity_id)]
    found = EvidenceFile.objects.filter(pk=pk, archived_at=None).first()
    if found is None or (found.kind, found.record_id) not in kinds:
        raise Refused("bad_choice", field="file_id")
    return found
