"""The playbook file as a whole; its JSON Schema is published from these models."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from goldenkey.playbooks import schema_guidance as guide
from goldenkey.playbooks import schema_method as method
from goldenkey.playbooks.schema_base import (
    AliasIn,
    Amount,
    Currency,
    Days,
    FormulaText,
    Key,
    LineIn,
    Name,
    Strict,
    TextIn,
)

SCHEMA = 1
Standard = Literal[
    "end_user", "decision_maker", "purchaser", "influencer",
    "coach", "selector", "superior", "gatekeeper",
]  # fmt: skip
Start = Literal[
    "plan_next_step", "map_committee", "state_buying_step", "help_customer_project",
    "prove_stage", "review_stage", "review_close", "review_go", "compare_rivals",
    "prepare_tender", "collect_payment", "tell_customer",
]  # fmt: skip
"""What the product can start that is not about one role."""


class OneOfIn(Strict):
    """A type that allows only named values: spelled out, a shared list, or `roles`."""

    one_of: dict[Key, TextIn] | Key


class FactIn(Strict):
    """What can be known, of which noun, with the question and who can answer."""

    of: Literal["lead", "account", "opportunity", "stakeholder", "contact"]
    type: Literal["bool", "text", "number", "money", "date"] | OneOfIn
    alias: AliasIn
    ask: TextIn
    who: list[Key] = Field(default_factory=list)


class RoleIn(Strict):
    """M4.1, M4.3: a role of our own and the standard one it maps to."""

    standard: Standard
    required: bool
    name: TextIn


class BuyingStepIn(Strict):
    """A step of the customer's (M0.4), and how we help him with it (M0.9)."""

    key: Key
    name: TextIn
    help: TextIn | None = None


class CriterionIn(Strict):
    """M3.2–M3.6: what must hold before leaving a stage."""

    id: Name
    holds: FormulaText
    evidence: Literal["any", "confirmed"]
    say: TextIn
    why: TextIn | None = None


class StageIn(Strict):
    """M3.1: a stage, its phase, and the customer's step it presumes."""

    key: Key
    phase: Literal["discover", "validate", "negotiate", "contract", "deliver"]
    presumes: Key | None = None
    usual_days: Annotated[int, Field(ge=0, le=3660)]
    name: TextIn
    gate: list[CriterionIn] = Field(default_factory=list)


class DoIn(Strict):
    """One thing to do: with a role (meet, call, ask, in_writing), or something to start."""

    meet: Key | None = None
    call: Key | None = None
    ask: Key | None = None
    in_writing: Key | None = None
    start: Start | None = None
    through: Literal["easiest_path"] | None = None
    say: TextIn | None = None


class WarningIn(Strict):
    """M4.7: when an order is in danger."""

    id: Name
    severity: Literal["high", "medium", "low"]
    when: FormulaText
    since: Name | None = None
    say: TextIn
    because: TextIn
    do: DoIn
    why: TextIn | None = None


class CadenceIn(Strict):
    """So many contacts in so many days."""

    count: Annotated[int, Field(ge=1, le=50)]
    per_days: Annotated[int, Field(ge=1, le=366)]


class IntentIn(Strict):
    """M2.1, M2.3."""

    buys_within_days: Annotated[int, Field(ge=1, le=3660)] | None = None
    contact: CadenceIn


class ValueTableIn(Strict):
    """M2.2: the grade of each combination."""

    short_large: Key
    short_small: Key
    long_large: Key
    long_small: Key


class ValueIn(Strict):
    """M2.2, M2.4."""

    short_cycle_days: Days
    large_batch: dict[Currency, Amount]
    table: ValueTableIn
    least_gap_days: dict[Key, Days]
    longest_gap_days: dict[Key, Days]


class GradesIn(Strict):
    """M2.1–M2.4."""

    intent: dict[Key, IntentIn] = Field(default_factory=dict)
    value: ValueIn | None = None


class TermIn(Strict):
    """A named part of the evaluation."""

    holds: FormulaText
    say: TextIn


class QualificationIn(Strict):
    """M1.7, M1.8."""

    terms: dict[Name, TermIn]
    potential: FormulaText
    qualified: FormulaText


class OutcomeIn(Strict):
    """M1.5: what follows from what is there."""

    has: list[Literal["need", "ability", "authority"]]
    outcome: Key
    say: TextIn


class PotentialIn(Strict):
    """M1.5: three formulas and eight outcomes."""

    need: FormulaText
    ability: FormulaText
    authority: FormulaText
    outcomes: list[OutcomeIn]


class ChannelIn(Strict):
    """M1.1."""

    key: Key
    weight: Annotated[int, Field(ge=0, le=100)]
    name: TextIn


class ChanceIn(Strict):
    """M3.3: points out of 100."""

    coverage: Annotated[int, Field(ge=0, le=100)]
    gates: Annotated[int, Field(ge=0, le=100)]
    needs: Annotated[int, Field(ge=0, le=100)]
    rivals: Annotated[int, Field(ge=0, le=100)]
    favours: Annotated[int, Field(ge=0, le=100)] = 0


class FavourIn(Strict):
    """M0.13: what speaks for us in such sales where it holds."""

    id: Name
    holds: FormulaText
    say: TextIn


class CycleIn(Strict):
    """M0.3: from the first contact to the order."""

    least: Days
    most: Days


class PlaybookIn(Strict):
    """One playbook file."""

    schema_: Literal[1] = Field(alias="schema")
    key: Key
    extends: Key | None = None
    name: TextIn
    choices: dict[Key, dict[Key, TextIn]] = Field(default_factory=dict)
    facts: dict[Name, FactIn]
    roles: dict[Key, RoleIn]
    buying_steps: list[BuyingStepIn]
    stages: list[StageIn] = Field(min_length=1)
    warnings: list[WarningIn] = Field(default_factory=list)
    grades: GradesIn = GradesIn()
    qualification: QualificationIn | None = None
    potential: PotentialIn | None = None
    channels: list[ChannelIn] = Field(default_factory=list)
    chance: ChanceIn | None = None
    favours: list[FavourIn] = Field(default_factory=list)
    fresh_days: Annotated[int, Field(ge=1, le=730)] = 60
    usual_cycle_days: CycleIn | None = None
    evaluation_form: list[Name] = Field(default_factory=list)
    questions: list[guide.QuestionIn] = Field(default_factory=list)
    messages: dict[Key, guide.MessageIn] = Field(default_factory=dict)
    objections: list[guide.ObjectionIn] = Field(default_factory=list)
    signals: list[LineIn] = Field(default_factory=list)
    visit_reasons: list[LineIn] = Field(default_factory=list)
    checklists: list[guide.ChecklistIn] = Field(default_factory=list)
    advice: list[guide.AdviceIn] = Field(default_factory=list)
    occasions: list[guide.OccasionIn] = Field(default_factory=list)
    segments: list[guide.SegmentIn] = Field(default_factory=list)
    charter: list[Name] = Field(default_factory=list)
    relations: method.RelationsIn = method.RelationsIn()
    market: method.MarketIn = method.MarketIn()
    convincing: method.ConvincingIn = method.ConvincingIn()
    negotiation: method.NegotiationIn = method.NegotiationIn()
    collection: guide.CollectionIn = guide.CollectionIn()
    after_sales: method.AfterSalesIn = method.AfterSalesIn()
    conduct: method.ConductIn | None = None


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a playbook that extends nothing."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **PlaybookIn.model_json_schema(by_alias=True),
    }
