"""The opportunity room: everything about one opportunity, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from goldenkey.core import chance, coverage, gates, warnings
from goldenkey.core.money import Money
from goldenkey.core.playbook import DOTS
from goldenkey.core.snapshot import Snapshot
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import snapshots, timeline
from goldenkey.selectors.timeline import Event


@dataclass(frozen=True, slots=True)
class Seat:
    """A person on the committee; `stance` is None where it is hidden from the reader."""

    id: int
    version: int
    contact_id: int | None
    name: str
    title: str
    roles: tuple[str, ...]
    role_keys: tuple[str, ...]
    influence: str
    stance: str | None
    stance_confirmed: bool
    access: str
    power: str
    our_person: str
    last_met_on: date | None
    reached_through: str
    reports_to_id: int | None


@dataclass(frozen=True, slots=True)
class Dot:
    """One of the four dots: the standard role and how far it is covered."""

    role: str
    state: str


@dataclass(frozen=True, slots=True)
class EmptyChair:
    """A role nobody was found for yet."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody who can supply what is missing."""

    id: int
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class FactField:
    """A declared fact as a form asks for it, with what is known now."""

    name: str
    ask: str
    kind: str
    options: tuple[tuple[str, str], ...]
    value: Any
    confirmed: bool
    observed_on: date | None


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One condition of a gate as it stands, who can supply it, and the facts to record."""

    id: str
    say: str
    why: str
    value: str
    evidence: str
    ask: tuple[Ask, ...]
    fields: tuple[FactField, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateView:
    """The gate of the present stage (M3.7)."""

    stage: str
    next_stage: str
    criteria: tuple[CriterionView, ...]

    @property
    def missing(self) -> tuple[CriterionView, ...]:
        """What does not hold yet."""
        return tuple(c for c in self.criteria if c.value != "true")


@dataclass(frozen=True, slots=True)
class WarningView:
    """A warning ready to be worded: the rule's texts and what fills their braces."""

    rule: str
    severity: str
    say: str
    because: str
    why: str
    do: str
    do_kind: str
    since: date
    days: int
    money: Money | None
    params: Any
    person: Ask | None
    through: Ask | None


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need and how well it is met."""

    id: int
    version: int
    words: str
    explicit: bool
    met: str


@dataclass(frozen=True, slots=True)
class RivalRow:
    """A rival and our place against it."""

    id: int
    name: str
    position: int | None
    in_touch_with_decider: bool | None


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of ours or a step of the customer's."""

    key: str
    name: str
    state: str
    presumes: int = 0
    phase: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A next step still to do."""

    id: int
    version: int
    what: str
    due_on: date | None
    agreed: bool


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract of this opportunity."""

    id: int
    number: str
    money: Money
    signed_on: date
    state: str


@dataclass(frozen=True, slots=True)
class Room:
    """One opportunity with everything its page shows."""

    id: int
    version: int
    name: str
    account_id: int
    account: str
    owner_id: int
    owner: str
    team: str
    kind: str
    drive: str
    playbook: str
    playbook_number: int
    state: str
    live: bool
    phase: str
    stage_key: str
    money: Money
    close_on: date | None
    close_moves: int
    go: str
    go_reason: str
    lost_reason: str
    lost_to: str
    stage_days: int
    usual_days: int
    chance: int
    chance_confirmed: int
    next_step: StepRow | None
    steps: tuple[StepRow, ...]
    stages: tuple[Step, ...]
    buying_steps: tuple[Step, ...]
    buying_step: str
    gate: GateView
    seats: tuple[Seat, ...]
    dots: tuple[Dot, ...]
    empty_chairs: tuple[EmptyChair, ...]
    roles: tuple[tuple[str, str], ...]
    warnings: tuple[WarningView, ...]
    needs: tuple[NeedRow, ...]
    rivals: tuple[RivalRow, ...]
    contracts: tuple[ContractRow, ...]
    events: tuple[Event, ...]
    created_at: datetime
    may: frozenset[str]


RIGHTS = (
    "opportunity.edit", "opportunity.advance", "opportunity.override", "opportunity.close",
    "stakeholder.edit", "stakeholder.stance", "fact.record", "activity.log", "step.edit",
    "contract.sign",
)  # fmt: skip


def room(actor: Actor, opportunity_id: int) -> Room:
    """One opportunity; NotFound out of scope."""
    actor.require("opportunity.read")
    row = scope.get(actor, m.Opportunity, opportunity_id)
    seen = snapshots.opportunities(actor, [opportunity_id])[opportunity_id]
    views = seen.views()
    may = frozenset(r for r in RIGHTS if actor.may(r, row, kind="opportunity"))
    stakes = _stakes(row)
    chances = chance.both(seen, views)
    covered = coverage.cover(seen)
    say = actor.language
    stage = seen.playbook.stage(row.stage)
    steps = _steps(row)
    return Room(
        id=row.pk,
        version=row.version,
        name=row.name,
        account_id=row.account_id,
        account=row.account.name,
        owner_id=row.owner_id,
        owner=row.owner.name,
        team=row.team.name,
        kind=row.kind,
        drive=row.drive,
        playbook=seen.playbook.name.say(say),
        playbook_number=seen.playbook.number,
        state=row.state,
        live=row.live,
        phase=row.phase,
        stage_key=row.stage,
        money=row.money,
        close_on=row.close_on,
        close_moves=row.close_moves,
        go=row.go,
        go_reason=row.go_reason,
        lost_reason=row.lost_reason,
        lost_to=row.lost_to,
        stage_days=(actor.today - row.stage_since).days,
        usual_days=stage.usual_days,
        chance=chances.believed.percent,
        chance_confirmed=chances.confirmed.percent,
        next_step=steps[0] if steps else None,
        steps=steps,
        stages=_stages(seen, say),
        buying_steps=_buying_steps(seen, say),
        buying_step=row.buying_step,
        gate=gate_view(seen, gates.judge(stage.gate, seen, views), say),
        seats=tuple(_seat(s, seen, say, hidden="stakeholder.stance" not in may) for s in stakes),
        dots=_dots(covered),
        empty_chairs=tuple(
            EmptyChair(c.role.key, c.role.name.say(say)) for c in covered.roles if not c.people
        ),
        roles=tuple((r.key, r.name.say(say)) for r in seen.playbook.roles),
        warnings=warning_views(seen, warnings.warn(seen, views), say) if row.live else (),
        needs=_needs(row),
        rivals=_rivals(row),
        contracts=_contracts(actor, row),
        events=timeline.of_opportunity(actor, row.pk),
        created_at=row.created_at,
        may=may,
    )


def gate(actor: Actor, opportunity_id: int) -> GateView:
    """The gate of one opportunity's present stage."""
    actor.require("opportunity.read")
    scope.get(actor, m.Opportunity, opportunity_id)
    seen = snapshots.opportunities(actor, [opportunity_id])[opportunity_id]
    decision = gates.judge(seen.playbook.gate(seen.stage), seen)
    return gate_view(seen, decision, actor.language)


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
    names = sorted(n for n in criterion.holds.names if seen.playbook.fact(n))
    return CriterionView(
        id=criterion.id,
        say=criterion.say.say(say),
        why=criterion.why.say(say) if criterion.why else "",
        value=judged.value,
        evidence=criterion.evidence,
        ask=tuple(a for a in (_ask(seen, pk) for pk in judged.ask) if a),
        fields=tuple(_field(seen, n, say) for n in names),
        unknown=judged.unknown,
    )


def _field(seen: Snapshot, name: str, say: str) -> FactField:
    fact = seen.playbook.fact(name)
    known = seen.fact(name, confirmed_only=False)
    assert fact is not None  # noqa: S101 - filtered by the caller
    options = tuple((key, text.say(say)) for key, text in fact.options.items()) or tuple(
        (key, key) for key in sorted(fact.type.options or ())
    )
    return FactField(
        name=name,
        ask=fact.ask.say(say) if fact.ask else name,
        kind=fact.type.kind,
        options=options,
        value=known.value if known else None,
        confirmed=known.confirmed if known else False,
        observed_on=known.observed_on if known else None,
    )


def _ask(seen: Snapshot, pk: int | None) -> Ask | None:
    person = next((p for p in seen.people if p.id == pk), None)
    return Ask(person.id, person.name, person.title) if person else None


def _stakes(row: m.Opportunity) -> list[m.Stakeholder]:
    rows = row.stakeholders.filter(archived_at=None).select_related("contact", "user", "our_user")
    return list(rows.order_by("pk"))


def _seat(stake: m.Stakeholder, seen: Snapshot, say: str, *, hidden: bool) -> Seat:
    person = next(p for p in seen.people if p.id == stake.pk)
    roles = [seen.playbook.role(key) for key in stake.roles]
    return Seat(
        id=stake.pk,
        version=stake.version,
        contact_id=stake.contact_id,
        name=person.name,
        title=person.title,
        roles=tuple(r.name.say(say) for r in roles if r),
        role_keys=tuple(stake.roles),
        influence=stake.influence,
        stance=None if hidden else stake.stance,
        stance_confirmed=stake.stance_confirmed and not hidden,
        access=stake.access,
        power=stake.power,
        our_person=person.our_person,
        last_met_on=person.last_met_on,
        reached_through=stake.reached_through,
        reports_to_id=stake.reports_to_id,
    )


def _dots(covered: coverage.Coverage) -> tuple[Dot, ...]:
    states = {c.role.standard: c.state for c in covered.roles}
    return tuple(Dot(role, states.get(role, "none")) for role in DOTS)


def _stages(seen: Snapshot, say: str) -> tuple[Step, ...]:
    book = seen.playbook
    now = book.stage_index(seen.stage)
    keys = [s.key for s in book.buying_steps]
    return tuple(
        Step(s.key, s.name.say(say), _place(i, now),
             keys.index(s.presumes) if s.presumes in keys else 0, s.phase)
        for i, s in enumerate(book.stages)
    )  # fmt: skip


def _buying_steps(seen: Snapshot, say: str) -> tuple[Step, ...]:
    book = seen.playbook
    now = book.step_index(seen.buying_step) if seen.buying_step else -1
    return tuple(
        Step(s.key, s.name.say(say), _place(i, now)) for i, s in enumerate(book.buying_steps)
    )


def _place(index: int, now: int) -> str:
    return "now" if index == now else "done" if index < now else "todo"


def _steps(row: m.Opportunity) -> tuple[StepRow, ...]:
    rows = row.next_steps.filter(done_at=None, archived_at=None).order_by("due_on", "pk")[:10]
    return tuple(StepRow(s.pk, s.version, s.what, s.due_on, s.agreed) for s in rows)


def _needs(row: m.Opportunity) -> tuple[NeedRow, ...]:
    rows = row.needs.filter(archived_at=None).order_by("pk")
    return tuple(NeedRow(n.pk, n.version, n.words, n.explicit, n.met) for n in rows)


def _rivals(row: m.Opportunity) -> tuple[RivalRow, ...]:
    rows = row.rivals.filter(archived_at=None).order_by("pk")
    return tuple(RivalRow(r.pk, r.name, r.position, r.in_touch_with_decider) for r in rows)


def _contracts(actor: Actor, row: m.Opportunity) -> tuple[ContractRow, ...]:
    rows = row.contracts.filter(archived_at=None).order_by("signed_on", "pk")
    return tuple(ContractRow(c.pk, c.number, c.money, c.signed_on, c.state) for c in rows)
