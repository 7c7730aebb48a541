"""Contacts as the API shows and takes them; personal data is null where it is hidden."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.activity import ActivityRowOut
from goldenkey.api.schemas.common import Body


class ContactIn(Body):
    """What may be typed of a person; absent fields stay as they are."""

    name: str | None = Field(None, max_length=100)
    title: str | None = Field(None, max_length=100)
    phone: str | None = Field(None, max_length=60)
    mobile: str | None = Field(None, max_length=60)
    email: str | None = Field(None, max_length=200)
    birthday: str | None = Field(None, max_length=10)
    interests: str | None = Field(None, max_length=300)
    note: str | None = None
    standing: codes.Standing | None = None


class ContactNew(ContactIn):
    """A new person at a customer."""

    name: str = Field(max_length=100)
    department: str | None = Field(None, max_length=100)


class ContactChange(ContactIn):
    """A change of a person, from a version."""

    version: int


class MergeIn(Body):
    """The other entry of the same person; `version` is the kept one's, as it was read."""

    gone_id: int
    version: int | None = None


class PositionIn(Body):
    """Where a person works too, or now."""

    account_id: int
    title: str = Field("", max_length=100)
    department: str = Field("", max_length=100)


class PositionOut(Schema):
    """A post: where, as what, from when until when."""

    id: int
    account_id: int
    account: str
    title: str
    department: str
    since_on: date | None
    until_on: date | None


class PersonalOut(Schema):
    """Personal data, for who has the right to it."""

    birthday: str
    interests: str
    note: str


class StakeOut(Schema):
    """A person's part in one opportunity; stance is null where it is hidden."""

    opportunity_id: int
    opportunity: str
    roles: list[str]
    influence: str
    stance: str | None
    last_met_on: date | None
    live: bool


class ContactOut(Schema):
    """One person in full."""

    id: int
    version: int
    name: str
    title: str
    phone: str
    mobile: str
    email: str
    standing: str
    last_contact_on: date | None
    personal: PersonalOut | None
    positions: list[PositionOut]
    stakes: list[StakeOut]
    activities: list[ActivityRowOut]
    may_edit: bool
