"""What is read of a tender: dates, requirements, criteria, bidders, bonds, news of its notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from goldenkey.core.money import Money
from goldenkey.core.tender import BondState, Compliance, Dated, Guess, Ranking
from goldenkey.selectors.contract import Option
from goldenkey.selectors.room_shapes import GateView


@dataclass(frozen=True, slots=True)
class Announced:
    """What the notice of an opportunity's lead says, to begin its tender with."""

    fields: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One date of the timetable as it stands today."""

    id: int
    kind: str
    on: date
    done_on: date | None
    dated: Dated


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """What is asked for, and how far we comply; who said so."""

    id: int
    version: int
    words: str
    must: bool
    mark: str
    answer: str
    marked_by: str
    marked_on: date | None


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """What bids are scored by; weight in basis points, None while unknown."""

    id: int
    name: str
    weight: int | None


@dataclass(frozen=True, slots=True)
class BidderRow:
    """A bidder with its guesses by criterion, and after the result its price and the reason."""

    id: int
    version: int
    name: str
    ours: bool
    guesses: Mapping[int, Guess]
    price: Money | None
    won: bool
    reason: str


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A bidder's place in the expected ranking."""

    bidder_id: int
    name: str
    ours: bool
    low: Decimal
    likely: Decimal | None
    high: Decimal
    best_rank: int
    worst_rank: int


@dataclass(frozen=True, slots=True)
class GapRow:
    """How many points we are ahead (or behind) of the strongest rival by one criterion."""

    criterion_id: int
    name: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as it went."""

    id: int
    kind: str
    on: date
    people: tuple[str, ...]
    went: str
    follow_up: str
    by: str


@dataclass(frozen=True, slots=True)
class BondRow:
    """A bond: how much, where it is, when it is due back; whose tender it belongs to."""

    id: int
    version: int
    opportunity_id: int
    opportunity: str
    account: str
    kind: str
    form: str
    money: Money
    state: BondState
    given_on: date | None
    due_back_on: date | None
    returned_on: date | None
    forfeited_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class QuietRow:
    """A quiet period: from, until, and who is left alone."""

    id: int
    starts_on: date
    ends_on: date
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A document of the tender."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class TenderView:
    """The tender of an opportunity; `id` 0 and `version` 0 before it was begun."""

    opportunity_id: int
    opportunity: str
    opportunity_version: int
    account_id: int
    account: str
    money: Money
    live: bool
    passive: bool
    go: str
    go_reason: str
    chance: int | None
    chance_confirmed: int | None
    id: int
    version: int
    number: str
    title: str
    ocid: str
    procedure: str
    aim: str
    state: str
    decided_on: date | None
    reason: str
    timetable: tuple[MilestoneRow, ...]
    out_of_order: tuple[tuple[str, str], ...]
    requirements: tuple[RequirementRow, ...]
    complies: Compliance
    criteria: tuple[CriterionRow, ...]
    lacking: int
    """Basis points the known weights lack to the whole."""

    bidders: tuple[BidderRow, ...]
    ranking: Ranking
    standings: tuple[StandingRow, ...]
    rival: str
    gaps: tuple[GapRow, ...]
    questions: GateView
    meetings: tuple[MeetingRow, ...]
    bonds: tuple[BondRow, ...]
    quiet: tuple[QuietRow, ...]
    files: tuple[FileRow, ...]
    news: tuple[Mapping[str, Any], ...]
    people: tuple[Option, ...]
    evaluators: tuple[int, ...]
    """The contacts of the evaluation committee (M0.5)."""

    today: date
    may: frozenset[str]

    @property
    def warned(self) -> tuple[MilestoneRow, ...]:
        """The dates that are near, today, or missed."""
        return tuple(
            m for m in self.timetable if m.dated.missed or m.dated.standing in ("today", "near")
        )
