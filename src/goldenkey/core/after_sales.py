"""After the sale: contacts planned at acceptance, and the steps a complaint goes through (M8).

A complaint is heard, its cause found, solved, reported back to the customer, and closed only when
he says that it is solved (M8.1): no step is skipped, and any of them may find it unsolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goldenkey.core.cadence import WorkingDays
from goldenkey.core.method import FollowUp

STATES: Final = ("heard", "analysed", "solved", "reported", "closed")
STEPS: Final[Mapping[str, tuple[str, str]]] = {
    "analyse": ("heard", "analysed"),
    "solve": ("analysed", "solved"),
    "report": ("solved", "reported"),
    "follow": ("reported", "closed"),
}
"""Each step after listening: the state it needs, and the one it leads to."""

ANSWER_DAYS: Final = {"high": 1, "medium": 3, "low": 5}
"""Working days within which the customer hears from us."""

BEST: Final = 5
POOR: Final = 2
"""A satisfaction of so much or less asks for a complaint to be opened."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A contact with the customer on a day; `round` counts those that come again."""

    rule: str
    kind: str
    due_on: date
    round: int = 1


def plan(
    accepted_on: date, rules: Iterable[FollowUp], calendar: WorkingDays
) -> tuple[Planned, ...]:
    """Return the contacts that follow an acceptance, on working days, by day (M8.2)."""
    found = (
        Planned(r.id, r.kind, calendar.on_or_after(accepted_on + timedelta(days=r.after_days)))
        for r in rules
    )
    return tuple(sorted(found, key=lambda p: (p.due_on, p.rule)))


def following(rule: FollowUp, done_on: date, round_: int, calendar: WorkingDays) -> Planned | None:
    """Return the next round of a contact that comes again; None for one that does not."""
    if not rule.every_days:
        return None
    due = calendar.on_or_after(done_on + timedelta(days=rule.every_days))
    return Planned(rule.id, rule.kind, due, round_ + 1)


def next_step(state: str) -> str:
    """Return the step a complaint waits for; nothing once it is closed."""
    return next((step for step, (needs, _to) in STEPS.items() if needs == state), "")


def after(state: str, step: str) -> str:
    """Return the state after a step, or nothing where the step cannot be taken now.

    Whatever was reported or closed can be found unsolved: it is then heard again.
    """
    if step == "reopen":
        return "heard" if state in ("solved", "reported", "closed") else ""
    if step == "listen":
        return state if state != "closed" else ""
    needs, leads_to = STEPS.get(step, ("", ""))
    return leads_to if needs == state else ""


def answer_by(raised_on: date, severity: str, calendar: WorkingDays) -> date:
    """Return the working day by which the customer has an answer."""
    day = raised_on
    for _day in range(ANSWER_DAYS[severity]):
        day = calendar.on_or_after(day + timedelta(days=1))
    return day
