"""Payments as the API shows and takes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body, MoneyOut, Versioned
from goldenkey.api.schemas.contract import AllocationOut
from goldenkey.api.schemas.receivable import ReceivableOut


class PartIn(Body):
    """So much of a payment for one receivable."""

    receivable_id: int
    amount: Decimal


class PaymentNew(Body):
    """Money received. Without `parts` the oldest due come first; what is left over is refused as
    "surplus" until `keep_rest` keeps it unallocated."""

    account_id: int
    amount: Decimal
    currency: str = ""
    received_on: date
    method: codes.Method = "transfer"
    reference: str = Field("", max_length=100)
    cleared_on: date | None = None
    matures_on: date | None = None
    parts: list[PartIn] | None = None
    keep_rest: bool = False


class PartsIn(Versioned):
    """What the rest of a payment settles; without parts the oldest due first."""

    parts: list[PartIn] | None = None


class ClearIn(Versioned):
    """A note or cheque has become cash."""

    cleared_on: date


class ReverseIn(Versioned):
    """A payment that came back, or was wrong."""

    reversed_on: date
    reason: str = Field(max_length=300)


class PaymentRowOut(Schema):
    """A payment as lists show it."""

    id: int
    version: int
    number: str
    account_id: int
    account: str
    money: MoneyOut
    unallocated: MoneyOut
    method: str
    reference: str
    received_on: date
    matures_on: date | None
    cleared_on: date | None
    reversed_on: date | None
    state: str


class PaymentPage(Schema):
    """One page, and the cursor of the next."""

    rows: list[PaymentRowOut]
    next: str


class PaymentOut(Schema):
    """A payment, what it settles, and what it could settle."""

    row: PaymentRowOut
    by: str
    reversal_reason: str
    settled: list[AllocationOut]
    open: list[ReceivableOut]
