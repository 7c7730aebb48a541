"""The rows of what comes after the sale: contacts, complaints, referrals (M8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FollowUpRow:
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
    may_edit: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step taken with a complaint."""

    kind: str
    on: date
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A complaint: how far it is, what it waits for, who answers and who can solve it."""

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
    steps: tuple[StepRow, ...]
    advice: tuple[str, ...]
    may_answer: bool


@dataclass(frozen=True, slots=True)
class ReferralRow:
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


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How satisfied customers said they are, in the mean, and how many said so."""

    mean: float | None
    count: int


@dataclass(frozen=True, slots=True)
class AfterSales:
    """The page of what comes after the sale."""

    due: tuple[FollowUpRow, ...]
    later: tuple[FollowUpRow, ...]
    done: tuple[FollowUpRow, ...]
    complaints: tuple[ComplaintRow, ...]
    referrals: tuple[ReferralRow, ...]
    satisfaction: Satisfaction
    ask_when: tuple[str, ...]
    account: str
    account_id: int | None
    may_record: bool
    may_refer: bool
