"""The test bench: what a formula says of one opportunity, term by term, with the facts it saw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from goldenkey.core import system_facts
from goldenkey.core.formula import Env, Formula, FormulaError, Kind, Term, parse
from goldenkey.core.playbook import Evidence, FactDef
from goldenkey.core.playbook import Playbook as Compiled
from goldenkey.core.snapshot import Snapshot
from goldenkey.core.truth import Truth, truth_of
from goldenkey.data.models import Opportunity
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import playbook, playbook_versions, snapshots


@dataclass(frozen=True, slots=True)
class SeenFact:
    """A name of a formula: its value, and of a recorded fact who confirmed it and when."""

    name: str
    value: object
    fact: FactDef | None
    confirmed: bool | None
    observed_on: date | None
    fact_id: int | None


@dataclass(frozen=True, slots=True)
class SeenTerm:
    """One term of a formula as written, whether it held, and the names in it."""

    text: str
    value: Truth
    facts: tuple[SeenFact, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a formula said of an opportunity; `problem` instead where it cannot be read."""

    opportunity_id: int
    opportunity: str
    formula: str
    rule: str
    evidence: Evidence
    value: Truth | None
    terms: tuple[SeenTerm, ...] = ()
    problem: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """A formula of the playbook that can be tried, with the sentence it stands for."""

    id: str
    say: str
    formula: Formula
    evidence: Evidence


def rules(actor: Actor, key: str) -> tuple[RuleChoice, ...]:
    """The formulas of the draft, or of the version in force: criteria, warnings, evaluation."""
    actor.require("playbook.read")
    return _choices(_book(actor, key), actor.language)


def attempt(
    actor: Actor, key: str, opportunity_id: int, *, formula: str = "", rule: str = "",
    evidence: Evidence = "any",
) -> Trial:  # fmt: skip
    """Ask a formula, or a rule by its id, about an opportunity in scope."""
    actor.require("playbook.read")
    row = scope.visible(actor, Opportunity).filter(pk=opportunity_id)
    found = row.select_related("account").first()
    if found is None:
        raise NotFound("opportunity")
    book = _book(actor, key)
    chosen = next((r for r in _choices(book, actor.language) if r.id == rule), None)
    text = chosen.formula.source if chosen else formula
    evidence = chosen.evidence if chosen else evidence
    about = (opportunity_id, found.name, text, chosen.id if chosen else "", evidence)
    try:
        read = chosen.formula if chosen else read_formula(book, text)
    except FormulaError as error:
        told = {"code": error.code, "formula": text, "offset": error.offset, **error.params}
        return Trial(*about, None, problem={"code": "playbook.formula", "params": told})
    if not any(s.key == found.stage for s in book.stages):
        book = playbook.compiled(found.playbook_version_id)
    seen = snapshots.Parts(actor, [found]).snapshot(found, book)
    env = seen.views().of(evidence)
    value, terms = read.explain(env)
    return Trial(*about, _truth(value), tuple(_term(t, seen, env, evidence) for t in terms))


def read_formula(book: Compiled, text: str) -> Formula:
    """Compile a text over a playbook's names; raises FormulaError."""
    declared = {f.name: f.type for f in book.facts}
    aliases = {alias: f.name for f in book.facts for alias in f.aliases}
    terms = book.qualification.terms if book.qualification else ()
    return parse(
        text, {**declared, **system_facts.declared([r.key for r in book.roles])},
        aliases=aliases, parts={t.key: t.holds for t in terms}, expect=Kind.BOOL,
    )  # fmt: skip


def _book(actor: Actor, key: str) -> Compiled:
    found = playbook_versions.draft(actor, key)
    if found.drafted and not found.problems:
        return playbook.drafted(actor, found.id)
    return playbook.compiled(playbook.current(actor, key))


def _choices(book: Compiled, language: str) -> tuple[RuleChoice, ...]:
    found = [
        RuleChoice(c.id, c.say.say(language), c.holds, c.evidence)
        for s in book.stages
        for c in s.gate
    ]
    found += [RuleChoice(w.id, w.say.say(language), w.when, "any") for w in book.warnings]
    if book.qualification:
        terms = book.qualification.terms
        found += [RuleChoice(t.key, t.say.say(language), t.holds, "any") for t in terms]
    return tuple(found)


def _term(term: Term, seen: Snapshot, env: Env, evidence: Evidence) -> SeenTerm:
    return SeenTerm(term.text, _truth(term.value), tuple(_facts(term.names, seen, env, evidence)))


def _facts(
    names: Iterable[str], seen: Snapshot, env: Env, evidence: Evidence
) -> Iterable[SeenFact]:
    for name in names:
        row = seen.fact(name, confirmed_only=evidence == "confirmed")
        yield SeenFact(
            name, env.get(name), seen.playbook.fact(name), row.confirmed if row else None,
            row.observed_on if row else None, row.fact_id if row else None,
        )  # fmt: skip


def _truth(value: object) -> Truth:
    return truth_of(None if value is None else value is True)
