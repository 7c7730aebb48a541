"""Commission as the API shows and takes it."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import Body, MoneyOut


class ShareOut(Schema):
    """Somebody's share of a contract: expected in all, earned, still to come."""

    user_id: int
    user: str
    contract_id: int
    contract: str
    account: str
    signed_on: date
    basis_points: int
    rate: int | None
    expected: MoneyOut
    earned: MoneyOut
    left: MoneyOut


class LineOut(Schema):
    """A line of the ledger and what caused it."""

    id: int
    on: date
    kind: str
    money: MoneyOut
    user: str
    contract_id: int
    contract: str
    account: str
    payment_id: int | None
    payment: str
    part: MoneyOut | None
    cleared: MoneyOut | None
    whole: MoneyOut
    rate: int
    share: int
    through: date | None
    reference: str


class LinePage(Schema):
    """One page, and the cursor of the next."""

    rows: list[LineOut]
    next: str


class FiguresOut(Schema):
    """Sums of one currency."""

    currency: str
    expected: MoneyOut
    earned: MoneyOut
    clawed_back: MoneyOut
    payable: MoneyOut
    paid: MoneyOut
    to_approve: MoneyOut
    to_pay: MoneyOut


class StatementOut(Schema):
    """A salesperson's commission of a month, explained line by line (M7.5)."""

    user_id: int
    user: str
    month: date
    until: date
    figures: list[FiguresOut]
    lines: list[LineOut]
    expectations: list[ShareOut]


class PlanNew(Body):
    """A company's rate of commission from a day on, in basis points."""

    name: str = Field(max_length=100)
    basis_points: int
    from_on: date
    until_on: date | None = None


class RateOut(Schema):
    """A commission plan."""

    id: int
    version: int
    name: str
    rate: int
    from_on: date
    until_on: date | None


class ApprovalIn(Body):
    """Make payable what somebody earned until a day."""

    user_id: int
    through: date


class PayoutIn(Body):
    """All that is payable to somebody was paid out."""

    user_id: int
    on: date
    reference: str = Field("", max_length=100)


class MovedOut(Schema):
    """How many lines were written."""

    lines: int
