"""The opportunity room as the API shows it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema

from goldenkey.api.schemas.common import MoneyOut
from goldenkey.wording import braces


class SeatOut(Schema):
    """A person on the committee; stance is null where it is hidden from the reader."""

    id: int
    version: int
    contact_id: int | None
    name: str
    title: str
    role_keys: list[str]
    roles: list[str]
    influence: str
    stance: str | None
    stance_confirmed: bool
    access: str
    power: str
    our_user_id: int | None
    our_person: str
    last_met_on: date | None
    reached_through: str
    reports_to_id: int | None
    interests: str | None
    approach: int
    introduces: list[str]
    reach: str
    outside: str
    adaptability: str | None


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
    why: str
    value: str
    evidence: str
    ask: list[AskOut]
    unknown: list[str]
    counts: list[str]


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
    because: str
    why: str
    do: str
    do_kind: str
    since: date
    days: int
    money: MoneyOut | None
    person: AskOut | None
    through: AskOut | None

    @staticmethod
    def resolve_text(found: Any) -> str:
        """The rule's sentence with what was seen in it."""
        return braces.fill(found.say, found.params)

    @staticmethod
    def resolve_because(found: Any) -> str:
        """The reason, with what was seen in it."""
        return braces.fill(found.because, found.params)

    @staticmethod
    def resolve_do(found: Any) -> str:
        """The one thing to do, with names."""
        return braces.fill(found.do, found.params) if found.do else ""


class NeedOut(Schema):
    """A need and how well it is met."""

    id: int
    version: int
    words: str
    explicit: bool
    met: str
    met_confirmed: bool


class RivalOut(Schema):
    """A rival and our place against it."""

    id: int
    version: int
    name: str
    position: int | None
    in_touch_with_decider: bool | None
    need_id: int | None
    confirmed: bool


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


class ReasonOut(Schema):
    """Part of a chance of winning: points of possible points, and what it is about."""

    code: str
    about: str
    points: int
    confirmed: int
    possible: int


class EmptyChairOut(Schema):
    """A role nobody was found for yet, and who could name somebody."""

    key: str
    name: str
    guide: AskOut | None


class OrderOut(Schema):
    """A contract of this opportunity and how far it has come."""

    id: int
    number: str
    money: MoneyOut
    signed_on: date
    state: str
    overdue_on: date | None
    overdue: MoneyOut | None


class EventOut(Schema):
    """Something that happened."""

    kind: str
    on: date
    by: str
    words: str
    detail: str
    outcome: str
    id: int
    people: list[str]


class FileOut(Schema):
    """A file kept as evidence."""

    id: int
    name: str
    size: int
    on: date
    by: str


class RoomMemberOut(Schema):
    """Somebody else who sells here (M0.10)."""

    id: int
    user_id: int
    name: str
    part: str


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
    won_on: date | None
    closed_on: date | None
    lost_reason: str
    lost_to: str
    stage_days: int
    usual_days: int
    chance: int
    chance_confirmed: int
    reasons: list[ReasonOut]
    steps: list[StepOut]
    stages: list[RoadStepOut]
    buying_steps: list[RoadStepOut]
    buying_step: str
    steps_behind: int
    gate: GateOut
    seats: list[SeatOut]
    dots: list[DotOut]
    empty_chairs: list[EmptyChairOut]
    warnings: list[WarningOut]
    needs: list[NeedOut]
    rivals: list[RivalOut]
    contracts: list[OrderOut]
    events: list[EventOut]
    files: list[FileOut]
    members: list[RoomMemberOut]
    created_at: datetime
