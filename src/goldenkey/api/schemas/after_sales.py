"""The time after the sale as the API shows and takes it."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import Body


class FollowUpOut(Schema):
    """A contact planned after an order, due or done."""

    id: int
    version: int
    contract_id: int
    contract: str
    account_id: int
    account: str
    owner: str
    rule: str
    say: str
    kind: str
    due_on: date
    days_late: int
    done_on: date | None
    score: int | None
    words: str


class ComplaintStepOut(Schema):
    """A step taken with a complaint."""

    kind: str
    on: date
    by: str
    words: str


class ComplaintOut(Schema):
    """A complaint; `next` is the step it waits for."""

    id: int
    version: int
    account_id: int
    account: str
    contract_id: int | None
    contract: str
    contact: str
    what: str
    severity: str
    state: str
    next: str
    raised_on: date
    answer_by_on: date
    closed_on: date | None
    days_late: int
    owner_id: int
    owner: str
    solver: str
    steps: list[ComplaintStepOut]


class ReferralOut(Schema):
    """Whom a customer named when he was asked, and what came of it."""

    id: int
    account_id: int
    account: str
    contact: str
    asked_on: date
    by: str
    state: str
    words: str
    lead_id: int | None
    lead: str
    lead_state: str


class SatisfactionOut(Schema):
    """The mean of what customers said, and of how many."""

    mean: float | None
    count: int


class AfterSalesOut(Schema):
    """What is due, planned and done after the sale; complaints and referrals."""

    due: list[FollowUpOut]
    later: list[FollowUpOut]
    done: list[FollowUpOut]
    complaints: list[ComplaintOut]
    referrals: list[ReferralOut]
    satisfaction: SatisfactionOut


class DoneIn(Body):
    """A planned contact took place; `score` from 1 to 5 is how satisfied the customer is."""

    done_on: date | None = None
    score: int | None = None
    words: str = Field("", max_length=500)
    contact_ids: list[int] = Field(default_factory=list)
    logged: bool = False
    version: int


class DueIn(Body):
    """Another day for a planned contact."""

    due_on: date
    version: int


class ComplaintNew(Body):
    """What a customer complains about, as he says it."""

    what: str = Field(max_length=300)
    severity: str = "medium"
    raised_on: date | None = None
    contact_id: int | None = None
    contract_id: int | None = None
    owner_id: int | None = None
    solver_id: int | None = None
    words: str = Field("", max_length=500)


class ComplaintStepIn(Body):
    """A step with a complaint: analyse, solve, report, follow (the customer says it is solved),
    listen, or reopen."""

    step: str
    words: str = Field(max_length=500)
    on: date | None = None
    solver_id: int | None = None
    version: int


class ReferralNew(Body):
    """A customer was asked whom else we could help; a company or person named becomes a lead."""

    state: str = "asked"
    asked_on: date | None = None
    contact_id: int | None = None
    contract_id: int | None = None
    words: str = Field("", max_length=300)
    company: str = Field("", max_length=200)
    person: str = Field("", max_length=100)
    phone: str = Field("", max_length=60)
