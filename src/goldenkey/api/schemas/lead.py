"""Leads as the API shows and takes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body, MoneyOut


class LeadIn(Body):
    """A new lead: a company or a person is enough."""

    NULLABLE: ClassVar[frozenset[str]] = frozenset({"staff", "close_on"})

    company: str = Field("", max_length=200)
    full_name: str = Field("", max_length=200)
    english_name: str = Field("", max_length=200)
    person: str = Field("", max_length=100)
    title: str = Field("", max_length=100)
    department: str = Field("", max_length=100)
    phone: str = Field("", max_length=60)
    email: str = Field("", max_length=200)
    region: str = Field("", max_length=100)
    address: str = Field("", max_length=300)
    industry: str = Field("", max_length=100)
    staff: int | None = Field(None, ge=0, le=10_000_000)
    product: str = Field("", max_length=200)
    need: str = ""
    channel: str = Field("", max_length=40)
    note: str = ""
    close_on: date | None = None


class LeadNew(LeadIn):
    """A new lead and the playbook it comes in by."""

    playbook_key: str = ""
    owner_id: int | None = None


class LeadChange(LeadIn):
    """A change of a lead, from a version."""

    version: int


class Answers(Body):
    """Answers to questions of the evaluation, by fact name."""

    answers: dict[str, Any]


class ReasonIn(Body):
    """Why."""

    reason: str


class ConvertIn(Body):
    """What the new opportunity is to be; an account we have may be joined."""

    name: str = Field("", max_length=200)
    amount: str | int | None = None
    currency: str = ""
    account_id: int | None = None
    kind: codes.OpportunityKind | None = None
    drive: codes.Drive = ""


class ConvertedOut(Schema):
    """What a lead became."""

    account_id: int
    contact_id: int | None
    opportunity_id: int


class LeadRowOut(Schema):
    """A row of the inbox."""

    id: int
    name: str
    person: str
    industry: str
    region: str
    channel: str
    state: str
    qualified: str
    owner: str
    created_at: datetime


class LeadPage(Schema):
    """One page, and the cursor of the next."""

    rows: list[LeadRowOut]
    next: str


class LeafOut(Schema):
    """A leaf of a formula and its truth."""

    text: str
    value: str


class TermOut(Schema):
    """A term of the evaluation and its truth."""

    key: str
    say: str
    value: str
    leaves: list[LeafOut]


class QuestionOut(Schema):
    """A question still open, or answered."""

    name: str
    ask: str
    kind: str
    options: list[tuple[str, str]]


class EvaluationOut(Schema):
    """The evaluation, term by term (M1.7)."""

    terms: list[TermOut]
    potential: str
    qualified: str
    outcome: str
    outcome_say: str
    questions: list[QuestionOut]


class LeadOut(Schema):
    """One lead in full."""

    id: int
    version: int
    state: str
    company: str
    full_name: str
    english_name: str
    person: str
    title: str
    department: str
    phone: str
    email: str
    region: str
    address: str
    industry: str
    staff: int | None
    product: str
    need: str
    close_on: date | None
    channel: str
    note: str
    reason: str
    qualified: str
    money: MoneyOut | None
    owner: str
    playbook: str
    account_id: int | None
    contact_id: int | None
    opportunity_id: int | None
    evaluation: EvaluationOut
