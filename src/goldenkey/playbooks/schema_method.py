"""The parts of a playbook file about people, persuasion, negotiation, after-sales, conduct."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from goldenkey.playbooks.schema_base import (
    Amount,
    Currency,
    Days,
    Key,
    LineIn,
    Name,
    Strict,
    TextIn,
)
from goldenkey.playbooks.schema_guidance import Percent

HighLow = Literal["high", "low"]
GiftCategory = Literal["gift", "hospitality", "entertainment", "travel", "sponsorship"]


class EntryIn(Strict):
    """A named thing with a sentence."""

    key: Key
    name: TextIn
    say: TextIn


class ScoreIn(Strict):
    """M0.7: what customers score suppliers by; weights sum to 100."""

    key: Key
    weight: Percent
    name: TextIn


class BodyIn(Strict):
    """M0.5: a body of the customer's that decides together."""

    key: Key
    name: TextIn
    roles: list[Key]
    does: list[LineIn]


class MeetingIn(Strict):
    """M4.2: a meeting in which the customer decides."""

    key: Key
    name: TextIn
    step: Key
    roles: list[Key]
    say: TextIn


class TeamRoleIn(Strict):
    """M0.10: a part one of us plays, and whom he is matched to."""

    key: Key
    name: TextIn
    meets: list[Key] = Field(default_factory=list)
    say: TextIn


class RelationsIn(Strict):
    """M0.5–M0.8, M0.10–M0.12, M4.2, M4.3, M5.12; lists in their order."""

    levels: list[EntryIn] = Field(default_factory=list)
    scorecard: list[ScoreIn] = Field(default_factory=list)
    growth: list[EntryIn] = Field(default_factory=list)
    bodies: list[BodyIn] = Field(default_factory=list)
    meetings: list[MeetingIn] = Field(default_factory=list)
    team_roles: list[TeamRoleIn] = Field(default_factory=list)
    supply_tiers: list[EntryIn] = Field(default_factory=list)
    choosing: list[LineIn] = Field(default_factory=list)
    buyer_types: list[EntryIn] = Field(default_factory=list)
    trust_levels: list[EntryIn] = Field(default_factory=list)
    personal_notes: list[LineIn] = Field(default_factory=list)
    certificate_notice_days: Days = 60


class MarketIn(Strict):
    """M1.4, M1.9, M1.10."""

    events: list[EntryIn] = Field(default_factory=list)
    cost_models: list[EntryIn] = Field(default_factory=list)
    event_measures: list[LineIn] = Field(default_factory=list)
    watch: list[LineIn] = Field(default_factory=list)
    kept_revisit_days: Annotated[int, Field(ge=1, le=3660)] = 180


class CustomerTypeIn(Strict):
    """M5.3: a customer by knowledge and will, and the style that suits."""

    key: Key
    knowledge: HighLow
    will: HighLow
    style: Key
    name: TextIn
    say: TextIn


class StyleIn(Strict):
    """M5.3: how much of it tells, how much advises."""

    key: Key
    traditional: HighLow
    consultative: HighLow
    name: TextIn
    say: TextIn


class BenefitIn(Strict):
    """M5.4: feature, advantage, benefit, evidence."""

    id: Name
    feature: TextIn
    advantage: TextIn
    benefit: TextIn
    evidence: TextIn


class AspectIn(Strict):
    """M5.5: a side of the product customers choose by."""

    key: Key
    name: TextIn
    benefits: list[BenefitIn] = Field(default_factory=list)


class PartIn(Strict):
    """A part of a presentation and its share of the time; the shares sum to 100."""

    id: Name
    share_percent: Percent
    say: TextIn


class AnswerIn(Strict):
    """An awkward moment and what to do then."""

    id: Name
    cue: TextIn
    say: TextIn


class RecallIn(Strict):
    """What stays of what was said, and of what was shown too."""

    after_days: Annotated[int, Field(ge=1, le=365)]
    said_percent: Percent
    shown_percent: Percent


class PresentationIn(Strict):
    """M5.8."""

    before: list[LineIn] = Field(default_factory=list)
    outline: list[PartIn] = Field(default_factory=list)
    course: list[EntryIn] = Field(default_factory=list)
    answers: list[AnswerIn] = Field(default_factory=list)
    rules: list[LineIn] = Field(default_factory=list)
    recall: RecallIn | None = None


class ConvincingIn(Strict):
    """M5.3–M5.8, M5.13."""

    customer_types: list[CustomerTypeIn] = Field(default_factory=list)
    styles: list[StyleIn] = Field(default_factory=list)
    most_benefits: Annotated[int, Field(ge=1, le=10)] = 3
    aspects: list[AspectIn] = Field(default_factory=list)
    proofs: list[EntryIn] = Field(default_factory=list)
    evidence_kinds: list[EntryIn] = Field(default_factory=list)
    presentation: PresentationIn = PresentationIn()
    skills: list[LineIn] = Field(default_factory=list)


class NegotiationIn(Strict):
    """M6.1–M6.3."""

    terms: list[Name] = Field(default_factory=list)
    price_from: Key | None = None
    offer_first: list[LineIn] = Field(default_factory=list)
    approval_above_percent: Amount | None = None
    rules: list[LineIn] = Field(default_factory=list)
    tender_goals: list[LineIn] = Field(default_factory=list)


class FollowUpIn(Strict):
    """M8.2, M3.12: a contact planned at delivery."""

    id: Name
    after_days: Days
    every_days: Annotated[int, Field(ge=1, le=3660)] | None = None
    kind: Literal["call", "visit", "message"]
    say: TextIn


class AfterSalesIn(Strict):
    """M8.1–M8.3."""

    plan: list[FollowUpIn] = Field(default_factory=list)
    complaints: list[LineIn] = Field(default_factory=list)
    referrals: list[LineIn] = Field(default_factory=list)


class ConductIn(Strict):
    """M4.9: limits a person and year, in major units; the steps in which evaluators are left."""

    person_year_limit: dict[Currency, Amount]
    official_year_limit: dict[Currency, Amount]
    state_year_limit: dict[Currency, Amount] = Field(default_factory=dict)
    category_year_limit: dict[GiftCategory, dict[Currency, Amount]] = Field(default_factory=dict)
    manager_up_to: dict[Currency, Amount] = Field(default_factory=dict)
    quiet_steps: list[Key] = Field(default_factory=list)
    rules: list[LineIn] = Field(default_factory=list)
