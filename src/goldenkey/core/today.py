"""Whom to see this week, and why: one list, most important first (M0.9, M2.6).

Each record gets one row, however many reasons it has; the weightiest reason speaks, the others
stand behind it. The order is a sum of points that can be read out, never a hidden score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from goldenkey.core.gates import GateDecision
from goldenkey.core.money import Money
from goldenkey.core.playbook import Severity
from goldenkey.core.snapshot import Snapshot
from goldenkey.core.warnings import Warning

WEEK_DAYS: Final = 7
_WEIGHT: Final[Mapping[str, int]] = {
    "warning.high": 60, "payment": 50, "delivery": 48, "next_step": 45, "warning.medium": 40,
    "gate_lacks_one": 35, "qualified": 33, "complaint": 55, "collection": 42, "follow_up": 32,
    "contact": 30, "leads": 22, "warning.low": 20,
}  # fmt: skip
_OTHER_WEIGHT: Final = 25  # a code of a later room: promises, occasions
_MOST_FOR_LATENESS: Final = 10
_MOST_FOR_MONEY: Final = 20
_MOST_FOR_MORE: Final = 9

Subject = tuple[str, int]
"""The record: its noun and id, as ("opportunity", 12)."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One reason to see someone.

    `days` is how long it has been so, negative while still to come; `money` is shown; `worth` is
    the same in minor units of the organisation's currency, so that all matters compare.
    """

    code: str
    subject: Subject
    days: int
    money: Money | None = None
    worth: int = 0
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None
    rule: str | None = None

    @property
    def kind(self) -> str:
        """What the weight hangs on: the code, of a warning with its severity."""
        return f"{self.code}.{self.severity}" if self.severity else self.code


@dataclass(frozen=True, slots=True)
class Point:
    """Part of a row's score and what it is for."""

    code: str
    points: int


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the list: the reason that speaks, the others, and why it stands so high."""

    lead: Matter
    others: tuple[Matter, ...]
    points: tuple[Point, ...]

    @property
    def score(self) -> int:
        """The sum of the points, 0–99."""
        return sum(p.points for p in self.points)


def matters(
    seen: Snapshot,
    *,
    warnings: Sequence[Warning],
    decision: GateDecision,
    worth: int = 0,
    within_days: int = WEEK_DAYS,
) -> tuple[Matter, ...]:
    """Return every reason to see this opportunity's people in the coming days.

    Warnings (M4.7), a gate that lacks one thing (M3.7), the next step due (M0.9), a contact due
    by the rhythm (M2.4, M2.6) and overdue payments (M7.2). `worth` is the opportunity's amount
    in minor units of the organisation's currency.
    """
    subject = ("opportunity", seen.opportunity_id)
    found = (
        *(_of_warning(w, subject, worth) for w in warnings),
        _of_gate(decision, seen, worth),
        _of_next_step(seen, worth, within_days),
        _of_contact(seen, worth, within_days),
        _of_payment(seen, worth),
    )
    return tuple(m for m in found if m is not None)


def rank(found: Iterable[Matter]) -> tuple[Item, ...]:
    """Merge matters by record and order the rows, most important first."""
    by_subject: dict[Subject, list[Matter]] = {}
    for matter in found:
        by_subject.setdefault(matter.subject, []).append(matter)
    most = max((m.worth for rows in by_subject.values() for m in rows), default=0)
    items = (_item(rows, most=most) for rows in by_subject.values())
    return tuple(sorted(items, key=lambda i: (-i.score, -i.lead.days, i.lead.subject)))


def _of_warning(warning: Warning, subject: Subject, worth: int) -> Matter:
    return Matter(
        code="warning",
        subject=subject,
        days=warning.days,
        money=warning.money,
        worth=worth,
        params=warning.params,
        severity=warning.severity,
        rule=warning.rule.id,
    )


def _of_gate(decision: GateDecision, seen: Snapshot, worth: int) -> Matter | None:
    if len(decision.missing) != 1:
        return None
    lacking = decision.missing[0]
    return Matter(
        code="gate_lacks_one",
        subject=("opportunity", seen.opportunity_id),
        days=max(0, (seen.today - seen.stage_since).days),
        money=seen.amount,
        worth=worth,
        params={"criterion": lacking.criterion.say, "ask": lacking.ask},
        rule=lacking.criterion.id,
    )


def _of_next_step(seen: Snapshot, worth: int, within_days: int) -> Matter | None:
    step = seen.next_step
    if step is None or step.due_on is None or -(late := _late(seen, step.due_on)) > within_days:
        return None
    params = {"what": step.what, "on": step.due_on, "agreed": step.agreed}
    return _matter(seen, "next_step", days=late, worth=worth, params=params)


def _of_contact(seen: Snapshot, worth: int, within_days: int) -> Matter | None:
    if seen.rhythm_days is None:
        return None
    last = max((c.on for c in seen.contacts), default=None)
    silent = _late(seen, last or seen.created_on)
    if (late := silent - seen.rhythm_days) < -within_days:
        return None
    params = {"last_on": last, "silent_days": silent, "rhythm_days": seen.rhythm_days}
    return _matter(seen, "contact", days=late, worth=worth, params=params)


def _of_payment(seen: Snapshot, worth: int) -> Matter | None:
    if (late := seen.overdue) is None:
        return None
    subject = ("opportunity", seen.opportunity_id)
    return Matter("payment", subject, late.days, late.money, worth)


def _matter(
    seen: Snapshot, code: str, *, days: int, worth: int, params: Mapping[str, object]
) -> Matter:
    return Matter(code, ("opportunity", seen.opportunity_id), days, seen.amount, worth, params)


def _late(seen: Snapshot, since: date) -> int:
    return (seen.today - since).days


def _item(rows: Sequence[Matter], *, most: int) -> Item:
    lead, *others = sorted(rows, key=lambda m: (-_weight(m), -m.days, m.rule or "", m.code))
    worth = max(m.worth for m in rows)
    points = (
        Point(lead.kind, _weight(lead)),
        Point("days", min(_MOST_FOR_LATENESS, max(0, lead.days) // 3)),
        Point("money", _MOST_FOR_MONEY * worth // most if most > 0 else 0),
        Point("more_reasons", min(_MOST_FOR_MORE, 3 * len(others))),
    )
    return Item(lead, tuple(others), tuple(p for p in points if p.points))


def _weight(matter: Matter) -> int:
    return _WEIGHT.get(matter.kind, _OTHER_WEIGHT)
