"""Conduct over the API: gifts with their decisions, quiet periods, who must not meet whom."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body, MoneyOut

GiftState = Literal["", "waiting", "approved", "given", "refused", "withdrawn"]


class GiftOut(Schema):
    """An entry of the register; `state` is what became of it, `rules` why it was refused."""

    id: int
    on: date
    category: str
    money: MoneyOut
    money_org: MoneyOut
    contact_id: int
    recipient: str
    account_id: int
    account: str
    opportunity_id: int | None
    opportunity: str
    giver: str
    purpose: str
    occasion: str
    planned: bool
    standing: str
    state: str
    rules: list[str]
    decided_by: str


class GiftPage(Schema):
    """A page of the register."""

    rows: list[GiftOut]
    next: str


class GiftDecisionOut(Schema):
    """A decision: by somebody, or by the rules where `by` is empty."""

    kind: str
    by: str
    at: datetime
    rules: list[str]


class GiftDetailOut(Schema):
    """One entry, its recipient's year, and what was decided by whom."""

    gift: GiftOut
    entered_by: str
    entered_at: datetime
    decided_why: str
    decisions: list[GiftDecisionOut]
    decider: str
    year_before: MoneyOut
    year_now: MoneyOut
    limit: MoneyOut | None
    may_decide: bool

    @staticmethod
    def resolve_gift(found: Any) -> Any:
        """The row of the list."""
        return found.row


class GiftIn(Body):
    """A gift or hospitality: entered before it is given."""

    contact_id: int
    amount: Decimal
    currency: str = Field("", max_length=3)
    purpose: str = Field(max_length=300)
    category: codes.Gift = "gift"
    account_id: int | None = None
    opportunity_id: int | None = None
    on: date | None = None
    occasion: str = Field("", max_length=200)
    giver_id: int | None = None
    step_id: int | None = None


class GiftDecisionIn(Body):
    """Yes or no by somebody else; a no needs its reason."""

    approve: bool
    reason: str = Field("", max_length=500)


class EvaluatorOut(Schema):
    """Somebody who evaluates."""

    id: int
    name: str


class QuietExceptionOut(Schema):
    """A contact that compliance allowed, in writing."""

    id: int
    contact_id: int
    name: str
    from_on: date
    until_on: date
    reason: str
    by: str


class QuietPeriodOut(Schema):
    """A quiet period with its evaluators and exceptions."""

    id: int
    version: int
    opportunity_id: int
    opportunity: str
    starts_on: date
    ends_on: date
    why: str
    state: str
    evaluators: list[EvaluatorOut]
    exceptions: list[QuietExceptionOut]

    @staticmethod
    def resolve_evaluators(found: Any) -> list[EvaluatorOut]:
        """People by id and name."""
        return [EvaluatorOut(id=pk, name=name) for pk, name in found.evaluators]


class QuietPeriodIn(Body):
    """A tender's quiet period: both days belong to it."""

    starts_on: date
    ends_on: date
    contact_ids: list[int] = Field(default_factory=list, max_length=200)
    why: str = Field("", max_length=500)


class QuietPeriodChange(Body):
    """Another end or other evaluators; only compliance makes a period smaller."""

    version: int
    ends_on: date | None = None
    contact_ids: list[int] | None = Field(None, max_length=200)


class QuietExceptionIn(Body):
    """Leave to contact one evaluator; the reason stays on record."""

    contact_id: int
    reason: str = Field(max_length=500)
    from_on: date | None = None
    until_on: date | None = None


class QuietContactOut(Schema):
    """An evaluator who was contacted in a quiet period."""

    activity_id: int
    on: date
    kind: str
    by: str
    contact_id: int
    name: str
    account: str
    opportunity_id: int
    opportunity: str
    excepted: bool
    before_known: bool


class PairOut(Schema):
    """Two who must not meet; a name is empty where it is out of the reader's scope."""

    id: int
    first: str
    second: str
    first_account_id: int
    second_account_id: int
    why: str


class PairIn(Body):
    """Two people, or two customers where the person is left out."""

    first_account_id: int
    second_account_id: int
    first_id: int | None = None
    second_id: int | None = None
    why: str = Field("", max_length=300)
