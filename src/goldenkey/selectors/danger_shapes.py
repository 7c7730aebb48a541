"""What the health page of an opportunity is made of: frozen, ready to be worded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldenkey.selectors.room_shapes import Room, WarningView


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact a warning looked at, or a person concerned; with where it was learned."""

    kind: str
    id: int
    label: str
    value: Any = None
    on: date | None = None
    confirmed: bool = False
    activity_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What somebody said to a warning, and what became of that."""

    id: int
    version: int
    rule: str
    answer: str
    until_on: date | None
    reason: str
    by: str
    on: date
    end: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Danger:
    """A warning that holds: its texts, what it saw, since when we know, what was answered."""

    warning: WarningView
    evidence: tuple[Evidence, ...]
    opened_on: date | None
    changes: int
    answer: AnswerView | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A warning as it stood over time; `closed_on` None: it still does."""

    rule: str
    say: str
    severity: str
    opened_on: date
    closed_on: date | None
    changed_on: tuple[date, ...] = ()
    answers: tuple[AnswerView, ...] = ()


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The chance from a day on: as believed, and as the customer confirmed."""

    on: date
    chance: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Health:
    """How an opportunity is: chance with reasons and trend, what holds, what held before."""

    room: Room
    may_answer: bool
    standing: tuple[Danger, ...]
    quiet: tuple[Danger, ...]
    past: tuple[Past, ...]
    trend: tuple[TrendPoint, ...] = field(default=())

    @property
    def gap(self) -> int:
        """How far belief runs ahead of what the customer confirmed."""
        return self.room.chance - self.room.chance_confirmed
