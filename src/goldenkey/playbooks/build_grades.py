"""Grades, the evaluation and the potential test of a playbook, from file to core."""

from __future__ import annotations

from itertools import combinations

from goldenkey.core.formula import Formula
from goldenkey.core.playbook import (
    Cadence,
    Grades,
    IntentGrade,
    PotentialOutcome,
    PotentialTest,
    Qualification,
    QualificationTerm,
    ValueGrades,
)
from goldenkey.core.potential import PARTS
from goldenkey.playbooks import schema
from goldenkey.playbooks.bench import Bench, Path


def grades(given: schema.GradesIn, bench: Bench) -> Grades:
    """Build both gradings (M2.1–M2.4)."""
    intent = tuple(
        IntentGrade(key, g.buys_within_days, Cadence(g.contact.count, g.contact.per_days))
        for key, g in given.intent.items()
    )
    limits = [g.buys_within_days for g in intent if g.buys_within_days is not None]
    if limits != sorted(set(limits)):
        bench.refuse("grades_out_of_order", ("grades", "intent"))
    return Grades(intent, _value(given.value, bench) if given.value else None)


def _value(given: schema.ValueIn, bench: Bench) -> ValueGrades:
    table = given.table.model_dump()
    path: Path = ("grades", "value")
    for key in table.values():
        for field in ("least_gap_days", "longest_gap_days"):
            bench.need(key, getattr(given, field), (*path, field), code="missing_field")
        least, longest = given.least_gap_days.get(key, 0), given.longest_gap_days.get(key, 3660)
        if least > longest:
            bench.refuse("gap_too_long", (*path, "least_gap_days", key), least=least, most=longest)
    return ValueGrades(
        short_cycle_days=given.short_cycle_days,
        large_batch=dict(given.large_batch),
        table=table,
        least_gap_days=dict(given.least_gap_days),
        longest_gap_days=dict(given.longest_gap_days),
    )


def qualification(given: schema.QualificationIn | None, bench: Bench) -> Qualification | None:
    """Build the evaluation; its terms may be used by name in both results (M1.7, M1.8)."""
    if given is None:
        return None
    path: Path = ("qualification",)
    terms = tuple(
        QualificationTerm(
            key, bench.formula(term.holds, (*path, "terms", key, "holds")), term.say.text()
        )
        for key, term in given.terms.items()
    )
    parts: dict[str, Formula] = {term.key: term.holds for term in terms}
    return Qualification(
        terms,
        bench.formula(given.potential, (*path, "potential"), parts=parts),
        bench.formula(given.qualified, (*path, "qualified"), parts=parts),
    )


def potential(given: schema.PotentialIn | None, bench: Bench) -> PotentialTest | None:
    """Build the potential test; each of the eight combinations has its outcome (M1.5)."""
    if given is None:
        return None
    need, ability, authority = (
        bench.formula(getattr(given, part), ("potential", part)) for part in PARTS
    )
    outcomes = tuple(
        PotentialOutcome(frozenset(o.has), o.outcome, o.say.text()) for o in given.outcomes
    )
    _check_combinations([o.has for o in outcomes], bench)
    return PotentialTest(need, ability, authority, outcomes)


def _check_combinations(stated: list[frozenset[str]], bench: Bench) -> None:
    for size in range(len(PARTS) + 1):
        for has in combinations(PARTS, size):
            if stated.count(frozenset(has)) != 1:
                bench.refuse(
                    "combination_missing", ("potential", "outcomes"), has=", ".join(has) or "-"
                )
