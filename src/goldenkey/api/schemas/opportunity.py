"""Opportunities, their committee, needs and rivals as the API shows and takes them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body, MoneyOut, Versioned


class OpportunityNew(Body):
    """A new opportunity at an account."""

    account_id: int
    name: str = Field(max_length=200)
    amount: str | int | None = None
    currency: str = ""
    close_on: date | None = None
    kind: codes.OpportunityKind = "account_led"
    drive: codes.Drive = ""
    playbook_key: str = ""
    owner_id: int | None = None


class OpportunityChange(Versioned):
    """A change of an opportunity."""

    NULLABLE: ClassVar[frozenset[str]] = frozenset({"close_on"})

    name: str | None = Field(None, max_length=200)
    amount: str | int | None = None
    currency: str | None = None
    close_on: date | None = None
    kind: codes.OpportunityKind | None = None
    drive: codes.Drive | None = None
    buying_step: str | None = None


class OpportunityRowOut(Schema):
    """A row of the list."""

    id: int
    version: int
    name: str
    account: str
    owner: str
    phase: str
    stage: str
    stage_days: int
    usual_days: int
    state: str
    money: MoneyOut
    close_on: date | None
    close_moves: int
    coverage: str
    warning_count: int
    worst_severity: str
    worst_warning: str
    gate_missing: int
    next_step: str
    next_step_on: date | None
    next_step_agreed: bool
    chance: int | None
    chance_confirmed: int | None


class OpportunityPage(Schema):
    """One page, and the cursor of the next."""

    rows: list[OpportunityRowOut]
    next: str


class ColumnOut(Schema):
    """A column of the board."""

    phase: str
    count: int
    total: MoneyOut
    rows: list[OpportunityRowOut]


class StageIn(Versioned):
    """Move on; with a reason where the gate is to be let through."""

    override_reason: str = ""


class BackIn(Versioned):
    """Move back to an earlier stage, with a reason."""

    stage: str
    reason: str


class GoIn(Versioned):
    """Go on or give up (M3.3)."""

    go: codes.Go
    reason: str


class LostIn(Versioned):
    """Lost: why, and to whom."""

    reason: str
    lost_to: str


class SeatIn(Body):
    """Somebody on the committee."""

    contact_id: int | None = None
    group_name: str = Field("", max_length=200)
    reached_through: str = Field("", max_length=300)
    roles: list[str] = Field(default_factory=list)
    influence: codes.Influence = "unknown"
    stance: codes.Stance = "unknown"
    stance_confirmed: bool = False
    access: codes.Access = "unknown"
    power: codes.Power = "unknown"
    reach: codes.SeatReach = "unknown"
    outside: codes.Outside = ""
    interests: str = Field("", max_length=300)
    adaptability: str = Field("", max_length=300)
    reports_to_id: int | None = None
    our_user_id: int | None = None


class SeatChange(Versioned):
    """A change of a seat; absent fields stay as they are."""

    NULLABLE: ClassVar[frozenset[str]] = frozenset({"reports_to_id", "our_user_id"})

    reached_through: str | None = None
    roles: list[str] | None = None
    influence: codes.Influence | None = None
    stance: codes.Stance | None = None
    stance_confirmed: bool | None = None
    access: codes.Access | None = None
    power: codes.Power | None = None
    reach: codes.SeatReach | None = None
    outside: codes.Outside | None = None
    interests: str | None = Field(None, max_length=300)
    adaptability: str | None = Field(None, max_length=300)
    reports_to_id: int | None = None
    our_user_id: int | None = None


class NeedIn(Body):
    """A need of the customer."""

    words: str = Field(max_length=300)
    explicit: bool = False
    met: codes.Met = "unknown"
    met_confirmed: bool = False


class NeedChange(Versioned):
    """A change of a need."""

    words: str | None = Field(None, max_length=300)
    explicit: bool | None = None
    met: codes.Met | None = None
    met_confirmed: bool | None = None


class RivalIn(Body):
    """How we stand against a rival: 2 much better … -2 much worse."""

    name: str = Field(max_length=200)
    position: int | None = Field(None, ge=-2, le=2)
    in_touch_with_decider: bool | None = None
    confirmed: bool = False
    need_id: int | None = None


class FactIn(Body):
    """One thing known, with its evidence where the customer confirmed it."""

    name: str
    value: Any
    confirmed: bool = False
    said_by_id: int | None = None
    words: str = ""
    activity_id: int | None = None
    file_id: int | None = None
    observed_on: date | None = None
