"""What a playbook says beside its rules, from file to core."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from goldenkey.core.guidance import (
    Advice,
    Checklist,
    Collection,
    CreditTerms,
    DunningStep,
    Guidance,
    Line,
    Objection,
    Occasion,
    Question,
    RoleMessage,
    Segment,
)
from goldenkey.playbooks import schema
from goldenkey.playbooks import schema_guidance as given_as
from goldenkey.playbooks.bench import Bench
from goldenkey.playbooks.schema_base import LineIn


def guidance(given: schema.PlaybookIn, bench: Bench) -> Guidance:
    """Build all advice, and check the roles, stages and facts it speaks of."""
    _check_references(given, bench)
    return Guidance(
        questions=tuple(_question(q) for q in given.questions),
        messages=tuple(_message(key, m) for key, m in given.messages.items()),
        objections=tuple(_objection(o) for o in given.objections),
        signals=_lines(given.signals),
        visit_reasons=_lines(given.visit_reasons),
        checklists=tuple(_checklist(c) for c in given.checklists),
        advice=tuple(_advice(a) for a in given.advice),
        occasions=tuple(_occasion(o) for o in given.occasions),
        segments=tuple(_segment(s) for s in given.segments),
        evaluation_form=tuple(given.evaluation_form),
        collection=_collection(given.collection),
    )


def _check_references(given: schema.PlaybookIn, bench: Bench) -> None:
    stages = [stage.key for stage in given.stages]
    for i, question in enumerate(given.questions):
        for j, role in enumerate(question.roles):
            bench.need(role, given.roles, ("questions", i, "roles", j), code="unknown_role")
        if question.fact:
            bench.need(question.fact, given.facts, ("questions", i, "fact"), code="unknown_name")
    for role in given.messages:
        bench.need(role, given.roles, ("messages", role), code="unknown_role")
    for i, advice in enumerate(given.advice):
        bench.need(advice.stage, stages, ("advice", i, "stage"), code="unknown_stage")
    for i, name in enumerate(given.evaluation_form):
        bench.need(name, given.facts, ("evaluation_form", i), code="unknown_name")
    for i, occasion in enumerate(given.occasions):
        if occasion.calendar != "own" and not (occasion.month and occasion.day):
            bench.refuse("missing_field", ("occasions", i), name="month, day")


def _question(q: given_as.QuestionIn) -> Question:
    why = q.why.text() if q.why else None
    return Question(q.id, q.kind, q.say.text(), tuple(q.roles), q.fact, why)


def _message(role: str, m: given_as.MessageIn) -> RoleMessage:
    return RoleMessage(role, m.say.text(), tuple(point.text() for point in m.points))


def _objection(o: given_as.ObjectionIn) -> Objection:
    return Objection(o.id, o.cue.text(), o.acknowledge.text(), o.analyse.text(), o.resolve.text())


def _lines(given: Iterable[LineIn]) -> tuple[Line, ...]:
    return tuple(Line(line.id, line.say.text()) for line in given)


def _checklist(c: given_as.ChecklistIn) -> Checklist:
    return Checklist(c.key, c.name.text(), c.moment, _lines(c.items), c.drive)


def _advice(a: given_as.AdviceIn) -> Advice:
    return Advice(a.id, a.stage, a.say.text(), a.why.text() if a.why else None, a.weighty)


def _occasion(o: given_as.OccasionIn) -> Occasion:
    return Occasion(o.id, o.name.text(), o.calendar, o.month, o.day, o.lead_days, o.offer.text())


def _segment(s: given_as.SegmentIn) -> Segment:
    return Segment(s.id, s.name.text(), s.door.text(), s.guides.text())


def _collection(given: given_as.CollectionIn) -> Collection:
    terms = (CreditTerms(rating, c.days, dict(c.limit)) for rating, c in given.credit_terms.items())
    steps = (DunningStep(d.id, d.days_after_due, d.kind, d.say.text()) for d in given.dunning)
    return Collection(
        credit_terms=tuple(terms),
        dunning=tuple(sorted(steps, key=lambda step: step.days_after_due)),
        salesperson_share_percent_of_bad_debt=given.salesperson_share_percent_of_bad_debt,
        carrying_cost_percent_per_year=given.carrying_cost_percent_per_year or Decimal(0),
    )
