"""Replay, hit rates and weekly review as the API shows and takes them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import MoneyOut
from goldenkey.api.schemas.warning import TrendPointOut


class VisibleOut(Schema):
    """A warning before the end; `ahead`: it stood open two weeks before."""

    rule: str
    say: str
    severity: str
    opened_on: date
    closed_on: date | None
    days_before: int
    ahead: bool
    done: list[str]
    contacts: int


class ReplayEntryOut(Schema):
    """One line of the timeline."""

    on: date
    kind: str
    words: str
    detail: str
    severity: str
    by: str
    id: int


class LossReviewOut(Schema):
    """What a second person found about the reason."""

    version: int
    stated: str
    verdict: str
    reason: str
    rule: str
    by: str
    on: date


class ReplayOut(Schema):
    """A closed opportunity looked at again."""

    ended_on: date
    visible: list[VisibleOut]
    entries: list[ReplayEntryOut]
    trend: list[TrendPointOut]
    review: LossReviewOut | None
    outdated: bool


class LossReviewIn(Schema):
    """Was the stated reason the real one; `rule` is the warning that had told of it."""

    verdict: Literal["agrees", "differs"]
    reason: str = Field(default="", max_length=500)
    rule: str = ""
    version: int | None = None


class RuleRecordOut(Schema):
    """What a rule told; a rate is null where there are too few cases."""

    rule: str
    say: str
    lost: int
    won: int
    told_lost: int
    told_won: int
    precision: float | None
    recall: float | None
    base: float | None
    useless: bool

    @staticmethod
    def resolve_lost(found: Any) -> int:
        """Losses in all."""
        return int(found.record.lost)

    @staticmethod
    def resolve_won(found: Any) -> int:
        """Wins in all."""
        return int(found.record.won)

    @staticmethod
    def resolve_told_lost(found: Any) -> int:
        """Losses it stood open before."""
        return int(found.record.told_lost)

    @staticmethod
    def resolve_told_won(found: Any) -> int:
        """Wins it stood open before."""
        return int(found.record.told_won)

    @staticmethod
    def resolve_precision(found: Any) -> Any:
        """Of the cases told of, the part that was lost."""
        return found.record.precision

    @staticmethod
    def resolve_recall(found: Any) -> Any:
        """Of the losses, the part told of."""
        return found.record.recall

    @staticmethod
    def resolve_base(found: Any) -> Any:
        """Of all cases, the part that was lost."""
        return found.record.base

    @staticmethod
    def resolve_useless(found: Any) -> bool:
        """Whether it could be retired."""
        return bool(found.record.useless)


class HitRatesOut(Schema):
    """Each rule's record; no rate is given below `least` cases."""

    lost: int
    won: int
    least: int
    days: int
    rates: list[RuleRecordOut]


class AboutOut(Schema):
    """The opportunity a line is about."""

    id: int
    name: str
    account: str
    owner: str
    money: MoneyOut


class WeeklyMovedOut(Schema):
    """What became of an opportunity: the codes of what changed."""

    about: AboutOut
    changes: list[str]

    @staticmethod
    def resolve_changes(found: Any) -> list[str]:
        """What changed."""
        return [code for code, _old, _new in found.changes]


class WeeklyLineOut(Schema):
    """A warning, a gate let through, an answer or an open loss."""

    about: AboutOut
    code: str
    text: str
    on: date
    by: str
    reason: str
    severity: str
    until: date | None


class WeeklyOut(Schema):
    """One week of the opportunities in scope."""

    since: date
    until: date
    moved: list[WeeklyMovedOut]
    warnings: list[WeeklyLineOut]
    overrides: list[WeeklyLineOut]
    answers: list[WeeklyLineOut]
    losses: list[WeeklyLineOut]
