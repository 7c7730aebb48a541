"""Activities and next steps as the API shows and takes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body, Versioned


class ActivityIn(Body):
    """What we did with the customer; two facts decide what came of it (M5.11)."""

    account_id: int | None = None
    opportunity_id: int | None = None
    kind: codes.ActivityKind = "visit"
    on: date | None = None
    contact_ids: list[int] = Field(default_factory=list, max_length=100)
    note: str = ""
    agreed: bool | None = None
    agreed_what: str = Field("", max_length=300)
    agreed_by_on: date | None = None
    ordered: bool = False
    planned: codes.Outcome = ""
    reflection: str = Field("", max_length=500)
    next_what: str = Field("", max_length=300)
    next_on: date | None = None
    learned: dict[str, Any] = Field(default_factory=dict)
    key: str | None = Field(None, max_length=64)


class ActivityChange(Versioned):
    """A correction; absent fields stay as they are."""

    NULLABLE: ClassVar[frozenset[str]] = frozenset({"agreed", "agreed_by_on"})

    kind: codes.ActivityKind | None = None
    note: str | None = None
    agreed: bool | None = None
    agreed_what: str | None = Field(None, max_length=300)
    agreed_by_on: date | None = None
    ordered: bool | None = None


class ActivityRowOut(Schema):
    """A contact that took place."""

    id: int
    kind: str
    on: date
    by: str
    note: str
    people: list[str]
    outcome: str
    opportunity: str
    opportunity_id: int | None


class ActivityOut(Schema):
    """One activity and what it brought."""

    id: int
    version: int
    account_id: int
    account: str
    opportunity_id: int | None
    opportunity: str
    kind: str
    on: date
    by: str
    names: list[str]
    outcome: str
    note: str
    agreed: bool | None
    agreed_what: str
    agreed_by_on: date | None
    ordered: bool
    next_what: str
    next_on: date | None


class StepIn(Body):
    """The next thing to do; dated, and agreed by the customer or not."""

    account_id: int | None = None
    opportunity_id: int | None = None
    what: str = Field(max_length=300)
    due_on: date | None = None
    agreed: bool = False
    contact_ids: list[int] = Field(default_factory=list, max_length=100)
    together_ok: bool = False


class StepMove(Versioned):
    """Another day for a step."""

    due_on: date
    reason: str = ""
    together_ok: bool = False


class StepDone(Body):
    """Ticked off, or not after all."""

    done: bool = True


class DueStepOut(Schema):
    """A step on its owner's list."""

    id: int
    version: int
    what: str
    due_on: date | None
    agreed: bool
    account_id: int
    account: str
    opportunity_id: int | None
    opportunity: str


class PostponementOut(Schema):
    """A step was moved to another day."""

    from_on: date | None
    to_on: date
    reason: str
    by: str
    at: datetime
