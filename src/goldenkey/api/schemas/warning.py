"""Warnings, answers to them, replay and weekly review as the API shows and takes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import MoneyOut
from goldenkey.wording import braces


class EvidenceOut(Schema):
    """A fact a warning looked at, or a person concerned."""

    kind: str
    id: int
    label: str
    value: Any
    on: date | None
    confirmed: bool
    activity_id: int | None
    words: str


class AnswerOut(Schema):
    """What somebody said to a warning; `end` says why it holds no more."""

    id: int
    version: int
    rule: str
    answer: str
    until_on: date | None
    reason: str
    by: str
    on: date
    end: str
    ended_on: date | None


class DangerOut(Schema):
    """A warning that holds, with what it saw."""

    rule: str
    severity: str
    text: str
    because: str
    why: str
    since: date
    days: int
    money: MoneyOut | None
    do: str
    do_kind: str
    person_id: int | None
    through_id: int | None
    opened_on: date | None
    changes: int
    evidence: list[EvidenceOut]
    answer: AnswerOut | None

    @staticmethod
    def resolve_rule(found: Any) -> str:
        """The rule's id."""
        return str(found.warning.rule)

    @staticmethod
    def resolve_severity(found: Any) -> str:
        """High, medium or low."""
        return str(found.warning.severity)

    @staticmethod
    def resolve_text(found: Any) -> str:
        """The sentence."""
        return braces.fill(found.warning.say, found.warning.params)

    @staticmethod
    def resolve_because(found: Any) -> str:
        """What was seen."""
        return braces.fill(found.warning.because, found.warning.params)

    @staticmethod
    def resolve_why(found: Any) -> str:
        """The coaching text."""
        return str(found.warning.why)

    @staticmethod
    def resolve_since(found: Any) -> Any:
        """Since when it is so."""
        return found.warning.since

    @staticmethod
    def resolve_days(found: Any) -> Any:
        """For how many days."""
        return found.warning.days

    @staticmethod
    def resolve_money(found: Any) -> Any:
        """How much is at stake."""
        return found.warning.money

    @staticmethod
    def resolve_do(found: Any) -> str:
        """The one thing to do, in the playbook's words; empty where `do_kind` says it all."""
        return braces.fill(found.warning.do, found.warning.params)

    @staticmethod
    def resolve_do_kind(found: Any) -> str:
        """What kind of thing to do."""
        return str(found.warning.do_kind)

    @staticmethod
    def resolve_person_id(found: Any) -> int | None:
        """With which stakeholder."""
        return found.warning.person.id if found.warning.person else None

    @staticmethod
    def resolve_through_id(found: Any) -> int | None:
        """Through which stakeholder."""
        return found.warning.through.id if found.warning.through else None


class PastWarningOut(Schema):
    """A warning as it stood over time."""

    rule: str
    say: str
    severity: str
    opened_on: date
    closed_on: date | None
    changed_on: list[date]
    answers: list[AnswerOut]


class TrendPointOut(Schema):
    """The chance from a day on."""

    on: date
    chance: int
    confirmed: int


class HealthOut(Schema):
    """How an opportunity is; `gap` is how far belief runs ahead of what was confirmed."""

    id: int
    chance: int
    chance_confirmed: int
    gap: int
    standing: list[DangerOut]
    quiet: list[DangerOut]
    past: list[PastWarningOut]
    trend: list[TrendPointOut]

    @staticmethod
    def resolve_id(found: Any) -> int:
        """The opportunity's id."""
        return int(found.room.id)

    @staticmethod
    def resolve_chance(found: Any) -> int:
        """As we believe."""
        return int(found.room.chance)

    @staticmethod
    def resolve_chance_confirmed(found: Any) -> int:
        """As the customer confirmed."""
        return int(found.room.chance_confirmed)


class SnoozeIn(Schema):
    """Put a warning off."""

    until_on: date
    reason: str = Field(max_length=300)


class DismissIn(Schema):
    """Dismiss a warning."""

    reason: str = Field(max_length=300)
