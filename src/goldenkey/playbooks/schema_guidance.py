"""The parts of a playbook file that advise: questions, messages, checklists, occasions, money."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from goldenkey.playbooks.schema_base import (
    Amount,
    Currency,
    FormulaText,
    Key,
    LineIn,
    Name,
    Strict,
    TextIn,
)

Percent = Annotated[int, Field(ge=0, le=100)]
AgeingDay = Annotated[int, Field(ge=1, le=730)]


class QuestionIn(Strict):
    """M5.1, M5.2: a question, whom to ask, and the fact its answer records."""

    id: Name
    kind: Literal["situation", "problem", "implication", "payoff", "consult"]
    roles: list[Key] = Field(default_factory=list)
    fact: Name | None = None
    when: FormulaText | None = None
    say: TextIn
    why: TextIn | None = None


class MessageIn(Strict):
    """M4.4, M5.7: what a role wants to hear."""

    focus: Literal["benefits", "features", "functions", "assurance"] | None = None
    say: TextIn
    points: list[TextIn] = Field(default_factory=list)


class ObjectionIn(Strict):
    """M5.9: acknowledge, analyse, resolve."""

    id: Name
    cue: TextIn
    acknowledge: TextIn
    analyse: TextIn
    resolve: TextIn


class ChecklistIn(Strict):
    """M3.9, M3.10, M0.2: what to have done at a moment."""

    key: Key
    moment: Literal[
        "visit", "door", "receive", "present", "test_drive", "project", "audit", "tender",
        "contract", "handover", "event",
    ]  # fmt: skip
    drive: Literal["active", "passive"] | None = None
    name: TextIn
    items: list[LineIn]


class AdviceIn(Strict):
    """M3.8: guidance for a stage."""

    id: Name
    stage: Key
    weighty: bool = False
    say: TextIn
    why: TextIn | None = None


class OccasionIn(Strict):
    """M1.3: when customers buy."""

    id: Name
    calendar: Literal["lunar", "solar", "own"]
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    lead_days: Annotated[int, Field(ge=1, le=365)]
    name: TextIn
    offer: TextIn


class SegmentIn(Strict):
    """M1.2: where customers are met."""

    id: Name
    name: TextIn
    door: TextIn
    guides: TextIn


class CreditTermsIn(Strict):
    """M7.3: days and limit for a credit rating."""

    days: Annotated[int, Field(ge=0, le=365)]
    limit: dict[Currency, Amount]


class DunningIn(Strict):
    """M7.4: one step of collection; negative days are before the due date."""

    id: Name
    days_after_due: Annotated[int, Field(ge=-90, le=730)]
    kind: Literal["message", "call", "visit", "letter", "manager", "stop_shipment"]
    say: TextIn


class CollectionIn(Strict):
    """M7.2–M7.4: defaults; a customer's own terms are company records."""

    salesperson_share_percent_of_bad_debt: Percent = 0
    carrying_cost_percent_per_year: Amount | None = None
    gross_margin_percent: Amount | None = None
    ageing_days: list[Annotated[int, Field(ge=1, le=730)]] = Field(
        default_factory=lambda: [30, 60, 90]
    )
    stop_shipment_after_days: Annotated[int, Field(ge=1, le=730)] | None = None
    credit_terms: dict[Key, CreditTermsIn] = Field(default_factory=dict)
    dunning: list[DunningIn] = Field(default_factory=list)
