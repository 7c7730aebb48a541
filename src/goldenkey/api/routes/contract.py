"""Contracts over the API: signed, delivered, accepted, invoiced."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import contract as contracts
from goldenkey.actions import delivery as deliveries
from goldenkey.actions import invoice as invoices
from goldenkey.actions.contract import DeliveryIn, LineIn, ShareIn
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Made
from goldenkey.api.schemas.contract import (
    AcceptanceNew,
    ContractNew,
    ContractOut,
    ContractPage,
    DayIn,
    DelayIn,
    DeliveryNew,
    InvoiceNew,
    SharesIn,
)
from goldenkey.selectors import contract as select

router = Router(tags=["contracts"])


@router.get("/contracts", response=ContractPage)
@requires("contract.read")
def list_contracts(
    request: Request, cursor: str = "", account_id: int = 0, state: codes.ContractState = ""
) -> Any:
    """Contracts in scope, the newest signature first."""
    return select.page(request.actor, cursor=cursor, account_id=account_id or None, state=state)


@router.post("/contracts", response={201: ContractOut})
@requires("contract.sign")
def sign_contract(request: Request, body: ContractNew) -> Any:
    """Record a signed contract: its opportunity is won, its plan begins to run (M3.5, M7.1)."""
    fields = body.model_dump()
    fields["plan"] = [LineIn(**line) for line in fields["plan"]]
    fields["deliveries"] = [DeliveryIn(**one) for one in fields["deliveries"]]
    fields["shares"] = [ShareIn(**one) for one in fields["shares"]]
    made = contracts.sign_contract(request.actor, **fields)
    return 201, select.detail(request.actor, made.pk)


@router.get("/contracts/{contract_id}", response=ContractOut)
@requires("contract.read")
def read_contract(request: Request, contract_id: int) -> Any:
    """A contract with its plan, deliveries, receivables and payments."""
    return select.detail(request.actor, contract_id)


@router.put("/contracts/{contract_id}/shares", response=ContractOut)
@requires("contract.sign")
def share_commission(request: Request, contract_id: int, body: SharesIn) -> Any:
    """Divide a contract's commission anew, while none of it is earned (M7.5)."""
    shares = [ShareIn(s.user_id, s.basis_points) for s in body.shares]
    contracts.share_commission(request.actor, contract_id, shares=shares)
    return select.detail(request.actor, contract_id)


@router.post("/contracts/{contract_id}/deliveries", response={201: Made})
@requires("delivery.record")
def add_delivery(request: Request, contract_id: int, body: DeliveryNew) -> Any:
    """Put a further delivery on the plan."""
    return 201, deliveries.add_delivery(request.actor, contract_id, **body.model_dump())


@router.post("/deliveries/{delivery_id}/shipment", response=Made)
@requires("delivery.record")
def ship(request: Request, delivery_id: int, body: DayIn) -> Any:
    """Goods have left."""
    return deliveries.ship(request.actor, delivery_id, **body.model_dump())


@router.post("/deliveries/{delivery_id}/arrival", response=Made)
@requires("delivery.record")
def arrive(request: Request, delivery_id: int, body: DayIn) -> Any:
    """Goods are at the customer's."""
    return deliveries.arrive(request.actor, delivery_id, **body.model_dump())


@router.post("/deliveries/{delivery_id}/delay", response=Made)
@requires("delivery.record")
def tell_customer(request: Request, delivery_id: int, body: DelayIn) -> Any:
    """The customer was told that the date will not hold (M3.11)."""
    return deliveries.tell_customer(request.actor, delivery_id, **body.model_dump())


@router.delete("/deliveries/{delivery_id}", response={204: None})
@requires("delivery.record")
def drop_delivery(request: Request, delivery_id: int) -> Any:
    """Take a delivery that has not begun off the plan."""
    deliveries.drop_delivery(request.actor, delivery_id)
    return 204, None


@router.post("/contracts/{contract_id}/acceptances", response={201: Made})
@requires("acceptance.record")
def accept(request: Request, contract_id: int, body: AcceptanceNew) -> Any:
    """Record what the customer signed; it starts the clock of the lines that wait (M3.6)."""
    return 201, deliveries.accept(request.actor, contract_id, **body.model_dump())


@router.post("/contracts/{contract_id}/invoices", response={201: Made})
@requires("invoice.issue")
def issue_invoice(request: Request, contract_id: int, body: InvoiceNew) -> Any:
    """Record an invoice."""
    return 201, invoices.issue_invoice(request.actor, contract_id, **body.model_dump())


@router.delete("/invoices/{invoice_id}", response={204: None})
@requires("invoice.issue")
def void_invoice(request: Request, invoice_id: int) -> Any:
    """Put a wrong invoice away."""
    invoices.void_invoice(request.actor, invoice_id)
    return 204, None
