"""Decisions of the core with words: gate, warnings, chance, committee, road."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from goldenkey.core import approach, chance, coverage, gates, warnings
from goldenkey.core.playbook import DOTS, FactDef, WarningRule
from goldenkey.core.snapshot import Snapshot
from goldenkey.selectors.room_shapes import (
    Ask,
    CriterionView,
    Dot,
    EmptyChair,
    FactField,
    GateView,
    Reason,
    Seat,
    Step,
    WarningView,
)
from goldenkey.selectors.seats import SeatRow


def gate_view(seen: Snapshot, decision: gates.GateDecision, say: str) -> GateView:
    """A decision with words: what is missing, who can supply it, which facts to record."""
    book = seen.playbook
    after = book.stage_after(seen.stage)
    return GateView(
        stage=book.stage(seen.stage).name.say(say),
        next_stage=book.stage(after).name.say(say) if after else "",
        criteria=tuple(_criterion(j, seen, say) for j in decision.judged),
    )


def warning_views(
    seen: Snapshot, found: tuple[warnings.Warning, ...], say: str
) -> tuple[WarningView, ...]:
    """Warnings with their texts in one language; wording fills the braces."""
    return tuple(_warning(w, seen, say) for w in found)


def reasons(seen: Snapshot, chances: chance.Chances, say: str) -> tuple[Reason, ...]:
    """Both chances side by side: what brings points, and what only our belief brings."""
    names = _names(seen, say)
    sure = chances.confirmed.reasons
    return tuple(
        Reason(
            code=one.code,
            about=names.get((one.code.split(".")[1], one.about), ""),
            points=one.points,
            confirmed=sure[i].points if i < len(sure) else 0,
            possible=one.possible,
        )
        for i, one in enumerate(chances.believed.reasons)
    )


def seats(
    stakes: list[SeatRow], seen: Snapshot, say: str, *, hide: frozenset[str]
) -> tuple[Seat, ...]:
    """The committee: who decides first, then by influence; with the order of approach (M4.8)."""
    path = {step.person: (i, step) for i, step in enumerate(approach.order(seen.people), start=1)}
    made = (_seat(stake, seen, say, path, hide=hide) for stake in stakes)
    return tuple(sorted(made, key=_rank))


def without_stances(seen: Snapshot) -> Snapshot:
    """The same opportunity for a reader who may not know where people stand."""
    return replace(seen, people=tuple(replace(p, stance="unknown") for p in seen.people))


def tells_stance(rule: WarningRule) -> bool:
    """Whether a warning would tell where somebody stands."""
    return any("opponents" in name or name.endswith(".against") for name in rule.when.names)


def told(
    found: tuple[warnings.Warning, ...], *, hides: bool
) -> tuple[warnings.Warning, ...]:  # fmt: skip
    """The warnings a reader may be told of: without the right, none that tells a stance."""
    return tuple(w for w in found if not (hides and tells_stance(w.rule)))


def dots(covered: coverage.Coverage) -> tuple[Dot, ...]:
    """The four dots, always in one order."""
    states = {c.role.standard: c.state for c in covered.roles}
    return tuple(Dot(role, states.get(role, "none")) for role in DOTS)


def empty_chairs(seen: Snapshot, covered: coverage.Coverage, say: str) -> tuple[EmptyChair, ...]:
    """The required roles nobody was found for, each with the easiest person who could name one."""
    guide = approach.introducer(seen.people, ())
    ask = _ask(seen, guide.id) if guide else None
    gaps = (c for c in covered.roles if not c.people)
    return tuple(EmptyChair(c.role.key, c.role.name.say(say), ask) for c in gaps)


def stages(seen: Snapshot, say: str) -> tuple[Step, ...]:
    """Our stages, each with the place of the customer's step it presumes."""
    book = seen.playbook
    now = book.stage_index(seen.stage)
    keys = [s.key for s in book.buying_steps]
    return tuple(
        Step(s.key, s.name.say(say), _place(i, now),
             keys.index(s.presumes) if s.presumes in keys else 0, s.phase)
        for i, s in enumerate(book.stages)
    )  # fmt: skip


def buying_steps(seen: Snapshot, say: str) -> tuple[Step, ...]:
    """The customer's own steps; none is marked while nobody told us where he is."""
    book = seen.playbook
    now = book.step_index(seen.buying_step) if seen.buying_step else -1
    return tuple(
        Step(s.key, s.name.say(say), _place(i, now)) for i, s in enumerate(book.buying_steps)
    )


def field(seen: Snapshot, fact: FactDef, say: str) -> FactField:
    """A declared fact as a form asks for it, with what is known now."""
    known = seen.fact(fact.name, confirmed_only=False)
    options = tuple((key, text.say(say)) for key, text in fact.options.items()) or tuple(
        (key, key) for key in sorted(fact.type.options or ())
    )
    return FactField(
        name=fact.name,
        ask=fact.ask.say(say) if fact.ask else fact.name,
        kind=fact.type.kind,
        options=options,
        value=known.value if known else None,
        confirmed=known.confirmed if known else False,
        observed_on=known.observed_on if known else None,
        label=fact.label.say(say) if fact.label else "",
        known=known is not None and known.value is not None,
    )


def _warning(found: warnings.Warning, seen: Snapshot, say: str) -> WarningView:
    rule, doing = found.rule, found.doing
    return WarningView(
        rule=rule.id,
        severity=found.severity,
        say=rule.say.say(say),
        because=rule.because.say(say),
        why=rule.why.say(say) if rule.why else "",
        do=doing.do.say.say(say) if doing.do.say else "",
        do_kind=doing.do.kind,
        since=found.since,
        days=found.days,
        money=found.money,
        params=found.params,
        person=_ask(seen, doing.person),
        through=_ask(seen, doing.through),
    )


def _criterion(judged: gates.Judged, seen: Snapshot, say: str) -> CriterionView:
    criterion = judged.criterion
    facts = [seen.playbook.fact(n) for n in sorted(criterion.holds.names)]
    return CriterionView(
        id=criterion.id,
        say=criterion.say.say(say),
        why=criterion.why.say(say) if criterion.why else "",
        value=judged.value,
        evidence=criterion.evidence,
        ask=tuple(a for a in (_ask(seen, pk) for pk in judged.ask) if a),
        fields=tuple(field(seen, fact, say) for fact in facts if fact),
        unknown=judged.unknown,
        counts=tuple(n for n in sorted(criterion.holds.names) if not seen.playbook.fact(n)),
    )


def _ask(seen: Snapshot, pk: int | None) -> Ask | None:
    person = next((p for p in seen.people if p.id == pk), None)
    return Ask(person.id, person.name, person.title) if person else None


_Path = Mapping[int, tuple[int, approach.Approach]]
_WEIGHT = {"high": 0, "medium": 1, "low": 2}


def _seat(stake: SeatRow, seen: Snapshot, say: str, path: _Path, *, hide: frozenset[str]) -> Seat:
    person = next(p for p in seen.people if p.id == stake.pk)
    names = {p.id: p.name for p in seen.people}
    place, step = path.get(stake.pk, (0, None))
    roles = [role for role in map(seen.playbook.role, stake.roles) if role]
    return Seat(
        id=stake.pk,
        version=stake.version,
        contact_id=stake.contact_id,
        name=person.name,
        title=person.title,
        roles=tuple(r.name.say(say) for r in roles),
        role_keys=tuple(stake.roles),
        standard=tuple(r.standard for r in roles),
        influence=stake.influence,
        stance=None if "stance" in hide else stake.stance,
        stance_confirmed=stake.stance_confirmed and "stance" not in hide,
        access=stake.access,
        power=stake.power,
        our_user_id=stake.our_user_id,
        our_person=person.our_person,
        last_met_on=person.last_met_on,
        reached_through=stake.reached_through,
        reports_to_id=stake.reports_to_id,
        interests=None if "interests" in hide else stake.interests,
        approach=place,
        introduces=tuple(names[pk] for pk in step.introduces) if step else (),
        reach=stake.reach,
        outside=stake.outside,
        adaptability=None if "interests" in hide else stake.adaptability,
    )


def _rank(seat: Seat) -> tuple[bool, int, int]:
    decides = "decision_maker" in seat.standard or seat.power == "decides"
    return not decides, _WEIGHT.get(seat.influence, 3), seat.id


def _place(index: int, now: int) -> str:
    return "now" if index == now else "done" if index < now else "todo"


def _names(seen: Snapshot, say: str) -> dict[tuple[str, str | int | None], str]:
    """What a reason is about, in words: roles, criteria, favours, needs, rivals."""
    book = seen.playbook
    found: dict[tuple[str, str | int | None], str] = {}
    found |= {("role", r.key): r.name.say(say) for r in book.roles}
    found |= {("criterion", c.id): c.say.say(say) for s in book.stages for c in s.gate}
    found |= {("favour", f.id): f.say.say(say) for f in book.favours}
    found |= {("need", n.id): n.text for n in seen.needs}
    return found | {("rival", r.id): r.name for r in seen.rivals}
