"""One customer's money and hand-over as the API shows and takes them: statement, letter, credit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import Body, MoneyOut
from goldenkey.api.schemas.receivable import AgeingOut, ReceivableOut


class LetterIn(Body):
    """A letter that goes out; empty tone and language are chosen by what is open."""

    way: Literal["printed", "file", "email"] = "printed"
    tone: Literal["", "before", "due", "late", "final"] = ""
    language: Literal["", "zh-hant", "zh-hans", "en"] = ""
    to: str = Field("", max_length=200)


class LetterOut(Schema):
    """A letter, filled."""

    subject: str
    text: str


class RecordedOut(Schema):
    """At how many receivables a step was recorded."""

    recorded: int


class TermsIn(Body):
    """A customer's credit, the limit in the organisation's currency."""

    rating: str = Field("", max_length=16)
    limit: Decimal
    credit_days: int = 30
    stop_after_days: int | None = None
    review_on: date | None = None
    note: str = Field("", max_length=500)


class ReleaseIn(Body):
    """What finance lets pass once."""

    what: Literal["sign", "ship"]
    reason: str = Field(max_length=300)
    until_on: date | None = None


class CheckIn(Body):
    """An item of a hand-over list, done or not."""

    list_key: str
    item: str
    done: bool = True


class WaitIn(Body):
    """How long the customer waited, in minutes."""

    minutes: int


class MovementOut(Schema):
    """A line of a statement of account."""

    on: date
    kind: str
    number: str
    label: str
    trigger: str
    contract_id: int | None
    payment_id: int | None
    uncleared: bool
    money: MoneyOut
    balance: MoneyOut


class CurrencyStatementOut(Schema):
    """The account in one currency."""

    currency: str
    opening: MoneyOut
    movements: list[MovementOut]
    closing: MoneyOut
    in_hand: MoneyOut


class AccountStatementOut(Schema):
    """A customer's statement of account."""

    account_id: int
    account: str
    company: str
    from_on: date
    until_on: date
    currencies: list[CurrencyStatementOut]
    open: list[ReceivableOut]
    ageing: AgeingOut


class CreditTermsOut(Schema):
    """What the company grants; null where nothing is set."""

    limit: MoneyOut | None
    credit_days: int | None
    stop_after_days: int | None


class ExposureOut(Schema):
    """What a payer stands for."""

    open: MoneyOut
    ordered: MoneyOut
    uncleared: MoneyOut
    in_hand: MoneyOut
    overdue: MoneyOut
    days_late: int
    total: MoneyOut


class ReleaseOut(Schema):
    """What finance let pass."""

    id: int
    version: int
    what: str
    reason: str
    until_on: date
    by: str
    used_on: date | None
    contract_id: int | None
    contract: str


class CreditOut(Schema):
    """A customer's credit."""

    account_id: int
    account: str
    rating: str
    terms: CreditTermsOut
    review_on: date | None
    note: str
    exposure: ExposureOut
    free: MoneyOut | None
    state: str
    releases: list[ReleaseOut]


class CheckOut(Schema):
    """An item of a hand-over list."""

    list_key: str
    item: str
    say: str
    done_on: date | None
    by: str


class HandoverListOut(Schema):
    """One list of the playbook."""

    key: str
    name: str
    rows: list[CheckOut]


class DeliveryHandoverOut(Schema):
    """A delivery's hand-over."""

    delivery_id: int
    version: int
    contract_id: int
    what: str
    planned_on: date
    delivered_on: date | None
    at_risk: bool
    told: bool
    waited_minutes: int | None
    lists: list[HandoverListOut]
