"""The terms sheet as the API shows and takes it; limits are null where they are hidden."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body, MoneyOut, Versioned


class LimitsIn(Versioned):
    """Where we walk away, and what we would do instead."""

    walk_away: str = Field("", max_length=300)
    alternative: str = Field("", max_length=300)


class IssueNew(Body):
    """An issue of our own."""

    label: str = Field(max_length=60)
    unit: codes.TermUnit = "text"
    better: codes.TermBetter = "higher"


class IssueIn(Versioned):
    """Target and limit; absent ones stay."""

    target: str | None = Field(None, max_length=100)
    limit: str | None = Field(None, max_length=100)
    unit: codes.TermUnit | None = None
    better: codes.TermBetter | None = None


class IssuePositionIn(Body):
    """What the customer asks for."""

    value: str = Field(max_length=100)


class OfferIn(Body):
    """What we offer, what we get for it, and who lets it pass."""

    value: str = Field(max_length=100)
    in_return: str = Field("", max_length=200)
    approver_id: int | None = None


class StatusIn(Body):
    """Agreed, disputed or open; and the contact who said so."""

    status: codes.TermStatus
    said_by_id: int | None = None


class AnswerIn(Body):
    """Whether a concession passes."""

    approve: bool


class PackageNew(Body):
    """A package: values by issue id, and the version of a quote that prices it."""

    name: str = Field(max_length=60)
    values: dict[str, str] = Field(default_factory=dict)
    quote_version_id: int | None = None


class MoveOut(Schema):
    """A move; `reasons` are the rules that spoke."""

    id: int
    kind: str
    before: str
    value: str
    in_return: str
    approver: str
    reasons: list[str]
    on: date
    by: str
    answered: bool


class IssueOut(Schema):
    """An issue; `limit` is null for who lacks the right to it."""

    id: int
    version: int
    key: str
    label: str
    unit: str
    better: str
    target: str
    limit: str | None
    position: str
    offer: str
    status: str
    waiting: MoveOut | None
    moves: list[MoveOut]


class PackageOut(Schema):
    """A package; cost and margin (basis points) are null where they are hidden or unknown."""

    id: int
    name: str
    values: dict[str, str]
    quote_version_id: int | None
    quote: str
    net: MoneyOut | None
    gross: MoneyOut | None
    cost: MoneyOut | None
    margin: int | None


class SheetOut(Schema):
    """The terms sheet; `version` 0 before it was begun."""

    opportunity_id: int
    currency: str
    version: int
    issues: list[IssueOut]
    packages: list[PackageOut]
    walk_away: str | None
    alternative: str | None
