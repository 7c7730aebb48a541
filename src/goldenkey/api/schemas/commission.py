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
    held: MoneyOut
    released_on: date | None


class LineDisputeOut(Schema):
    """A question about a line, and what was answered."""

    id: int
    version: int
    line_id: int
    by: str
    words: str
    raised_on: date
    state: str
    answer: str
    answered_by: str
    answered_on: date | None
    correction: MoneyOut | None


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
    event_on: date | None
    disputes: list[LineDisputeOut]


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
    bonus: MoneyOut
    bad_debt: MoneyOut
    corrected: MoneyOut
    held: MoneyOut


class RungOut(Schema):
    """A stretch of a period's cash; `rate` in ten-thousandths of a basis point."""

    first: MoneyOut
    last: MoneyOut | None
    rate: int


class PartOut(Schema):
    """So much of a period's cash lies on a rung."""

    rung: RungOut
    cash: MoneyOut


class PeriodStandingOut(Schema):
    """How a period stands by a plan's tiers and quota, and what it lacks to the next rung."""

    plan: str
    first: date
    last: date
    cash: MoneyOut
    bonus: MoneyOut
    parts: list[PartOut]
    lacks: MoneyOut | None


class CommissionStatementOut(Schema):
    """A salesperson's commission of a month, explained line by line (M7.5)."""

    user_id: int
    user: str
    month: date
    until: date
    figures: list[FiguresOut]
    lines: list[LineOut]
    expectations: list[ShareOut]
    closed: bool
    standings: list[PeriodStandingOut]


class ChoiceOut(Schema):
    """What could be paid next: an invoice or a receivable."""

    value: str
    name: str
    open: MoneyOut


class WhatIfOut(Schema):
    """What commission would be if something were paid this month."""

    contract_id: int
    contract: str
    account: str
    paid: MoneyOut
    earned: MoneyOut
    bonus: MoneyOut
    held: MoneyOut
    total: MoneyOut
    rate: int
    share: int


class DisputeNew(Body):
    """A question about a line of one's own."""

    words: str = Field(max_length=500)


class DisputeAnswerIn(Body):
    """An answer; `correction` in major units makes a line of its own."""

    answer: str = Field(max_length=500)
    upheld: bool
    correction: str | None = None
    version: int


class LineQuestionOut(Schema):
    """A question that waits, with whose line it is about."""

    dispute: LineDisputeOut
    user_id: int
    user: str
    contract: str
    month: date
    money: MoneyOut


class BadDebtIn(Body):
    """So much of a receivable, in major units, is given up."""

    receivable_id: int
    amount: str


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
