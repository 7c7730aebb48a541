"""Reads of leads: the inbox, one lead, and its evaluation term by term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from goldenkey.core import potential, qualification
from goldenkey.core.money import Money
from goldenkey.core.playbook import FactDef, Playbook
from goldenkey.data.models import Fact, Lead
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook, search
from goldenkey.selectors.paging import SIZE, Page, newest_first
from goldenkey.selectors.snapshots import typed

OPEN = ("new", "working", "qualified")
"""States in which somebody should do something."""


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead as the inbox shows it."""

    id: int
    name: str
    person: str
    industry: str
    region: str
    channel: str
    state: str
    qualified: str
    owner: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class LeafTerm:
    """A leaf of a formula: as written, and what it came to."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """A named term of the evaluation with its leaves."""

    key: str
    say: str
    value: str
    leaves: tuple[LeafTerm, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A fact still unknown: the question to ask, and how it can be answered."""

    name: str
    ask: str
    kind: str
    options: tuple[tuple[str, str], ...]
    value: Any = None


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """An evaluation as a page shows it (M1.5, M1.7)."""

    terms: tuple[TermRow, ...]
    potential: str
    qualified: str
    outcome: str
    outcome_say: str
    questions: tuple[Question, ...]
    answered: tuple[Question, ...]
    outcome_ask: tuple[str, ...] = ()
    """Need, ability, authority: those to find out before the outcome is settled (M1.5)."""


@dataclass(frozen=True, slots=True)
class LeadDetail:
    """One lead in full."""

    id: int
    version: int
    state: str
    company: str
    full_name: str
    english_name: str
    person: str
    title: str
    department: str
    phone: str
    email: str
    region: str
    address: str
    industry: str
    staff: int | None
    product: str
    need: str
    close_on: date | None
    listed_on: date | None
    channel: str
    kind: str
    drive: str
    note: str
    reason: str
    qualified: str
    money: Money | None
    owner_id: int
    owner: str
    playbook: str
    playbook_key: str
    source: str
    source_row: int | None
    account_id: int | None
    contact_id: int | None
    opportunity_id: int | None
    evaluation: EvaluationView
    may_edit: bool
    may_convert: bool

    @property
    def name(self) -> str:
        """The company's name, else the person's."""
        return self.company or self.person


def page(
    actor: Actor,
    *,
    cursor: str = "",
    state: str = "",
    mine: bool = False,
    import_id: int | None = None,
    channel: str = "",
    q: str = "",
) -> Page[LeadRow]:
    """Leads in scope, newest first; the state "open" means all that wait for something.

    With words asked for, the best matches stand on one page.
    """
    actor.require("lead.read")
    rows = scope.visible(actor, Lead).select_related("owner")
    exact = {
        "state": state if state != "open" else "",
        "state__in": OPEN if state == "open" else (),
        "channel": channel,
        "owner_id": actor.user_id if mine else None,
        "source_import_id": import_id,
    }
    rows = rows.filter(**{k: v for k, v in exact.items() if v})
    if not q.strip():
        return newest_first(rows, cursor).map(_row)
    hits = search.find(actor, q, kinds=("lead",), limit=SIZE)
    found = {row.pk: row for row in rows.filter(pk__in=[hit.id for hit in hits])}
    return Page(tuple(_row(found[hit.id]) for hit in hits if hit.id in found))


def detail(actor: Actor, lead_id: int) -> LeadDetail:
    """One lead with its evaluation; NotFound out of scope."""
    actor.require("lead.read")
    row = scope.get(actor, Lead, lead_id)
    fields = {f.attname for f in Lead._meta.fields}
    own = {n: getattr(row, n) for n in LeadDetail.__dataclass_fields__ if n in fields}
    priced = row.amount_minor is not None and row.currency
    book = playbook.compiled(row.playbook_version_id)
    return LeadDetail(
        **own,
        money=Money(row.amount_minor or 0, row.currency) if priced else None,
        owner=row.owner.name,
        playbook=book.name.say(actor.language),
        playbook_key=book.key,
        source=row.source_import.file_name if row.source_import else "",
        evaluation=evaluation(actor, lead_id),
        may_edit=actor.may("lead.edit", row, kind="lead"),
        may_convert=actor.may("lead.convert", row, kind="lead"),
    )


def evaluation(actor: Actor, lead_id: int) -> EvaluationView:
    """The lead's evaluation by its playbook: each term true, false or unknown (M1.7)."""
    row = scope.get(actor, Lead, lead_id)
    book = playbook.compiled(row.playbook_version_id)
    values = _values(row, book)
    if book.qualification is None:
        return EvaluationView((), "unknown", "unknown", "", "", (), ())
    found = qualification.evaluate(book.qualification, values)
    test = potential.assess(book.potential, values) if book.potential else None
    outcome = test.outcome if test else ""
    names = _names_asked(book)
    also = [n for n in names if n not in values and n not in found.questions and test and test.ask]
    asked = [n for n in (*found.questions, *also) if book.fact(n) is not None]
    return EvaluationView(
        terms=tuple(_term(t, actor.language) for t in found.terms),
        potential=found.potential,
        qualified=found.qualified,
        outcome=outcome,
        outcome_say=_outcome(book, outcome, actor.language),
        questions=tuple(_question(book, n, actor.language, values) for n in asked),
        answered=tuple(_question(book, n, actor.language, values) for n in names if n in values),
        outcome_ask=test.ask if test else (),
    )


def _values(row: Lead, book: Playbook) -> dict[str, Any]:
    """The latest value of each fact about the lead."""
    found: dict[str, Any] = {}
    rows = Fact.objects.filter(subject="lead", subject_id=row.pk).order_by("observed_on", "pk")
    for fact in rows:
        declared = book.fact(fact.name)
        if declared is not None:
            found[fact.name] = typed(fact.value, declared.type.kind)
    return {name: value for name, value in found.items() if value is not None}


def _names_asked(book: Playbook) -> Sequence[str]:
    """The facts the evaluation and the potential test look at, in reading order."""
    terms = book.qualification.terms if book.qualification else ()
    names = [n for t in terms for n in sorted(t.holds.names)]
    if test := book.potential:
        names += [n for f in (test.need, test.ability, test.authority) for n in sorted(f.names)]
    return tuple(n for n in dict.fromkeys(names) if book.fact(n) is not None)


def _term(found: qualification.EvaluatedTerm, language: str) -> TermRow:
    leaves = tuple(LeafTerm(leaf.text, _truth(leaf.value)) for leaf in found.leaves)
    return TermRow(found.term.key, found.term.say.say(language), found.value, leaves)


def _truth(value: bool | None) -> str:
    return "unknown" if value is None else str(value).lower()


def _question(book: Playbook, name: str, language: str, values: dict[str, Any]) -> Question:
    fact = book.fact(name) or FactDef(name, "lead", book.facts[0].type)
    options = tuple(
        (key, fact.options[key].say(language) if key in fact.options else key)
        for key in sorted(fact.type.options or ())
    )
    ask = fact.ask.say(language) if fact.ask else name
    return Question(name, ask, fact.type.kind, options, values.get(name))


def _outcome(book: Playbook, outcome: str, language: str) -> str:
    if book.potential is None:
        return ""
    named = {o.key: o.say.say(language) for o in book.potential.outcomes}
    return named.get(outcome, "")


def _row(row: Lead) -> LeadRow:
    return LeadRow(
        id=row.pk,
        name=str(row),
        person=row.person,
        industry=row.industry,
        region=row.region,
        channel=row.channel,
        state=row.state,
        qualified=row.qualified,
        owner=row.owner.name,
        created_at=row.created_at,
    )
