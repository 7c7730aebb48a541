"""Today as the API shows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema

from goldenkey.api.schemas.account import AccountRowOut
from goldenkey.api.schemas.common import MoneyOut
from goldenkey.wording import braces


class TodayReasonOut(Schema):
    """Why a record is on the list; `text` is the playbook's sentence, empty where it has none."""

    code: str
    severity: str
    days: int
    money: MoneyOut | None
    text: str
    because: str

    @staticmethod
    def resolve_text(found: Any) -> str:
        """The playbook's sentence with what was seen in it."""
        return braces.fill(found.say, found.params)

    @staticmethod
    def resolve_because(found: Any) -> str:
        """The playbook's reason with what was seen in it."""
        return braces.fill(found.because, found.params)


class PlannedStepOut(Schema):
    """The next step that can be put off."""

    id: int
    version: int
    what: str
    due_on: date | None


class PointOut(Schema):
    """Part of a score: a score is the sum of its reasons."""

    code: str
    points: int


class TodayRowOut(Schema):
    """One row: who, why now, how much, and what to do with whom."""

    kind: str
    id: int
    title: str
    account: str
    account_id: int | None
    lead: TodayReasonOut
    others: list[TodayReasonOut]
    money: MoneyOut | None
    do_kind: str
    do: str
    person: str
    through: str
    step: PlannedStepOut | None
    points: list[PointOut]
    score: int

    @staticmethod
    def resolve_do(found: Any) -> str:
        """The one thing to do, with names."""
        return braces.fill(found.do_say, found.params)


class TodayOut(Schema):
    """What to do today, most important first; `later` is planned for this week already."""

    on: date
    now: list[TodayRowOut]
    later: list[TodayRowOut]
    more: int
    at_stake: MoneyOut
    neglected: list[AccountRowOut]
