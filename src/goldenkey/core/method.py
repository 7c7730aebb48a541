"""The parts of a playbook about people, persuasion, negotiation and the time after the sale.

Lists, numbers and sentences of the method that no rule decides on; screens show them where they
help, and the formulas of the playbook stay the only judges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from goldenkey.core.text import Text

HighLow = Literal["high", "low"]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with an id: a buying signal (M5.10), a checklist's item, a reason to visit."""

    id: str
    say: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A named thing with a sentence: a relationship level (M0.6), a kind of evidence (M5.6)."""

    key: str
    name: Text
    say: Text


@dataclass(frozen=True, slots=True)
class Score:
    """What customers score suppliers by (M0.7); weights sum to 100."""

    key: str
    weight: int
    name: Text


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the customer's that decides together (M0.5): who sits in it, what it does."""

    key: str
    name: Text
    roles: tuple[str, ...]
    does: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting in which the customer decides (M4.2), at which buying step, and who is there."""

    key: str
    name: Text
    step: str
    roles: tuple[str, ...]
    say: Text


@dataclass(frozen=True, slots=True)
class TeamRole:
    """A part one of us plays in team selling, and whom he is matched to (M0.10)."""

    key: str
    name: Text
    meets: tuple[str, ...]
    say: Text


@dataclass(frozen=True, slots=True)
class Relations:
    """Who deals with whom, and how near; ordered lists run from the least or the nearest."""

    levels: tuple[Entry, ...] = ()
    """M0.6, from vendor to alliance."""

    scorecard: tuple[Score, ...] = ()
    growth: tuple[Entry, ...] = ()
    """M0.8."""

    bodies: tuple[Body, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    team_roles: tuple[TeamRole, ...] = ()
    supply_tiers: tuple[Entry, ...] = ()
    """M0.11, nearest to the customer first."""

    choosing: tuple[Line, ...] = ()
    """M4.3: the steps of choosing the right customer."""

    buyer_types: tuple[Entry, ...] = ()
    trust_levels: tuple[Entry, ...] = ()
    personal_notes: tuple[Line, ...] = ()
    certificate_notice_days: int = 60
    """M0.12: how long before a certificate ends we are told."""


@dataclass(frozen=True, slots=True)
class Market:
    """Finding customers beside the channels (M1.4, M1.9, M1.10)."""

    events: tuple[Entry, ...] = ()
    cost_models: tuple[Entry, ...] = ()
    """How an event is paid, what we try first first."""

    event_measures: tuple[Line, ...] = ()
    watch: tuple[Line, ...] = ()
    kept_revisit_days: int = 180
    """A customer without a plan today is seen again so late at most (M1.9)."""


@dataclass(frozen=True, slots=True)
class CustomerType:
    """A customer by knowledge and will, and the style that suits (M5.3); labels are neutral."""

    key: str
    knowledge: HighLow
    will: HighLow
    style: str
    name: Text
    say: Text


@dataclass(frozen=True, slots=True)
class SellingStyle:
    """A way to sell: how much of it tells, how much advises (M5.3)."""

    key: str
    traditional: HighLow
    consultative: HighLow
    name: Text
    say: Text


@dataclass(frozen=True, slots=True)
class Benefit:
    """Feature, advantage, benefit, evidence (M5.4)."""

    id: str
    feature: Text
    advantage: Text
    benefit: Text
    evidence: Text


@dataclass(frozen=True, slots=True)
class Aspect:
    """A side of the product customers choose by (M5.5), with what can be said for it."""

    key: str
    name: Text
    benefits: tuple[Benefit, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a presentation and its share of the time."""

    id: str
    share_percent: int
    say: Text


@dataclass(frozen=True, slots=True)
class Answer:
    """An awkward moment and what to do then."""

    id: str
    cue: Text
    say: Text


@dataclass(frozen=True, slots=True)
class Recall:
    """What stays in mind of what was said, and of what was shown too (M5.8)."""

    after_days: int
    said_percent: int
    shown_percent: int


@dataclass(frozen=True, slots=True)
class Presentation:
    """The kit for presenting to a group (M5.8); `course` is attention to action, in order."""

    before: tuple[Line, ...] = ()
    outline: tuple[Part, ...] = ()
    course: tuple[Entry, ...] = ()
    answers: tuple[Answer, ...] = ()
    rules: tuple[Line, ...] = ()
    recall: Recall | None = None


@dataclass(frozen=True, slots=True)
class Convincing:
    """How customers differ and what convinces them (M5.3–M5.8, M5.13)."""

    customer_types: tuple[CustomerType, ...] = ()
    styles: tuple[SellingStyle, ...] = ()
    most_benefits: int = 3
    """At most so many benefits in one presentation (M5.4)."""

    aspects: tuple[Aspect, ...] = ()
    proofs: tuple[Entry, ...] = ()
    evidence_kinds: tuple[Entry, ...] = ()
    presentation: Presentation = Presentation()
    skills: tuple[Line, ...] = ()
    """What a salesperson learns (M5.13)."""


@dataclass(frozen=True, slots=True)
class Negotiation:
    """M6: the terms of the sheet, when a price may be named, how concessions are made."""

    terms: tuple[str, ...] = ()
    """Names of the facts of the terms sheet (M6.1)."""

    price_from: str | None = None
    """The first stage in which a price is named (M6.2)."""

    offer_first: tuple[Line, ...] = ()
    """What to offer before price, in order."""

    approval_above_percent: Decimal = Decimal(0)
    """A concession of more than so much of the listed price needs a manager."""

    rules: tuple[Line, ...] = ()
    tender_goals: tuple[Line, ...] = ()
    """M6.3, the best first."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A contact planned at delivery (M8.2); `every_days`: again and again."""

    id: str
    after_days: int
    every_days: int | None
    kind: str
    say: Text


@dataclass(frozen=True, slots=True)
class AfterSales:
    """M8: the plan, what is done with a complaint (in order), how referrals are asked for."""

    plan: tuple[FollowUp, ...] = ()
    complaints: tuple[Line, ...] = ()
    referrals: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Conduct:
    """M4.9: defaults for gifts and hospitality, in major units by currency, and the rules."""

    person_year_limit: Mapping[str, Decimal] = field(default_factory=dict)
    official_year_limit: Mapping[str, Decimal] = field(default_factory=dict)
    quiet_steps: tuple[str, ...] = ()
    """The customer's steps in which those who evaluate are not contacted."""

    state_year_limit: Mapping[str, Decimal] = field(default_factory=dict)
    """People of state-owned customers; where it is silent they have nothing, as officials do."""

    category_year_limit: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    manager_up_to: Mapping[str, Decimal] = field(default_factory=dict)
    """A manager decides up to this much at once; compliance decides what is more."""

    rules: tuple[Line, ...] = ()
