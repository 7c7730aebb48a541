"""The opportunity room as the API shows it."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema

from goldenkey.api.schemas.common import MoneyOut


class SeatOut(Schema):
    """A person on the committee; stance is null where it is hidden from the reader."""

    id: int
    version: int
    contact_id: int | None
    name: str
    title: str
    role_keys: list[str]
    influence: str
    stance: str | None
    stance_confirmed: bool
    access: str
    power: str
    our_person: str
    last_met_on: date | None
    reached_through: str
    reports_to_id: int | None


class DotOut(Schema):
    """One of the four roles and how far it is covered."""

    role: str
    state: str


class AskOut(Schema):
    """Somebody who can supply what is missing."""

    id: int
    name: str
    title: str


class CriterionOut(Schema):
    """A condition of the gate as it stands."""

    id: str
    say: str
    value: str
    evidence: str
    ask: list[AskOut]
    unknown: list[str]


class GateOut(Schema):
    """The gate of the present stage (M3.7)."""

    stage: str
    next_stage: str
    criteria: list[CriterionOut]


class WarningOut(Schema):
    """A warning (M4.7): rule, since when, how much money, what to do."""

    rule: str
    severity: str
    text: str
    because_text: str
    why: str
    do_kind: str
    since: date
    days: int
    money: MoneyOut | None
    person: AskOut | None
    through: AskOut | None


class NeedOut(Schema):
    """A need and how well it is met."""

    id: int
    version: int
    words: str
    explicit: bool
    met: str


class RivalOut(Schema):
    """A rival and our place against it."""

    id: int
    name: str
    position: int | None
    in_touch_with_decider: bool | None


class StepOut(Schema):
    """A next step still to do."""

    id: int
    version: int
    what: str
    due_on: date | None
    agreed: bool


class RoadStepOut(Schema):
    """A stage of ours or a step of the customer's, and whether it is done."""

    key: str
    name: str
    state: str


class RoomOut(Schema):
    """One opportunity with everything its page shows."""

    id: int
    version: int
    name: str
    account_id: int
    account: str
    owner_id: int
    owner: str
    team: str
    kind: str
    drive: str
    playbook: str
    playbook_number: int
    state: str
    live: bool
    phase: str
    stage_key: str
    money: MoneyOut
    close_on: date | None
    close_moves: int
    go: str
    go_reason: str
    lost_reason: str
    lost_to: str
    stage_days: int
    chance: int
    chance_confirmed: int
    steps: list[StepOut]
    stages: list[RoadStepOut]
    buying_steps: list[RoadStepOut]
    gate: GateOut
    seats: list[SeatOut]
    dots: list[DotOut]
    warnings: list[WarningOut]
    needs: list[NeedOut]
    rivals: list[RivalOut]
    created_at: datetime
