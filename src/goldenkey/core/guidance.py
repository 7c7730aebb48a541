"""What a playbook says beside its rules: questions, messages, checklists, occasions, defaults.

Nothing here decides; screens show it where it helps (M1.2, M1.3, M1.6, M3.8–M3.10, M4.4, M5, M7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from goldenkey.core.formula import Formula
from goldenkey.core.method import AfterSales, Conduct, Convincing, Market, Negotiation, Relations
from goldenkey.core.method import Line as Line
from goldenkey.core.text import Text

Spin = Literal["situation", "problem", "implication", "payoff", "consult"]
Drive = Literal["active", "passive"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question to ask (M5.1, M5.2); `roles` empty: anyone. Its answer may record `fact`."""

    id: str
    kind: Spin
    say: Text
    roles: tuple[str, ...] = ()
    fact: str | None = None
    why: Text | None = None
    when: Formula | None = None
    """Asked only where this is true."""


@dataclass(frozen=True, slots=True)
class RoleMessage:
    """What one role wants to hear (M4.4, M5.7): the gist, the points, what to dwell on."""

    role: str
    say: Text
    points: tuple[Text, ...]
    focus: str | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """A typical objection and its answer: acknowledge, analyse, resolve (M5.9)."""

    id: str
    cue: Text
    acknowledge: Text
    analyse: Text
    resolve: Text


@dataclass(frozen=True, slots=True)
class Checklist:
    """What to have done at a moment (M3.9, M3.10); `drive`: only for such projects (M0.2)."""

    key: str
    name: Text
    moment: str
    items: tuple[Line, ...]
    drive: Drive | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """Guidance for a stage (M3.8); `weighty`: one of the steps that decide."""

    id: str
    stage: str
    say: Text
    why: Text | None = None
    weighty: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """When customers buy (M1.3). `calendar` own: the customer's own date, month and day empty."""

    id: str
    name: Text
    calendar: Literal["lunar", "solar", "own"]
    month: int | None
    day: int | None
    lead_days: int
    offer: Text


@dataclass(frozen=True, slots=True)
class Segment:
    """Where customers are met (M1.2): the door to knock on, and who knows the door."""

    id: str
    name: Text
    door: Text
    guides: Text


@dataclass(frozen=True, slots=True)
class CreditTerms:
    """Default terms for a credit rating (M7.3); limits are major units by currency."""

    rating: str
    days: int
    limit: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class DunningStep:
    """One step of collection (M7.4); negative days are before the due date."""

    id: str
    days_after_due: int
    kind: str
    say: Text


@dataclass(frozen=True, slots=True)
class Collection:
    """Defaults of collection; a customer's own terms are company records (M7.2–M7.4)."""

    credit_terms: tuple[CreditTerms, ...] = ()
    dunning: tuple[DunningStep, ...] = ()
    salesperson_share_percent_of_bad_debt: int = 0
    carrying_cost_percent_per_year: Decimal = Decimal(0)
    gross_margin_percent: Decimal | None = None
    """Of the selling price: how much new sales a loss eats."""

    ageing_days: tuple[int, ...] = (30, 60, 90)
    stop_shipment_after_days: int | None = None


@dataclass(frozen=True, slots=True)
class Guidance:
    """All that a playbook says beside its rules."""

    questions: tuple[Question, ...] = ()
    messages: tuple[RoleMessage, ...] = ()
    objections: tuple[Objection, ...] = ()
    signals: tuple[Line, ...] = ()
    visit_reasons: tuple[Line, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    advice: tuple[Advice, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    segments: tuple[Segment, ...] = ()
    evaluation_form: tuple[str, ...] = ()
    """Fact names in the order of the form (M1.6)."""

    charter: tuple[str, ...] = ()
    """Fact names of the customer's own project (M0.4)."""

    collection: Collection = field(default_factory=Collection)
    relations: Relations = field(default_factory=Relations)
    market: Market = field(default_factory=Market)
    convincing: Convincing = field(default_factory=Convincing)
    negotiation: Negotiation = field(default_factory=Negotiation)
    after_sales: AfterSales = field(default_factory=AfterSales)
    conduct: Conduct | None = None
