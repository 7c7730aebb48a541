"""What to know to pass a gate: found from the gate's own formulas, so that playbooks may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice, product
from typing import Any, Final

from goldenkey.core import system_facts
from goldenkey.core.formula import Kind, Type
from goldenkey.core.money import Money
from goldenkey.core.playbook import Criterion, FactDef, Playbook
from goldenkey.selectors import playbook

PREFERRED: Final = ("agreed", "go", "written", "decision_maker", "driven", "safety", "we")
TEXT: Final = "…"
"""Stands for words that are chosen when the fact is recorded."""

DAY: Final = date(2000, 1, 1)
"""Stands for the day on which the fact is recorded."""

_BAD: Final = ("against", "overdue", "passed", "late")
_NONE: Final = (
    "unmet", "ahead", "overdue_days", "behind", "moves", "opponents", "unproved", "with_decider",
    "late_days", "ahead_at_decider",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A fact that a gate asks for, with a value that satisfies it."""

    fact: FactDef
    value: Any
    confirmed: bool
    criterion: str


@lru_cache(maxsize=256)
def answers(version_id: int, stage: str) -> tuple[Answer, ...]:
    """The facts to record before a stage's gate opens, in the order of its criteria."""
    book = playbook.compiled(version_id)
    found: dict[str, Answer] = {}
    for criterion in book.gate(stage):
        for answer in _answers(book, criterion):
            found.setdefault(answer.fact.name, answer)
    return tuple(found.values())


def _answers(book: Playbook, criterion: Criterion) -> list[Answer]:
    facts = [f for n in sorted(criterion.holds.names) if (f := book.fact(n)) is not None]
    ideal = _ideal(book)
    every = product(*(_candidates(f) for f in facts))
    for values in islice(every, 20_000):
        env = {**ideal, **{f.name: v for f, v in zip(facts, values, strict=True)}}
        if criterion.holds.value(env) is True:
            told = _least(criterion, facts, env)
            confirmed = criterion.evidence == "confirmed"
            return [Answer(f, env[f.name], confirmed, criterion.id) for f in told]
    return []


def _least(criterion: Criterion, facts: list[FactDef], env: dict[str, Any]) -> list[FactDef]:
    """The facts without which the criterion would not hold."""
    told = []
    for fact in facts:
        without = {name: value for name, value in env.items() if name != fact.name}
        if criterion.holds.value(without) is True:
            del env[fact.name]
        else:
            told.append(fact)
    return told


def _ideal(book: Playbook) -> Mapping[str, Any]:
    """What our own records say when all has gone well."""
    declared = system_facts.declared([r.key for r in book.roles])
    return {name: _well(name, type_) for name, type_ in declared.items()}


def _well(name: str, type_: Type) -> Any:
    last = name.rpartition(".")[2]
    if type_.kind is Kind.BOOL:
        return last not in _BAD
    if type_.kind is Kind.NUMBER:
        none = any(last.startswith(word) for word in _NONE)
        return Decimal(0 if none else 3)
    return {Kind.DATE: DAY, Kind.MONEY: Money(100_000_000, "USD"), Kind.TEXT: ""}[type_.kind]


def _candidates(fact: FactDef) -> tuple[Any, ...]:
    options = fact.type.options
    if options:
        known = [word for word in PREFERRED if word in options]
        return (*known, *sorted(set(options) - set(known)))
    return {
        Kind.BOOL: (False, True) if fact.name.endswith(".none") else (True, False),
        Kind.TEXT: (TEXT,),
        Kind.NUMBER: (Decimal(1), Decimal(0), Decimal(10)),
        Kind.DATE: (DAY,),
        Kind.MONEY: (Money(100_000_000, "USD"), Money(0, "USD")),
    }[fact.type.kind]
