"""Accounts as the API shows and takes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body, MoneyOut, Versioned


class AccountIn(Body):
    """What may be typed of an account; absent fields stay as they are.

    `batch` (a usual order) and `revenue` are major units; a batch is in the company's currency.
    """

    NULLABLE: ClassVar[frozenset[str]] = frozenset(
        {"staff", "buys_on", "cycle_days", "batch", "revenue", "relationship_target_on"}
    )

    name: str | None = Field(None, max_length=200)
    kind: codes.AccountKind | None = None
    full_name: str | None = Field(None, max_length=200)
    english_name: str | None = Field(None, max_length=200)
    region: str | None = Field(None, max_length=100)
    address: str | None = Field(None, max_length=300)
    phone: str | None = Field(None, max_length=60)
    industry: str | None = Field(None, max_length=100)
    ownership: codes.Ownership | None = None
    country: str | None = Field(None, max_length=100)
    staff: int | None = Field(None, ge=0, le=10_000_000)
    product_lines: str | None = Field(None, max_length=300)
    technology: str | None = Field(None, max_length=300)
    credit_rating: codes.CreditRating | None = None
    channel: str | None = Field(None, max_length=40)
    relationship: codes.Relationship | None = None
    relationship_why: str | None = Field(None, max_length=300)
    relationship_target: codes.RelationshipTarget | None = None
    relationship_target_on: date | None = None
    buys_on: date | None = None
    cycle_days: int | None = Field(None, ge=0, le=3650)
    batch: str | int | None = None
    revenue: str | int | None = None
    revenue_currency: str | None = Field(None, max_length=3)
    note: str | None = None


class AccountNew(AccountIn):
    """A new account."""

    name: str = Field(max_length=200)
    owner_id: int | None = None


class AccountChange(AccountIn):
    """A change names the version it was made from."""

    version: int


class GiveIn(Versioned):
    """To whom a record is given."""

    owner_id: int


class AccountRowOut(Schema):
    """A row of the list."""

    id: int
    name: str
    kind: str
    industry: str
    region: str
    owner: str
    intent_grade: str
    value_grade: str
    relationship: str
    last_contact_on: date | None
    next_due_on: date | None


class AccountPage(Schema):
    """One page, and the cursor of the next."""

    rows: list[AccountRowOut]
    next: str


class ContactRowOut(Schema):
    """A person at the account."""

    id: int
    name: str
    title: str
    department: str
    phone: str
    email: str
    last_contact_on: date | None


class AccountOut(AccountRowOut):
    """One account in full."""

    version: int
    full_name: str
    english_name: str
    address: str
    phone: str
    ownership: str
    country: str
    staff: int | None
    product_lines: str
    technology: str
    credit_rating: str
    channel: str
    relationship_since: date | None
    relationship_why: str
    relationship_target: str
    relationship_target_on: date | None
    buys_on: date | None
    cycle_days: int | None
    batch: MoneyOut | None
    revenue: MoneyOut | None
    note: str
    owner_id: int
    team: str
    created_at: datetime
    contacts: list[ContactRowOut]
    may_edit: bool
