"""What the opportunity room is made of: frozen, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from goldenkey.core.money import Money
from goldenkey.selectors.listed import NeedRow, RivalRow, StepRow
from goldenkey.selectors.orders import ContractRow
from goldenkey.selectors.timeline import Event, FileRow, MemberRow


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody who can supply what is missing."""

    id: int
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A person on the committee; `stance` is None where it is hidden from the reader.

    `approach` is the place in the order "easy first" (M4.8), from 1; 0 for who is not approached.
    """

    id: int
    version: int
    contact_id: int | None
    name: str
    title: str
    roles: tuple[str, ...]
    role_keys: tuple[str, ...]
    standard: tuple[str, ...]
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
    approach: int = 0
    introduces: tuple[str, ...] = ()
    reach: str = "unknown"
    outside: str = ""
    adaptability: str | None = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """One of the four dots: the standard role and how far it is covered."""

    role: str
    state: str


@dataclass(frozen=True, slots=True)
class EmptyChair:
    """A role nobody was found for yet, and who could name somebody."""

    key: str
    name: str
    guide: Ask | None = None


@dataclass(frozen=True, slots=True)
class FactField:
    """A declared fact as a form asks for it, with what is known now."""

    name: str
    ask: str
    kind: str
    options: tuple[tuple[str, str], ...]
    value: Any
    confirmed: bool
    observed_on: date | None
    label: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One condition of a gate as it stands, who can supply it, and the facts to record."""

    id: str
    say: str
    why: str
    value: str
    evidence: str
    ask: tuple[Ask, ...]
    fields: tuple[FactField, ...]
    unknown: tuple[str, ...]
    counts: tuple[str, ...] = ()
    """Names the system counts from our records: they are not typed in, but worked for."""


@dataclass(frozen=True, slots=True)
class GateView:
    """The gate of the present stage (M3.7)."""

    stage: str
    next_stage: str
    criteria: tuple[CriterionView, ...]

    @property
    def missing(self) -> tuple[CriterionView, ...]:
        """What does not hold yet."""
        return tuple(c for c in self.criteria if c.value != "true")


@dataclass(frozen=True, slots=True)
class WarningView:
    """A warning ready to be worded: the rule's texts and what fills their braces."""

    rule: str
    severity: str
    say: str
    because: str
    why: str
    do: str
    do_kind: str
    since: date
    days: int
    money: Money | None
    params: Any
    person: Ask | None
    through: Ask | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Part of a chance of winning: points of possible points, and what it is about."""

    code: str
    about: str
    points: int
    confirmed: int
    possible: int


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of ours or a step of the customer's."""

    key: str
    name: str
    state: str
    presumes: int = 0
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Room:
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
    money: Money
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
    reasons: tuple[Reason, ...]
    next_step: StepRow | None
    steps: tuple[StepRow, ...]
    stages: tuple[Step, ...]
    buying_steps: tuple[Step, ...]
    buying_step: str
    steps_behind: int
    gate: GateView
    seats: tuple[Seat, ...]
    dots: tuple[Dot, ...]
    empty_chairs: tuple[EmptyChair, ...]
    roles: tuple[tuple[str, str], ...]
    warnings: tuple[WarningView, ...]
    needs: tuple[NeedRow, ...]
    rivals: tuple[RivalRow, ...]
    contracts: tuple[ContractRow, ...]
    events: tuple[Event, ...]
    files: tuple[FileRow, ...]
    members: tuple[MemberRow, ...]
    created_at: datetime
    may: frozenset[str]
