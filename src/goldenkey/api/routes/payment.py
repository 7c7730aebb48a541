"""Payments over the API: recorded, cleared, allocated, taken back, reversed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from ninja import Router

from goldenkey.actions import payment as payments
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.payment import (
    ClearIn,
    PartIn,
    PartsIn,
    PaymentNew,
    PaymentOut,
    PaymentPage,
    ReverseIn,
)
from goldenkey.selectors import payment as select

router = Router(tags=["payments"])


@router.get("/payments", response=PaymentPage)
@requires("payment.read")
def list_payments(
    request: Request, cursor: str = "", account_id: int = 0,
    state: Literal["", "uncleared", "unallocated", "reversed"] = "",
) -> Any:  # fmt: skip
    """Payments in scope, the last received first."""
    return select.page(request.actor, cursor=cursor, account_id=account_id or None, state=state)


@router.post("/payments", response={201: PaymentOut})
@requires("payment.record")
def record_payment(request: Request, body: PaymentNew) -> Any:
    """Record money received; what is more than due is asked about first (M7.2)."""
    fields = body.model_dump(exclude={"parts"})
    made = payments.record_payment(request.actor, parts=_parts(body.parts), **fields)
    return 201, select.detail(request.actor, made.pk)


@router.get("/payments/{payment_id}", response=PaymentOut)
@requires("payment.read")
def read_payment(request: Request, payment_id: int) -> Any:
    """A payment, what it settles, and what it could."""
    return select.detail(request.actor, payment_id)


@router.post("/payments/{payment_id}/clearing", response=PaymentOut)
@requires("payment.record")
def clear_payment(request: Request, payment_id: int, body: ClearIn) -> Any:
    """A note or cheque has become cash."""
    payments.clear_payment(request.actor, payment_id, **body.model_dump())
    return select.detail(request.actor, payment_id)


@router.post("/payments/{payment_id}/reversal", response=PaymentOut)
@requires("payment.reverse")
def reverse_payment(request: Request, payment_id: int, body: ReverseIn) -> Any:
    """A payment came back, or was wrong: its receivables are open again."""
    payments.reverse_payment(request.actor, payment_id, **body.model_dump())
    return select.detail(request.actor, payment_id)


@router.post("/payments/{payment_id}/allocations", response=PaymentOut)
@requires("payment.record")
def allocate_payment(request: Request, payment_id: int, body: PartsIn) -> Any:
    """Settle receivables with what is left of a payment."""
    payments.allocate_payment(
        request.actor, payment_id, parts=_parts(body.parts), version=body.version
    )
    return select.detail(request.actor, payment_id)


@router.delete("/allocations/{allocation_id}", response=PaymentOut)
@requires("payment.record")
def release_allocation(request: Request, allocation_id: int) -> Any:
    """Take one allocation back; its money is unallocated again."""
    payment = payments.release_allocation(request.actor, allocation_id)
    return select.detail(request.actor, payment.pk)


def _parts(given: list[PartIn] | None) -> dict[int, Decimal] | None:
    """Parts by receivable; a receivable named twice gets the sum."""
    if given is None:
        return None
    found: dict[int, Decimal] = {}
    for part in given:
        found[part.receivable_id] = found.get(part.receivable_id, Decimal(0)) + part.amount
    return found
