"""Facts the system counts from our own records, for formulas to read beside declared ones.

Nobody types these in. A count is always known; what our records truly leave open (no close date
set, no buying step stated) stays unknown rather than zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from goldenkey.core import coverage, order_facts
from goldenkey.core.playbook import Role
from goldenkey.core.system_names import LATE as LATE
from goldenkey.core.system_names import declared as declared

if TYPE_CHECKING:
    from goldenkey.core.snapshot import Person, Snapshot, Views


def count(seen: Snapshot, *, confirmed_only: bool = False) -> dict[str, object]:
    """Count all but `stage.unproved`.

    With `confirmed_only` a stance, a need's mark and a rival's place that are only our belief
    count as unknown.
    """
    return {**_alike(seen), **_told(seen, confirmed_only=confirmed_only)}


def count_both(seen: Snapshot) -> tuple[dict[str, object], dict[str, object]]:
    """Count twice, with beliefs and without; what no belief touches is counted once."""
    alike, told = _alike(seen), _told(seen, confirmed_only=False)
    sure = _told(seen, confirmed_only=True) if _believes(seen) else told
    return {**alike, **told}, {**alike, **sure}


def _alike(seen: Snapshot) -> dict[str, object]:
    """What our own records say, whatever anybody believes."""
    return {
        **_opportunity(seen),
        **_next_step(seen),
        **_contact(seen),
        **_stage(seen),
        **_close(seen),
        "customer.steps_behind": _steps_behind(seen),
        **dict.fromkeys(LATE),
        **order_facts.count(seen),
    }


def _told(seen: Snapshot, *, confirmed_only: bool) -> dict[str, object]:
    return {
        **_committee(seen, confirmed_only=confirmed_only),
        **_needs(seen, confirmed_only=confirmed_only),
        **_rivals(seen, confirmed_only=confirmed_only),
        "commitment.days": order_facts.promised(seen, confirmed_only=confirmed_only),
    }


def _believes(seen: Snapshot) -> bool:
    """Tell whether anything counted rests on belief alone."""
    return (
        any(p.stance != "unknown" and not p.stance_confirmed for p in seen.people)
        or any(n.met != "unknown" and not n.met_confirmed for n in seen.needs)
        or any(not r.confirmed for r in seen.rivals)
        or any(name.startswith("commitment.") for name in seen.facts)
    )


def unproved(seen: Snapshot, views: Views) -> int:
    """Count the criteria of earlier gates that do not hold: our stage is ahead of them (M4.7)."""
    passed = seen.playbook.stages_before(seen.stage)
    criteria = (c for stage in passed for c in stage.gate)
    return sum(c.holds.value(views.of(c.evidence)) is not True for c in criteria)


def _opportunity(seen: Snapshot) -> dict[str, object]:
    return {
        "opportunity.state": seen.state,
        "opportunity.open": seen.state == "open",
        "opportunity.kind": seen.kind,
        "opportunity.drive": seen.drive,
        "opportunity.amount": seen.amount,
        "opportunity.days": _days(seen, seen.created_on),
    }


def _committee(seen: Snapshot, *, confirmed_only: bool) -> dict[str, object]:
    theirs = [p for p in seen.people if not p.ours and not p.reached_through]
    strong = [p for p in theirs if p.influence == "high"]
    found: dict[str, object] = {
        "committee.people": len(theirs),
        "committee.people_met": sum(p.met for p in theirs),
        **_key_people(theirs),
        "committee.opponents": sum(
            coverage.opposes(p, confirmed_only=confirmed_only) for p in theirs
        ),
        "committee.opponents_high": sum(
            coverage.opposes(p, confirmed_only=confirmed_only) for p in strong
        ),
    }
    for role in seen.playbook.roles:
        found |= _role(seen, role, confirmed_only=confirmed_only)
    return found


def _key_people(theirs: Sequence[Person]) -> dict[str, object]:
    key = [p for p in theirs if coverage.is_key(p)]
    left = [p.left_on for p in key if p.left_on is not None]
    return {
        "committee.key_left": len(left),
        "committee.key_left_on": min(left, default=None),
        "committee.one_link": sum(len(p.known_by) == 1 and p.left_on is None for p in key),
    }


def _role(seen: Snapshot, role: Role, *, confirmed_only: bool) -> dict[str, object]:
    held = coverage.holders(seen.people, role)
    state = coverage.cover_role(seen, role, confirmed_only=confirmed_only)
    key = f"committee.{role.key}"
    return {
        f"{key}.people": len(held),
        f"{key}.met": any(p.met for p in held),
        f"{key}.covered": state.covered,
        f"{key}.against": state.state == "against",
        f"{key}.last_met_on": state.last_met_on,
        f"{key}.days_since_met": _days(seen, state.last_met_on or seen.created_on),
    }


def _needs(seen: Snapshot, *, confirmed_only: bool) -> dict[str, object]:
    marks = [n.mark(confirmed_only=confirmed_only) for n in seen.needs]
    return {
        "needs.count": len(marks),
        "needs.explicit": sum(n.explicit for n in seen.needs),
        "needs.marked": bool(marks) and "unknown" not in marks,
        "needs.met": marks.count("full"),
        "needs.unmet": marks.count("no"),
    }


def _rivals(seen: Snapshot, *, confirmed_only: bool) -> dict[str, object]:
    known = [r for r in seen.rivals if r.confirmed or not confirmed_only]
    there = [r for r in known if r.in_touch_with_decider]
    ahead = [r for r in known if r.position is not None and r.position < 0]
    met = any("decision_maker" in p.standard and p.met for p in seen.people)
    return {
        "rivals.count": len(seen.rivals),
        "rivals.placed": all(
            r.place(confirmed_only=confirmed_only) is not None for r in seen.rivals
        ),
        "rivals.ahead": len(ahead),
        "rivals.with_decider": len(there),
        "rivals.ahead_at_decider": sum(r in ahead or not met for r in there),
    }


def _next_step(seen: Snapshot) -> dict[str, object]:
    step = seen.next_step
    due = step.due_on if step else None
    return {
        "next_step.on": due,
        "next_step.dated": due is not None,
        "next_step.agreed": step is not None and step.agreed,
        "next_step.overdue_days": _days(seen, due) if due else 0,
    }


def _contact(seen: Snapshot) -> dict[str, object]:
    last = max((c.on for c in seen.contacts), default=None)
    silent = _days(seen, last or seen.created_on)
    rhythm = seen.rhythm_days
    empty = _empty_handed(seen)
    return {
        "contact.count": len(seen.contacts),
        "contact.people": len({p for c in seen.contacts for p in c.people}),
        "contact.last_on": last,
        "contact.days_since": silent,
        "contact.continuations": len(empty),
        "contact.continuing_since": empty[-1] if empty else None,
        "contact.rhythm_days": rhythm,
        "contact.overdue_days": None if rhythm is None else max(0, silent - rhythm),
    }


def _empty_handed(seen: Snapshot) -> list[date]:
    """The days of the latest contacts in a row that ended as continuations (M5.11)."""
    latest = sorted((c for c in seen.contacts if c.outcome), key=lambda c: (c.on, c.id))
    found = []
    for one in reversed(latest):
        if one.outcome != "continuation":
            break
        found.append(one.on)
    return found


def _stage(seen: Snapshot) -> dict[str, object]:
    days = _days(seen, seen.stage_since)
    usual = seen.pace_days or seen.playbook.stage(seen.stage).usual_days
    return {
        "stage.since": seen.stage_since,
        "stage.days": days,
        "stage.usual_days": usual,
        "stage.overdue_days": max(0, days - usual),
    }


def _close(seen: Snapshot) -> dict[str, object]:
    left = (seen.close_on - seen.today).days if seen.close_on else None
    return {
        "close.on": seen.close_on,
        "close.days_left": left,
        "close.passed": seen.state == "open" and left is not None and left < 0,
        "close.moves": seen.close_moves,
    }


def _steps_behind(seen: Snapshot) -> int | None:
    """How many steps the customer is behind what our stage presumes; unknown: not stated (M0.4)."""
    presumed = seen.playbook.stage(seen.stage).presumes
    if presumed is None:
        return 0
    order = [step.key for step in seen.playbook.buying_steps]
    if presumed not in order or seen.buying_step not in order:
        return None
    return max(0, order.index(presumed) - order.index(seen.buying_step))


def _days(seen: Snapshot, since: date) -> int:
    return max(0, (seen.today - since).days)
