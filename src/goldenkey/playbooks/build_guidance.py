"""What a playbook says beside its rules, from file to core."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from goldenkey.core.guidance import (
    Advice,
    Checklist,
    Collection,
    CreditTerms,
    DunningStep,
    Guidance,
    Objection,
    Occasion,
    Question,
    RoleMessage,
    Segment,
)
from goldenkey.playbooks import build_method as method
from goldenkey.playbooks import schema
from goldenkey.playbooks import schema_guidance as given_as
from goldenkey.playbooks.bench import Bench
from goldenkey.playbooks.build_method import lines

RECORD_FIELDS: Mapping[str, str] = {
    f"lead.{name}": name
    for name in (
        "company", "person", "title", "department", "phone", "email", "region", "address",
        "industry", "staff", "channel", "product", "need", "close_on",
    )
}  # fmt: skip
"""What the evaluation form may ask beside facts: columns of the lead itself (M1.6)."""


def guidance(given: schema.PlaybookIn, bench: Bench) -> Guidance:
    """Build all advice, and check the roles, stages and facts it speaks of."""
    _check_references(given, bench)
    method.check_references(given, bench)
    return Guidance(
        questions=tuple(_question(q, i, bench) for i, q in enumerate(given.questions)),
        messages=tuple(_message(key, m) for key, m in given.messages.items()),
        objections=tuple(_objection(o) for o in given.objections),
        signals=lines(given.signals),
        visit_reasons=lines(given.visit_reasons),
        checklists=tuple(_checklist(c) for c in given.checklists),
        advice=tuple(_advice(a) for a in given.advice),
        occasions=tuple(_occasion(o) for o in given.occasions),
        segments=tuple(_segment(s) for s in given.segments),
        evaluation_form=tuple(given.evaluation_form),
        charter=tuple(given.charter),
        collection=_collection(given.collection),
        relations=method.relations(given.relations, bench),
        market=method.market(given.market),
        convincing=method.convincing(given.convincing, bench),
        negotiation=method.negotiation(given.negotiation),
        after_sales=method.after_sales(given.after_sales),
        conduct=method.conduct(given.conduct),
    )


def _check_references(given: schema.PlaybookIn, bench: Bench) -> None:
    stages = [stage.key for stage in given.stages]
    _check_questions(given, bench)
    for role in given.messages:
        bench.need(role, given.roles, ("messages", role), code="unknown_role")
    for i, advice in enumerate(given.advice):
        bench.need(advice.stage, stages, ("advice", i, "stage"), code="unknown_stage")
    for i, name in enumerate(given.evaluation_form):
        known = {**given.facts, **RECORD_FIELDS}
        bench.need(name, known, ("evaluation_form", i), code="unknown_name")
    for i, name in enumerate(given.charter):
        bench.need(name, given.facts, ("charter", i), code="unknown_name")
    for i, occasion in enumerate(given.occasions):
        if occasion.calendar != "own" and not (occasion.month and occasion.day):
            bench.refuse("missing_field", ("occasions", i), name="month, day")


def _check_questions(given: schema.PlaybookIn, bench: Bench) -> None:
    for i, question in enumerate(given.questions):
        for j, role in enumerate(question.roles):
            bench.need(role, given.roles, ("questions", i, "roles", j), code="unknown_role")
        if question.fact:
            bench.need(question.fact, given.facts, ("questions", i, "fact"), code="unknown_name")


def _question(q: given_as.QuestionIn, index: int, bench: Bench) -> Question:
    why = q.why.text() if q.why else None
    when = bench.formula(q.when, ("questions", index, "when")) if q.when else None
    return Question(q.id, q.kind, q.say.text(), tuple(q.roles), q.fact, why, when)


def _message(role: str, m: given_as.MessageIn) -> RoleMessage:
    return RoleMessage(role, m.say.text(), tuple(point.text() for point in m.points), m.focus)


def _objection(o: given_as.ObjectionIn) -> Objection:
    return Objection(o.id, o.cue.text(), o.acknowledge.text(), o.analyse.text(), o.resolve.text())


def _checklist(c: given_as.ChecklistIn) -> Checklist:
    return Checklist(c.key, c.name.text(), c.moment, lines(c.items), c.drive)


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
        gross_margin_percent=given.gross_margin_percent,
        ageing_days=tuple(given.ageing_days),
        stop_shipment_after_days=given.stop_shipment_after_days,
    )
