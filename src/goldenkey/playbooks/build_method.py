"""People, persuasion, negotiation, after-sales and conduct of a playbook, from file to core."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from goldenkey.core.method import (
    AfterSales,
    Answer,
    Aspect,
    Benefit,
    Body,
    Conduct,
    Convincing,
    CustomerType,
    Entry,
    FollowUp,
    Line,
    Market,
    Meeting,
    Negotiation,
    Part,
    Presentation,
    Recall,
    Relations,
    Score,
    SellingStyle,
    TeamRole,
)
from goldenkey.playbooks import schema
from goldenkey.playbooks import schema_method as given_as
from goldenkey.playbooks.bench import Bench, Path
from goldenkey.playbooks.schema_base import LineIn


def lines(given: Iterable[LineIn]) -> tuple[Line, ...]:
    """Build sentences with ids."""
    return tuple(Line(line.id, line.say.text()) for line in given)


def entries(given: Iterable[given_as.EntryIn]) -> tuple[Entry, ...]:
    """Build named things with a sentence."""
    return tuple(Entry(e.key, e.name.text(), e.say.text()) for e in given)


def relations(given: given_as.RelationsIn, bench: Bench) -> Relations:
    """Build who deals with whom; the scorecard's weights sum to 100."""
    total = sum(score.weight for score in given.scorecard)
    if given.scorecard and total != 100:
        bench.refuse("weights_not_100", ("relations", "scorecard"), total=total)
    return Relations(
        levels=entries(given.levels),
        scorecard=tuple(Score(s.key, s.weight, s.name.text()) for s in given.scorecard),
        growth=entries(given.growth),
        bodies=tuple(_body(b) for b in given.bodies),
        meetings=tuple(_meeting(m) for m in given.meetings),
        team_roles=tuple(
            TeamRole(t.key, t.name.text(), tuple(t.meets), t.say.text()) for t in given.team_roles
        ),
        supply_tiers=entries(given.supply_tiers),
        choosing=lines(given.choosing),
        buyer_types=entries(given.buyer_types),
        trust_levels=entries(given.trust_levels),
        personal_notes=lines(given.personal_notes),
        certificate_notice_days=given.certificate_notice_days,
    )


def _body(b: given_as.BodyIn) -> Body:
    return Body(b.key, b.name.text(), tuple(b.roles), lines(b.does))


def _meeting(m: given_as.MeetingIn) -> Meeting:
    return Meeting(m.key, m.name.text(), m.step, tuple(m.roles), m.say.text())


def market(given: given_as.MarketIn) -> Market:
    """Build events and what to watch."""
    return Market(
        events=entries(given.events),
        cost_models=entries(given.cost_models),
        event_measures=lines(given.event_measures),
        watch=lines(given.watch),
        kept_revisit_days=given.kept_revisit_days,
    )


def convincing(given: given_as.ConvincingIn, bench: Bench) -> Convincing:
    """Build how customers differ and what convinces them; a type's style must be there."""
    styles = [style.key for style in given.styles]
    for i, kind in enumerate(given.customer_types):
        path: Path = ("convincing", "customer_types", i, "style")
        bench.need(kind.style, styles, path, code="unknown_name")
    return Convincing(
        customer_types=tuple(
            CustomerType(c.key, c.knowledge, c.will, c.style, c.name.text(), c.say.text())
            for c in given.customer_types
        ),
        styles=tuple(
            SellingStyle(s.key, s.traditional, s.consultative, s.name.text(), s.say.text())
            for s in given.styles
        ),
        most_benefits=given.most_benefits,
        aspects=tuple(
            Aspect(a.key, a.name.text(), tuple(_benefit(b) for b in a.benefits))
            for a in given.aspects
        ),
        proofs=entries(given.proofs),
        evidence_kinds=entries(given.evidence_kinds),
        presentation=_presentation(given.presentation, bench),
        skills=lines(given.skills),
    )


def _benefit(b: given_as.BenefitIn) -> Benefit:
    return Benefit(b.id, b.feature.text(), b.advantage.text(), b.benefit.text(), b.evidence.text())


def _presentation(given: given_as.PresentationIn, bench: Bench) -> Presentation:
    total = sum(part.share_percent for part in given.outline)
    if given.outline and total != 100:
        path: Path = ("convincing", "presentation", "outline")
        bench.refuse("weights_not_100", path, total=total)
    recall = given.recall
    return Presentation(
        before=lines(given.before),
        outline=tuple(Part(p.id, p.share_percent, p.say.text()) for p in given.outline),
        course=entries(given.course),
        answers=tuple(Answer(a.id, a.cue.text(), a.say.text()) for a in given.answers),
        rules=lines(given.rules),
        recall=Recall(recall.after_days, recall.said_percent, recall.shown_percent)
        if recall
        else None,
    )


def negotiation(given: given_as.NegotiationIn) -> Negotiation:
    """Build the terms and how concessions are made."""
    return Negotiation(
        terms=tuple(given.terms),
        price_from=given.price_from,
        offer_first=lines(given.offer_first),
        approval_above_percent=given.approval_above_percent or Decimal(0),
        rules=lines(given.rules),
        tender_goals=lines(given.tender_goals),
    )


def after_sales(given: given_as.AfterSalesIn) -> AfterSales:
    """Build the time after the sale, earliest contact first."""
    plan = (FollowUp(f.id, f.after_days, f.every_days, f.kind, f.say.text()) for f in given.plan)
    return AfterSales(
        plan=tuple(sorted(plan, key=lambda f: f.after_days)),
        complaints=lines(given.complaints),
        referrals=lines(given.referrals),
    )


def conduct(given: given_as.ConductIn | None) -> Conduct | None:
    """Build the defaults for gifts and quiet periods."""
    if given is None:
        return None
    return Conduct(
        person_year_limit=dict(given.person_year_limit),
        official_year_limit=dict(given.official_year_limit),
        state_year_limit=dict(given.state_year_limit),
        category_year_limit={c: dict(most) for c, most in given.category_year_limit.items()},
        manager_up_to=dict(given.manager_up_to),
        quiet_steps=tuple(given.quiet_steps),
        rules=lines(given.rules),
    )


def check_references(given: schema.PlaybookIn, bench: Bench) -> None:
    """Follow the roles, steps, stages and facts that these parts speak of."""
    steps, stages = [s.key for s in given.buying_steps], [s.key for s in given.stages]
    for path, roles in _roles_named(given.relations):
        for i, role in enumerate(roles):
            bench.need(role, given.roles, (*path, i), code="unknown_role")
    for i, meeting in enumerate(given.relations.meetings):
        bench.need(meeting.step, steps, ("relations", "meetings", i, "step"), code="unknown_step")
    for i, name in enumerate(given.negotiation.terms):
        bench.need(name, given.facts, ("negotiation", "terms", i), code="unknown_name")
    if stage := given.negotiation.price_from:
        bench.need(stage, stages, ("negotiation", "price_from"), code="unknown_stage")
    for i, step in enumerate(given.conduct.quiet_steps if given.conduct else ()):
        bench.need(step, steps, ("conduct", "quiet_steps", i), code="unknown_step")


def _roles_named(given: given_as.RelationsIn) -> Iterable[tuple[Path, list[str]]]:
    for i, body in enumerate(given.bodies):
        yield ("relations", "bodies", i, "roles"), body.roles
    for i, meeting in enumerate(given.meetings):
        yield ("relations", "meetings", i, "roles"), meeting.roles
    for i, role in enumerate(given.team_roles):
        yield ("relations", "team_roles", i, "meets"), role.meets
