"""Accounts as the API shows and takes them."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema
from pydantic import ConfigDict, Field


class AccountIn(Schema):
    """What may be typed of an account; absent fields stay as they are."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = Field(None, max_length=200)
    kind: str | None = None
    full_name: str | None = Field(None, max_length=200)
    english_name: str | None = Field(None, max_length=200)
    region: str | None = Field(None, max_length=100)
    address: str | None = Field(None, max_length=300)
    phone: str | None = Field(None, max_length=60)
    industry: str | None = Field(None, max_length=100)
    ownership: str | None = None
    country: str | None = Field(None, max_length=100)
    staff: int | None = Field(None, ge=0, le=10_000_000)
    product_lines: str | None = Field(None, max_length=300)
    technology: str | None = Field(None, max_length=300)
    credit_rating: str | None = None
    relationship: str | None = None
    relationship_target: str | None = None
    buys_on: date | None = None
    cycle_days: int | None = Field(None, ge=0, le=3650)
    note: str | None = None


class AccountChange(AccountIn):
    """A change names the version it was made from."""

    version: int


class AccountRowOut(Schema):
    """A row of the list."""

    id: int
    name: str
    kind: str
    industry: str
    region: str
    owner: str
    grade: str
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
    phone: str
    email: str
    last_contact_on: date | None


class AccountOut(AccountRowOut):
    """One account in full."""

    grade: str = ""
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
    relationship: str
    relationship_target: str
    buys_on: date | None
    cycle_days: int | None
    intent_grade: str
    value_grade: str
    note: str
    owner_id: int
    team: str
    created_at: datetime
    contacts: list[ContactRowOut]
