"""Copies for lists and the history of each opportunity, made anew after whatever touched it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from goldenkey.actions import base, warned
from goldenkey.core import chance, coverage, gates, warnings
from goldenkey.core.playbook import DOTS
from goldenkey.core.snapshot import Snapshot, Views
from goldenkey.core.warnings import Warned
from goldenkey.data.models import Opportunity, OpportunityHistory
from goldenkey.policies.actor import Actor
from goldenkey.selectors import snapshots
from goldenkey.selectors.room_parts import without_stances

LETTERS = {"met": "m", "through": "m", "stale": "s", "none": "n", "against": "a"}


def refresh(actor: Actor, touched: Iterable[int] | Mapping[int, int]) -> None:
    """Recompute coverage, warnings, gate and chance of these opportunities; keep the history.

    A mapping says who touched each of them; else it was the actor.
    """
    by = touched if isinstance(touched, Mapping) else {}
    seen = snapshots.opportunities(actor, touched)
    rows = {row.pk: row for row in Opportunity.objects.filter(pk__in=list(seen))}
    found: dict[int, Warned] = {}
    changed: list[Opportunity] = []
    for pk, snapshot in seen.items():
        row, views, before = rows[pk], snapshot.views(), _copies(rows[pk])
        chances = chance.both(snapshot, views)
        found[pk] = warnings.judge(snapshot, views, chances) if row.live else _over(snapshot)
        _copy(row, snapshot, views, found[pk].standing, chances)
        if before != _copies(row):
            changed.append(row)
    _save_copies(changed)
    warned.record(actor, found)
    _record_history(actor, rows, found, by)


Found = tuple[warnings.Warning, ...]
COPIES = [
    "coverage", "warning_count", "worst_severity", "worst_rule", "worst_days", "gate_missing",
    "chance", "chance_confirmed", "next_step", "next_step_on", "next_step_agreed",
    "last_contact_on",
]  # fmt: skip


def _copies(row: Opportunity) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COPIES}


def _save_copies(changed: list[Opportunity]) -> None:
    """One row by its columns; many in one statement, which touches no other column."""
    if len(changed) == 1:
        (row,) = changed
        Opportunity.objects.filter(pk=row.pk).update(**_copies(row))
    elif changed:
        Opportunity.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["id"], update_fields=COPIES,
            batch_size=500,
        )  # fmt: skip


def dots(seen: Snapshot) -> str:
    """The four dots as letters: m met, s gone stale, n not found, a against."""
    states = {cover.role.standard: cover.state for cover in coverage.cover(seen).roles}
    return "".join(LETTERS[states.get(role, "none")] for role in DOTS)


def _over(seen: Snapshot) -> Warned:
    """What is closed warns no more, and no answer is needed."""
    return Warned((), (), tuple((answer, "over") for answer in seen.answers.values()))


def _copy(
    row: Opportunity, seen: Snapshot, views: Views, found: Found, chances: chance.Chances
) -> None:
    worst = found[0] if found else None  # the core puts the worst first
    row.coverage = dots(seen) + dots(without_stances(seen))
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


def _record_history(
    actor: Actor,
    rows: Mapping[int, Opportunity],
    found: Mapping[int, Warned],
    by: Mapping[int, int],
) -> None:
    standing = OpportunityHistory.objects.filter(opportunity__in=list(rows), valid_to=None)
    present = {h.opportunity_id: h for h in standing}
    states = {pk: _state(row, found[pk]) for pk, row in rows.items()}
    new = [pk for pk, state in states.items() if _differs(present.get(pk), state)]
    old = [present[pk].pk for pk in new if pk in present]
    if old:
        OpportunityHistory.objects.filter(pk__in=old).update(valid_to=actor.now)
    OpportunityHistory.objects.bulk_create(
        OpportunityHistory(
            opportunity_id=pk, valid_from=actor.now, by_id=by.get(pk, actor.user_id), **states[pk]
        )
        for pk in new
    )


def _differs(present: OpportunityHistory | None, state: dict[str, Any]) -> bool:
    return present is None or any(getattr(present, k) != v for k, v in state.items())


def _state(row: Opportunity, found: Warned) -> dict[str, Any]:
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
        "warnings": sorted(w.rule.id for w in found.holding),
        "chance": row.chance,
        "chance_confirmed": row.chance_confirmed,
    }


base.AFTERWARDS.append(refresh)
