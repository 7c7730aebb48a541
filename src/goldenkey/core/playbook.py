"""The playbook as the core sees it: one way of selling, as frozen data.

Files, schemas and errors with line and column live in `playbooks/`; here is only what the rules
need. Formulas are already parsed and type-checked, so evaluating them cannot fail (M1.8).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

from goldenkey.core.formula import Formula, Type
from goldenkey.core.guidance import Guidance
from goldenkey.core.text import Text as Text

Language = Literal["zh-hant", "zh-hans", "en"]
Evidence = Literal["any", "confirmed"]
Severity = Literal["high", "medium", "low"]

PHASES: Final = ("discover", "validate", "negotiate", "contract", "deliver")
"""The five stages of M3.1; every stage of every playbook belongs to one."""

STANDARD_ROLES: Final = (
    "end_user", "decision_maker", "purchaser", "influencer",
    "coach", "selector", "superior", "gatekeeper",
)  # fmt: skip
"""What a playbook's own roles map to (M4.1, M4.3); the first four are the dots, in this order."""

DOTS: Final = STANDARD_ROLES[:4]
SEVERITIES: Final[tuple[Severity, ...]] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class FactDef:
    """A fact that can be known: of which noun, its type, the question, and who can answer."""

    name: str
    of: str
    type: Type
    aliases: tuple[str, ...] = ()
    ask: Text | None = None
    who: tuple[str, ...] = ()
    label: Text | None = None
    options: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Role:
    """A buying role of this playbook and the standard role it stands for (M4.3)."""

    key: str
    standard: str
    required: bool
    name: Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition of a gate. `confirmed`: our belief is not enough."""

    id: str
    holds: Formula
    evidence: Evidence
    say: Text
    why: Text | None = None


Gate = tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of ours, the customer's step it presumes (M0.4), and the gate to leave it."""

    key: str
    phase: str
    presumes: str | None
    usual_days: int
    name: Text
    gate: Gate = ()


@dataclass(frozen=True, slots=True)
class BuyingStep:
    """One of the customer's own steps (M0.4), and how we help him with it (M0.9)."""

    key: str
    name: Text
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class Do:
    """What to do about a warning: an action the product can start, and with whom."""

    kind: str
    role: str | None = None
    through: str | None = None
    say: Text | None = None


@dataclass(frozen=True, slots=True)
class WarningRule:
    """When an order is in danger (M4.7). `since` names a date: a fact's or the system's."""

    id: str
    severity: Severity
    when: Formula
    since: str | None
    say: Text
    because: Text
    do: Do
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Cadence:
    """So many contacts in so many days (M2.3)."""

    count: int
    per_days: int


@dataclass(frozen=True, slots=True)
class IntentGrade:
    """A grade of individual buyers (M2.1); None: no purchase date stated."""

    key: str
    buys_within_days: int | None
    contact: Cadence


@dataclass(frozen=True, slots=True)
class ValueGrades:
    """Grades of organisations by cycle and batch (M2.2); amounts are major units by currency."""

    short_cycle_days: int
    large_batch: Mapping[str, Decimal]
    table: Mapping[str, str]
    least_gap_days: Mapping[str, int]
    longest_gap_days: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Grades:
    """Both ways of grading; they are two fields, never one."""

    intent: tuple[IntentGrade, ...] = ()
    value: ValueGrades | None = None


@dataclass(frozen=True, slots=True)
class QualificationTerm:
    """A named part of the evaluation, shown as true, false or unknown (M1.7)."""

    key: str
    holds: Formula
    say: Text


@dataclass(frozen=True, slots=True)
class Qualification:
    """The company's own criteria (M1.7, M1.8)."""

    terms: tuple[QualificationTerm, ...]
    potential: Formula
    qualified: Formula


@dataclass(frozen=True, slots=True)
class PotentialOutcome:
    """What follows when exactly the parts in `has` are there: need, ability, authority (M1.5)."""

    has: frozenset[str]
    key: str
    say: Text


@dataclass(frozen=True, slots=True)
class PotentialTest:
    """Need, ability, authority (M1.5) and the outcome of each of the eight combinations."""

    need: Formula
    ability: Formula
    authority: Formula
    outcomes: tuple[PotentialOutcome, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """Where leads come from (M1.1); a larger weight is a better channel."""

    key: str
    weight: int
    name: Text


@dataclass(frozen=True, slots=True)
class Favour:
    """Something that decides such sales and speaks for us where it holds (M0.13)."""

    id: str
    holds: Formula
    say: Text


@dataclass(frozen=True, slots=True)
class ChanceWeights:
    """Points out of 100 that each part of the chance of winning can bring (M3.3)."""

    coverage: int = 30
    gates: int = 30
    needs: int = 20
    rivals: int = 20
    favours: int = 0

    def __post_init__(self) -> None:
        total = self.coverage + self.gates + self.needs + self.rivals + self.favours
        if total != 100:
            raise ValueError(f"chance weights sum to {total}, not 100")


@dataclass(frozen=True, slots=True)
class Playbook:
    """One version of one way of selling."""

    key: str
    number: int
    name: Text
    facts: tuple[FactDef, ...]
    roles: tuple[Role, ...]
    buying_steps: tuple[BuyingStep, ...]
    stages: tuple[Stage, ...]
    warnings: tuple[WarningRule, ...] = ()
    grades: Grades = Grades()
    qualification: Qualification | None = None
    potential: PotentialTest | None = None
    channels: tuple[Channel, ...] = ()
    chance: ChanceWeights = ChanceWeights()
    favours: tuple[Favour, ...] = ()
    fresh_days: int = 60
    """A role met longer ago than this is stale (M4.1)."""

    usual_cycle_days: tuple[int, int] = (180, 365)
    """From the first contact to the order: at least, at most (M0.3)."""

    guidance: Guidance = field(default_factory=Guidance)
    extends: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
    """Rule id to the key of the playbook it stands in."""

    def stage(self, key: str) -> Stage:
        """Return the stage called `key`; KeyError when there is none."""
        return self.stages[self.stage_index(key)]

    def gate(self, stage_key: str) -> Gate:
        """Return what must hold before leaving the stage (M3.7)."""
        return self.stage(stage_key).gate

    def stage_after(self, key: str) -> str | None:
        """Return the next stage's key, None after the last."""
        return next((s.key for s in self.stages[self.stage_index(key) + 1 :]), None)

    def stage_index(self, key: str) -> int:
        """Return the stage's place, from 0; KeyError when there is none."""
        return _place([s.key for s in self.stages], key)

    def stages_before(self, key: str) -> tuple[Stage, ...]:
        """Return the stages already passed on the way to `key`."""
        return self.stages[: self.stage_index(key)]

    def step_index(self, key: str) -> int:
        """Return the buying step's place, from 0; KeyError when there is none."""
        return _place([s.key for s in self.buying_steps], key)

    def role(self, key: str) -> Role | None:
        """Return the role called `key`, if this playbook has it."""
        return next((r for r in self.roles if r.key == key), None)

    def fact(self, name: str) -> FactDef | None:
        """Return the declared fact called `name`, if this playbook has it."""
        return next((f for f in self.facts if f.name == name), None)

    def warning(self, rule_id: str) -> WarningRule | None:
        """Return the warning rule with this id, if this playbook has it."""
        return next((w for w in self.warnings if w.id == rule_id), None)


def _place(keys: list[str], key: str) -> int:
    if key not in keys:
        raise KeyError(key)
    return keys.index(key)
