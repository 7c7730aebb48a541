"""Collection as the API shows and takes it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import Body, MoneyOut, Versioned
from goldenkey.api.schemas.receivable import ReceivableOut


class PromiseIn(Body):
    """The customer pays so much by a day; without an amount all that is open."""

    promised_on: date
    amount: Decimal | None = None
    said_by_id: int | None = None
    note: str = Field("", max_length=300)


class DisputeIn(Body):
    """What the customer disputes."""

    reason: Literal["goods", "price", "papers", "delivery", "other"]
    amount: Decimal | None = None
    note: str = Field("", max_length=500)


class OutcomeIn(Versioned):
    """How a dispute ended."""

    outcome: str = Field(max_length=500)


class DunningStepIn(Body):
    """A step of the playbook that was taken."""

    step: str = Field(max_length=64)
    way: Literal["done", "printed", "email", "file"] = "done"


class BandIn(Body):
    """From so many days overdue on, so many basis points are provided for."""

    from_days: int
    basis_points: int


class PolicyIn(Body):
    """How the company reckons late money; null takes the playbook's figure."""

    carrying_cost: int | None = None
    gross_margin: int | None = None
    provision: list[BandIn] = Field(default_factory=list)
    statute: Literal["", "cn-sme", "tw-civil"] = ""


class WordsIn(Body):
    """The company's own words of a letter."""

    tone: Literal["before", "due", "late", "final"]
    language: Literal["zh-hant", "zh-hans", "en"]
    subject: str = Field(max_length=200)
    body: str = Field(max_length=10_000)


class MoneyGroupOut(Schema):
    """What one customer, salesperson, team, contract or currency owes, by age."""

    key: str
    id: int
    name: str
    count: int
    buckets: list[MoneyOut]
    total: MoneyOut
    overdue: MoneyOut
    own: MoneyOut | None


class DsoOut(Schema):
    """Days sales outstanding: open / became due × days."""

    days: int
    open: MoneyOut
    sales: MoneyOut
    dso: Decimal | None


class DunningStepOut(Schema):
    """A step of collection to take now."""

    receivable: ReceivableOut
    step: str
    kind: str
    say: str
    since: date
    skipped: int


class PromiseOut(Schema):
    """A promise, with what came until its day."""

    id: int
    version: int
    receivable_id: int
    account_id: int
    account: str
    contract: str
    money: MoneyOut
    paid: MoneyOut
    given_on: date
    promised_on: date
    said_by: str
    note: str
    by: str
    state: str


class DisputeOut(Schema):
    """A dispute, open or settled."""

    id: int
    version: int
    receivable_id: int
    account_id: int
    account: str
    contract: str
    money: MoneyOut
    reason: str
    opened_on: date
    settled_on: date | None
    note: str
    outcome: str
    by: str


class ReminderOut(Schema):
    """A step that was taken."""

    step: str
    say: str
    kind: str
    way: str
    on: date
    by: str


class CollectionStepOut(Schema):
    """A step of the playbook for one receivable."""

    step: str
    kind: str
    say: str
    due_from: date
    taken_on: date | None
    now: bool


class CareOut(Schema):
    """One receivable with everything done to get it paid."""

    row: ReceivableOut
    steps: list[CollectionStepOut]
    reminders: list[ReminderOut]
    promises: list[PromiseOut]
    disputes: list[DisputeOut]
    disputed: bool
    cost: MoneyOut
    cost_rate: int
    new_business: MoneyOut | None
    margin: int
    statutory_interest: MoneyOut | None


class ProvidedOut(Schema):
    """A row of the provision."""

    from_days: int
    basis_points: int
    open: MoneyOut
    provision: MoneyOut


class CostOut(Schema):
    """What late money costs now."""

    late: MoneyOut
    rate: int
    margin: int
    cost_so_far: MoneyOut
    cost_per_month: MoneyOut
    eaten_by_cost: MoneyOut | None
    eaten_by_loss: MoneyOut | None
    rows: list[ProvidedOut]
    provision: MoneyOut


class DisagreementOut(Schema):
    """A sum that does not agree."""

    code: str
    said: str


class ChecksOut(Schema):
    """The last check of all sums of money."""

    at: datetime | None
    count: int
    found: list[DisagreementOut]
