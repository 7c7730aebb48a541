"""Copies for lists and the history of each opportunity, made anew after whatever touched it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from goldenkey.actions import base
from goldenkey.core import chance, coverage, gates, warnings
from goldenkey.core.playbook import DOTS
from goldenkey.core.snapshot import Snapshot, Views
from goldenkey.data.models import OpenWarning, Opportunity, OpportunityHistory
from goldenkey.policies.actor import Actor
from goldenkey.selectors import snapshots

LETTERS = {"met": "m", "through": "m", "stale": "s", "none": "n", "against": "a"}


def refresh(actor: Actor, ids: Iterable[int]) -> None:
    """Recompute coverage, warnings, gate and chance of these opportunities; keep the history."""
    seen = snapshots.opportunities(actor, ids)
    rows = {row.pk: row for row in Opportunity.objects.filter(pk__in=list(seen))}
    standing = _standing(list(seen))
    present = {
        h.opportunity_id: h
        for h in OpportunityHistory.objects.filter(opportunity__in=list(seen), valid_to=None)
    }
    for pk, snapshot in seen.items():
        views = snapshot.views()
        found = warnings.warn(snapshot, views) if rows[pk].live else ()
        _copy(rows[pk], snapshot, views, found)
        _record_warnings(actor, pk, found, standing.get(pk, {}))
        _record_history(actor, rows[pk], found, present.get(pk))
    Opportunity.objects.bulk_update(rows.values(), COPIES, batch_size=200)


COPIES = [
    "coverage", "warning_count", "worst_severity", "worst_rule", "worst_days", "gate_missing",
    "chance", "chance_confirmed", "next_step", "next_step_on", "next_step_agreed",
    "last_contact_on",
]  # fmt: skip


def dots(seen: Snapshot) -> str:
    """The four dots as letters: m met, s gone stale, n not found, a against."""
    states = {cover.role.standard: cover.state for cover in coverage.cover(seen).roles}
    return "".join(LETTERS[states.get(role, "none")] for role in DOTS)


def _copy(
    row: Opportunity, seen: Snapshot, views: Views, found: tuple[warnings.Warning, ...]
) -> None:
    worst = found[0] if found else None  # the core puts the worst first
    chances = chance.both(seen, views)
    row.coverage = dots(seen)
    row.warning_count = len(found)
    row.worst_severity = worst.severity if worst else ""
    row.worst_rule = worst.rule.id if worst else ""
    row.worst_days = worst.days if worst else None
    row.gate_missing = len(gates.judge(seen.playbook.gate(seen.stage), seen, views).missing)
    row.chance = chances.believed.percent
    row.chance_confirmed = chances.confirmed.percent
    step = seen.next_step
    row.next_step = step.what if step else ""
    row.next_step_on = step.due_on if step else None
    row.next_step_agreed = step.agreed if step else False
    row.last_contact_on = max((c.on for c in seen.contacts), default=None)


def _standing(ids: list[int]) -> dict[int, dict[str, OpenWarning]]:
    found: dict[int, dict[str, OpenWarning]] = {}
    for row in OpenWarning.objects.filter(opportunity__in=ids, closed_at=None):
        found.setdefault(row.opportunity_id, {})[row.rule] = row
    return found


def _record_warnings(
    actor: Actor, pk: int, found: tuple[warnings.Warning, ...], standing: dict[str, OpenWarning]
) -> None:
    now = {w.rule.id: w for w in found}
    gone = [row.pk for rule, row in standing.items() if rule not in now]
    if gone:
        OpenWarning.objects.filter(pk__in=gone).update(closed_at=actor.now)
    OpenWarning.objects.bulk_create(
        OpenWarning(
            opportunity_id=pk,
            rule=rule,
            severity=w.severity,
            since_on=w.since,
            opened_at=actor.now,
            facts=list(w.facts),
            people=list(w.people),
        )
        for rule, w in now.items()
        if rule not in standing
    )


def _record_history(
    actor: Actor,
    row: Opportunity,
    found: tuple[warnings.Warning, ...],
    present: OpportunityHistory | None,
) -> None:
    state = _state(row, found)
    if present is not None and all(getattr(present, k) == v for k, v in state.items()):
        return
    if present is not None:
        OpportunityHistory.objects.filter(pk=present.pk).update(valid_to=actor.now)
    OpportunityHistory.objects.create(
        opportunity=row, valid_from=actor.now, by_id=actor.user_id, **state
    )


def _state(row: Opportunity, found: tuple[warnings.Warning, ...]) -> dict[str, Any]:
    return {
        "stage": row.stage,
        "phase": row.phase,
        "state": row.state,
        "amount_minor": row.amount_minor,
        "currency": row.currency,
        "amount_org_minor": row.amount_org_minor,
        "close_on": row.close_on,
        "owner_id": row.owner_id,
        "coverage": row.coverage,
        "warnings": sorted(w.rule.id for w in found),
    }


base.AFTERWARDS.append(refresh)
