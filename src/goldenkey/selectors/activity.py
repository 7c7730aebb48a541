"""Reads of activities: what one brought, whom to log one for, the steps still to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from goldenkey.core import gates, warnings
from goldenkey.core.money import Money
from goldenkey.core.snapshot import Snapshot
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import room_parts, snapshots
from goldenkey.selectors.room_shapes import CriterionView, WarningView

JUST_NOW = timedelta(minutes=15)
CHOICES = 12


@dataclass(frozen=True, slots=True)
class Question:
    """The next thing to find out, and why."""

    say: str
    why: str


@dataclass(frozen=True, slots=True)
class Result:
    """What an activity brought: to the one who logged it, at once."""

    id: int
    version: int
    account_id: int
    account: str
    opportunity_id: int | None
    opportunity: str
    money: Money | None
    kind: str
    on: date
    by: str
    names: tuple[str, ...]
    outcome: str
    note: str
    agreed: bool | None
    agreed_what: str
    agreed_by_on: date | None
    ordered: bool
    gone: tuple[WarningView, ...]
    standing: tuple[WarningView, ...]
    held: tuple[str, ...]
    missing: tuple[CriterionView, ...]
    next_stage: str
    question: Question | None
    next_what: str
    next_on: date | None
    may_edit: bool
    just_now: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """An opportunity one may have just been working on."""

    id: int
    name: str
    account: str
    next_step: str
    next_step_on: date | None
    last_contact_on: date | None


@dataclass(frozen=True, slots=True)
class DueStep:
    """A next step on its owner's list."""

    id: int
    version: int
    what: str
    due_on: date | None
    agreed: bool
    account_id: int
    account: str
    opportunity_id: int | None
    opportunity: str


@dataclass(frozen=True, slots=True)
class PostponementRow:
    """A next step was moved: from, to, why, by whom."""

    from_on: date | None
    to_on: date
    reason: str
    by: str
    at: datetime


def postponements(actor: Actor, step_id: int) -> tuple[PostponementRow, ...]:
    """How often a next step in scope was moved, the latest first."""
    actor.require("opportunity.read")
    step = scope.get(actor, m.NextStep, step_id)
    rows = m.Postponement.objects.filter(step=step).order_by("-pk").select_related("by")
    return tuple(
        PostponementRow(r.from_on, r.to_on, r.reason, r.by.name, r.created_at) for r in rows[:50]
    )


def result(actor: Actor, activity_id: int) -> Result:
    """What one activity brought; NotFound out of scope."""
    actor.require("opportunity.read")
    row = _row(actor, activity_id)
    own = {name: getattr(row, name) for name in OF_ROW}
    owner, kind = scope.owner_of(row)
    return Result(
        **own,
        **(_moved(actor, row) if row.opportunity else _nothing(row)),
        account=row.account.name,
        opportunity=row.opportunity.name if row.opportunity else "",
        money=row.opportunity.money if row.opportunity else None,
        by=row.by.name,
        may_edit=actor.may("activity.log", owner, kind=kind),
        just_now=actor.now - row.created_at < JUST_NOW,
    )


OF_ROW = (
    "id", "version", "account_id", "opportunity_id", "kind", "on", "outcome", "note", "agreed",
    "agreed_what", "agreed_by_on", "ordered",
)  # fmt: skip


def choices(actor: Actor) -> tuple[Choice, ...]:
    """The actor's own live opportunities, those with the earliest next step first."""
    actor.require("opportunity.read")
    mine = scope.visible(actor, m.Opportunity).filter(owner=actor.user_id, live=True)
    rows = mine.order_by("next_step_on", "-pk").values_list(
        "pk", "name", "account__name", "next_step", "next_step_on", "last_contact_on"
    )
    return tuple(Choice(*row) for row in rows[:CHOICES])


def steps(actor: Actor) -> tuple[DueStep, ...]:
    """The actor's own next steps, the earliest first, undated ones last."""
    actor.require("opportunity.read")
    mine = m.NextStep.objects.filter(owner=actor.user_id, done_at=None, archived_at=None)
    rows = mine.order_by("due_on", "pk").values_list(
        "pk", "version", "what", "due_on", "agreed", "account_id", "account__name",
        "opportunity_id", "opportunity__name",
    )[:100]  # fmt: skip
    found = (DueStep(*row[:-1], row[-1] or "") for row in rows)
    return tuple(sorted(found, key=lambda s: (s.due_on is None, s.due_on or date.max, s.id)))


def step(actor: Actor, step_id: int) -> DueStep:
    """One next step still to do; NotFound out of scope or done."""
    actor.require("opportunity.read")
    rows = scope.visible(actor, m.NextStep).filter(pk=step_id, done_at=None)
    row = rows.select_related("account", "opportunity").first()
    if row is None:
        raise NotFound("record")
    return DueStep(
        row.pk, row.version, row.what, row.due_on, row.agreed, row.account_id, row.account.name,
        row.opportunity_id, row.opportunity.name if row.opportunity else "",
    )  # fmt: skip


def _row(actor: Actor, pk: int) -> m.Activity:
    rows = scope.visible(actor, m.Activity).select_related(
        "account", "by", "opportunity", "opportunity__account", "opportunity__owner"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("activity")
    return found


def _nothing(row: m.Activity) -> dict[str, Any]:
    step = m.NextStep.objects.filter(source=row, archived_at=None).first()
    return {
        "names": tuple(c.name for c in row.contacts.all()),
        "gone": (), "standing": (), "held": (), "missing": (), "next_stage": "", "question": None,
        "next_what": step.what if step else "", "next_on": step.due_on if step else None,
    }  # fmt: skip


def _moved(actor: Actor, row: m.Activity) -> dict[str, Any]:
    """What changed on the opportunity since, and what is to be found out next."""
    parts = snapshots.Parts(actor, [row.opportunity])  # type: ignore[list-item]
    seen = parts.snapshot(row.opportunity)  # type: ignore[arg-type]
    hides = not actor.may("stakeholder.stance", row.opportunity, kind="opportunity")
    seen = room_parts.without_stances(seen) if hides else seen
    views, say = seen.views(), actor.language
    decision = gates.judge(seen.playbook.gate(seen.stage), seen, views)
    view = room_parts.gate_view(seen, decision, say)
    learned = {f.name for f in parts.facts[row.opportunity_id or 0] if f.activity_id == row.pk}
    met = next((a for a in parts.activities[row.opportunity_id or 0] if a.id == row.pk), None)
    found = room_parts.told(warnings.warn(seen, views), hides=hides)
    step = seen.next_step
    return {
        "names": tuple(met.names) if met else (),
        "gone": _gone(row, seen, {w.rule.id for w in found}, say, hides=hides),
        "standing": room_parts.warning_views(seen, found, say),
        "held": tuple(
            j.criterion.say.say(say)
            for j in decision.judged
            if j.value == "true" and learned & j.criterion.holds.names
        ),
        "missing": view.missing,
        "next_stage": view.next_stage,
        "question": _question(seen, view.missing, say),
        "next_what": step.what if step else "",
        "next_on": step.due_on if step else None,
    }


def _gone(
    row: m.Activity, seen: Snapshot, standing: set[str], say: str, *, hides: bool
) -> tuple[WarningView, ...]:  # fmt: skip
    """The warnings that ended with this entry and have not come back."""
    closed = m.OpenWarning.objects.filter(opportunity=row.opportunity, closed_at=row.created_at)
    rules = [seen.playbook.warning(w.rule) for w in closed if w.rule not in standing]
    return tuple(
        WarningView(
            rule.id, rule.severity, rule.say.say(say), "", "", "", "", row.on, 0, None, {}, None,
            None,
        )
        for rule in rules
        if rule and not (hides and room_parts.tells_stance(rule))
    )  # fmt: skip


def _question(seen: Snapshot, missing: tuple[CriterionView, ...], say: str) -> Question | None:
    """What to ask next: for an unknown fact of the gate, as the playbook asks it."""
    unknown = {n for c in missing for n in c.unknown}
    asked = (q for q in seen.playbook.guidance.questions if q.fact in unknown)
    if found := next(asked, None):
        return Question(found.say.say(say), found.why.say(say) if found.why else "")
    plain = next((f for c in missing for f in c.fields if not f.known), None)
    return Question(plain.ask, "") if plain else None
