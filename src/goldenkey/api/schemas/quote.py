"""Quotes as the API shows and takes them; cost and margin are null where they are hidden."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import Body, MoneyOut, Versioned
from goldenkey.api.schemas.document import DocumentOut


class QuoteLineNew(Body):
    """A line: a product, or words with a price; discount and tax in basis points."""

    label: str = Field("", max_length=200)
    quantity: Decimal = Decimal(1)
    product_id: int | None = None
    price: Decimal | None = None
    discount: int = 0
    tax: int | None = None
    unit: str = Field("", max_length=20)


class QuoteNew(Body):
    """A quote: its lines, what is taken off the whole, until when it holds."""

    lines: list[QuoteLineNew]
    currency: str = ""
    less: Decimal = Decimal(0)
    valid_until: date | None = None
    note: str = Field("", max_length=500)


class QuoteIn(Versioned):
    """A version as it shall be; 409 when somebody was first."""

    lines: list[QuoteLineNew]
    less: Decimal = Decimal(0)
    valid_until: date | None = None
    note: str = Field("", max_length=500)


class AskIn(Versioned):
    """Who is asked to approve."""

    approver_id: int


class DecideIn(Versioned):
    """Approved or not; not needs the reason."""

    approve: bool
    note: str = Field("", max_length=300)


class QuoteLineOut(Schema):
    """A line."""

    place: int
    product_id: int | None
    label: str
    unit: str
    quantity: str
    price: MoneyOut
    listed: MoneyOut | None
    discount: int
    tax: int
    net: MoneyOut
    cost: MoneyOut | None

    @staticmethod
    def resolve_quantity(row: Any) -> str:
        """Decimal text."""
        return f"{row.quantity:f}"


class TaxSumOut(Schema):
    """What one rate comes to."""

    rate: int
    base: MoneyOut
    money: MoneyOut


class QuoteSumsOut(Schema):
    """The sums: net is the lines', gross is net and taxes; discount below list in basis points."""

    listed: MoneyOut
    less: MoneyOut
    net: MoneyOut
    taxes: list[TaxSumOut]
    gross: MoneyOut
    discount: int


class QuoteVersionRowOut(Schema):
    """A version as lists show it."""

    id: int
    number: int
    state: str
    gross: MoneyOut
    discount: int
    sent_on: date | None
    valid_until: date | None


class QuoteRowOut(Schema):
    """A quote with its versions, the newest first."""

    id: int
    number: str
    versions: list[QuoteVersionRowOut]


class DecisionOut(Schema):
    """An approval asked for or answered; `holds` while the version is as it was then."""

    id: int
    kind: str
    by: str
    approver: str
    at: datetime
    snapshot: dict[str, Any]
    holds: bool


class QuoteVersionOut(Schema):
    """One version whole."""

    id: int
    version: int
    quote_id: int
    number: str
    place: int
    state: str
    opportunity_id: int
    account_id: int
    currency: str
    lines: list[QuoteLineOut]
    sums: QuoteSumsOut
    margin: int | None
    cost: MoneyOut | None
    valid_until: date | None
    sent_on: date | None
    note: str
    answer: str
    approver: str
    why: list[str]
    decisions: list[DecisionOut]
    documents: list[DocumentOut]
    others: list[QuoteVersionRowOut]

    @staticmethod
    def resolve_why(row: Any) -> list[str]:
        """The codes of what an approval is needed for."""
        return [one.code for one in row.why]


class ItemOut(Schema):
    """A line of a comparison."""

    label: str
    quantity: str
    price: MoneyOut
    discount: int
    net: MoneyOut

    @staticmethod
    def resolve_quantity(row: Any) -> str:
        """Decimal text."""
        return f"{row.quantity:f}"


class LineChangeOut(Schema):
    """What became of a line: same, changed, added, removed."""

    kind: str
    before: ItemOut | None
    after: ItemOut | None


class ComparedOut(Schema):
    """Two versions of a quote side by side."""

    number: str
    before: QuoteVersionRowOut
    after: QuoteVersionRowOut
    lines: list[LineChangeOut]
    net_before: MoneyOut
    net_after: MoneyOut
