"""Tenders as the API shows and takes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body, MoneyOut, Versioned


class MilestoneOut(Schema):
    """One date of the timetable; standing is done, passed, today, near or ahead."""

    id: int
    kind: str
    on: date
    done_on: date | None
    standing: str = Field(alias="dated.standing")
    missed: bool = Field(alias="dated.missed")


class RequirementOut(Schema):
    """What the tender asks for and how far we comply."""

    id: int
    version: int
    words: str
    must: bool
    mark: str
    answer: str
    marked_by: str
    marked_on: date | None


class TenderCriterionOut(Schema):
    """What bids are scored by; weight in basis points, null while unknown."""

    id: int
    name: str
    weight: int | None


class GuessOut(Schema):
    """Expected scores by one criterion, 0–100."""

    low: int
    likely: int
    high: int


class BidderOut(Schema):
    """A bidder; `guesses` by criterion id, price and reason after the result."""

    id: int
    version: int
    name: str
    ours: bool
    guesses: dict[int, GuessOut]
    price: MoneyOut | None
    won: bool
    reason: str


class StandingOut(Schema):
    """A place in the expected ranking: weighted points of 100 and the ranks within reach."""

    bidder_id: int
    name: str
    ours: bool
    low: Decimal
    likely: Decimal | None
    high: Decimal
    best_rank: int
    worst_rank: int


class GapOut(Schema):
    """Points ahead of (or behind) the strongest rival by one criterion; the widest decides."""

    criterion_id: int
    name: str
    points: Decimal


class TenderMeetingOut(Schema):
    """A selection or bid meeting as it went."""

    id: int
    kind: str
    on: date
    people: list[str]
    went: str
    follow_up: str
    by: str


class BondOut(Schema):
    """A bond and where it is: planned, given, late, returned or forfeited."""

    id: int
    version: int
    opportunity_id: int
    opportunity: str
    account: str
    kind: str
    form: str
    money: MoneyOut
    state: str
    given_on: date | None
    due_back_on: date | None
    returned_on: date | None
    forfeited_on: date | None
    note: str


class TenderQuestionOut(Schema):
    """One of the playbook's questions for go or no-go."""

    id: str
    say: str
    value: str


class TenderOut(Schema):
    """The tender of an opportunity; id 0 before it was begun."""

    id: int
    version: int
    opportunity_id: int
    number: str
    title: str
    ocid: str
    procedure: str
    aim: str
    state: str
    decided_on: date | None
    reason: str
    go: str
    timetable: list[MilestoneOut]
    out_of_order: list[tuple[str, str]]
    requirements: list[RequirementOut]
    criteria: list[TenderCriterionOut]
    weight_lacking: int = Field(alias="lacking")
    bidders: list[BidderOut]
    standings: list[StandingOut]
    gaps: list[GapOut]
    questions: list[TenderQuestionOut] = Field(alias="questions.criteria")
    meetings: list[TenderMeetingOut]
    bonds: list[BondOut]


class TenderIn(Versioned):
    """Changes of the tender's particulars; absent fields stay."""

    number: str = Field("", max_length=100)
    title: str = Field("", max_length=300)
    procedure: codes.Procedure = "open"
    aim: codes.TenderAim = "specification"


class TimetableIn(Body):
    """Dates to set (or null to empty); those not named stay."""

    notice: date | None = None
    questions: date | None = None
    submission: date | None = None
    opening: date | None = None
    selection_meeting: date | None = None
    bid_meeting: date | None = None
    award: date | None = None


class ReachedIn(Body):
    """A date was kept, or not after all."""

    done: bool = True
    on: date | None = None


class RequirementsIn(Body):
    """What the tender asks for, one requirement an item."""

    lines: list[str] = Field(max_length=200)
    must: bool = True


class MarkIn(Versioned):
    """How far we comply; partly and no need an answer."""

    mark: codes.Compliance
    answer: str = Field("", max_length=500)
    must: bool | None = None


class TenderCriterionNew(Body):
    """A criterion; `id` keeps the scores of one that was there, weight in basis points."""

    id: int | None = None
    name: str = Field(max_length=200)
    weight: int | None = Field(None, ge=0, le=10_000)


class CriteriaIn(Body):
    """All criteria; known weights sum to 10,000 unless some are null."""

    criteria: list[TenderCriterionNew] = Field(max_length=100)


class BidderNew(Body):
    """A rival who bids."""

    name: str = Field(max_length=200)


class GuessIn(Body):
    """What a bidder may score by one criterion; without numbers it is unknown again."""

    criterion_id: int
    low: int | None = Field(None, ge=0, le=100)
    likely: int | None = Field(None, ge=0, le=100)
    high: int | None = Field(None, ge=0, le=100)


class ScoresIn(Body):
    """Expected scores of one bidder."""

    scores: list[GuessIn] = Field(max_length=100)


class TenderMeetingNew(Body):
    """A selection or bid meeting: who was there, how it went."""

    kind: codes.TenderMeeting
    on: date
    went: str = Field(max_length=500)
    contact_ids: list[int] = Field(default_factory=list)
    follow_up: str = Field("", max_length=300)


class BondNew(Body):
    """A bid bond or performance bond."""

    kind: codes.BondKind
    amount: Decimal
    currency: str = ""
    form: codes.BondForm = "cash"
    given_on: date | None = None
    due_back_on: date | None = None
    note: str = Field("", max_length=300)


class BondMove(Versioned):
    """A bond was given, came back, or was kept by the customer."""

    state: codes.BondMove
    on: date
    due_back_on: date | None = None


class QuietNew(Body):
    """The quiet period of a tender: from, until, who evaluates."""

    starts_on: date
    ends_on: date
    contact_ids: list[int]
    why: str = Field("", max_length=500)


class BidIn(Body):
    """What became of one bidder."""

    bidder_id: int
    price: Decimal | None = None
    reason: str = Field("", max_length=300)


class ResultIn(Versioned):
    """How the tender ended; lost names the winner and the reason."""

    outcome: codes.TenderOutcome
    decided_on: date
    reason: str = Field("", max_length=500)
    winner_id: int | None = None
    bids: list[BidIn] = Field(default_factory=list)
