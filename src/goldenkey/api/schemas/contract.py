"""Contracts, plans, deliveries, acceptances and invoices as the API shows and takes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.commission import ShareOut
from goldenkey.api.schemas.common import Body, MoneyOut, Versioned
from goldenkey.api.schemas.receivable import ReceivableOut


class LineNew(Body):
    """A line of the payment plan: a part in basis points, or an amount."""

    label: str = Field("", max_length=100)
    trigger: codes.Trigger = "signing"
    basis_points: int | None = None
    amount: Decimal | None = None
    trigger_on: date | None = None
    credit_days: int | None = None


class DeliveryNew(Body):
    """A delivery; `weight` is its part of the order beside the others'."""

    what: str = Field(max_length=200)
    planned_on: date
    weight: int = 1


class ShareNew(Body):
    """Somebody's part of the commission, in basis points."""

    user_id: int
    basis_points: int


class ContractNew(Body):
    """A signed contract of an opportunity, or of an account alone."""

    opportunity_id: int | None = None
    account_id: int | None = None
    number: str = Field("", max_length=64)
    amount: Decimal
    currency: str = ""
    signed_on: date
    our_signer_id: int | None = None
    their_signer_id: int | None = None
    payer_id: int | None = None
    plan: list[LineNew] = Field(default_factory=list)
    deliveries: list[DeliveryNew] = Field(default_factory=list)
    shares: list[ShareNew] = Field(default_factory=list)
    note: str = Field("", max_length=500)
    file_id: int | None = None
    no_file_reason: str = Field("", max_length=300)


class SharesIn(Body):
    """The shares of a contract's commission, 10,000 basis points in all."""

    shares: list[ShareNew]


class DayIn(Versioned):
    """The day something happened."""

    on: date


class DelayIn(DayIn):
    """The customer was told that the date will not hold (M3.11)."""

    reason: str = Field(max_length=300)
    new_date: date | None = None


class AcceptanceNew(Body):
    """What the customer signed; a partial one says how much, in basis points."""

    result: codes.Acceptance = "accepted"
    accepted_on: date
    delivery_id: int | None = None
    basis_points: int | None = None
    signed_by_id: int | None = None
    file_id: int | None = None
    note: str = Field("", max_length=500)


class InvoiceNew(Body):
    """An invoice; gross is net and tax."""

    number: str = Field(max_length=64)
    issued_on: date
    net: Decimal
    tax: Decimal = Decimal(0)
    receivable_ids: list[int] = Field(default_factory=list)


class ContractRowOut(Schema):
    """A contract as lists show it."""

    id: int
    number: str
    account_id: int
    account: str
    opportunity_id: int | None
    owner: str
    money: MoneyOut
    signed_on: date
    state: str


class ContractPage(Schema):
    """One page, and the cursor of the next."""

    rows: list[ContractRowOut]
    next: str


class PlanOut(Schema):
    """A line of the plan and how far it is."""

    place: int
    label: str
    basis_points: int | None
    money: MoneyOut
    trigger: str
    trigger_on: date | None
    credit_days: int
    opened: MoneyOut
    open: MoneyOut
    due_on: date | None
    state: str


class DeliveryOut(Schema):
    """A delivery."""

    id: int
    version: int
    what: str
    weight: int
    promised_on: date
    planned_on: date
    shipped_on: date | None
    delivered_on: date | None
    told_customer_on: date | None
    told: bool
    delay_reason: str
    days_late: int


class AcceptanceOut(Schema):
    """An acceptance."""

    id: int
    delivery: str
    accepted_on: date
    result: str
    basis_points: int
    signed_by: str
    file_id: int | None
    note: str


class InvoiceOut(Schema):
    """An invoice."""

    id: int
    version: int
    number: str
    issued_on: date
    net: MoneyOut
    tax: MoneyOut
    gross: MoneyOut


class AllocationOut(Schema):
    """Part of a payment that settles part of a receivable."""

    id: int
    payment_id: int
    payment: str
    receivable_id: int
    money: MoneyOut
    on: date
    cleared_on: date | None
    reversed: bool
    reverses: bool


class SumsOut(Schema):
    """Where a contract's money is; late is a part of open, the others sum to the contract."""

    waiting: MoneyOut
    open: MoneyOut
    late: MoneyOut
    uncleared: MoneyOut
    cleared: MoneyOut


class ContractOut(ContractRowOut):
    """A contract with everything about it."""

    version: int
    payer_id: int
    payer: str
    our_signer: str
    their_signer: str
    note: str
    accepted_on: date | None
    closed_on: date | None
    sums: SumsOut
    plan: list[PlanOut]
    deliveries: list[DeliveryOut]
    acceptances: list[AcceptanceOut]
    receivables: list[ReceivableOut]
    invoices: list[InvoiceOut]
    settled: list[AllocationOut]
    shares: list[ShareOut]
