"""Collection: which step is due for which receivable (M7.4). Days are whole, both ways of due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from goldenkey.core.guidance import DunningStep
from goldenkey.core.money import Money

Tone = Literal["before", "due", "late", "final"]
FINAL_DAYS: Final = 30
"""So many days late a letter is the last one before other steps."""


@dataclass(frozen=True, slots=True)
class Owed:
    """An open receivable with the steps that were taken since it became due on this day."""

    id: int
    due_on: date
    open: Money
    taken: Collection[str] = ()
    disputed: bool = False
    promised_on: date | None = None


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step to take now: since when it is due, and how many days late the money is then."""

    receivable_id: int
    step: DunningStep
    since: date
    skipped: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The step's own id."""
        return self.step.id


def next_step(owed: Owed, steps: Sequence[DunningStep], today: date) -> DueStep | None:
    """Return the step to take now: the latest that is due, unless it was taken.

    Earlier ones that nobody took are skipped: three reminders in one day are none. A dispute
    rests every step; a promise rests them until its day has passed. Nothing is due for money that
    is not open.
    """
    rests = owed.promised_on is not None and owed.promised_on >= today
    if owed.open.minor <= 0 or owed.disputed or rests:
        return None
    ripe = [step for step in steps if due_from(owed.due_on, step) <= today]
    ripe.sort(key=lambda step: (step.days_after_due, step.id))
    if not ripe or ripe[-1].id in owed.taken:
        return None
    missed = tuple(step.id for step in ripe[:-1] if step.id not in owed.taken)
    return DueStep(owed.id, ripe[-1], due_from(owed.due_on, ripe[-1]), missed)


def coming(owed: Owed, steps: Sequence[DunningStep], today: date) -> date | None:
    """Return the day of the first step that is still to come; None after the last."""
    later = [due_from(owed.due_on, step) for step in steps]
    return min((day for day in later if day > today), default=None)


def due_steps(
    owed: Iterable[Owed], steps: Sequence[DunningStep], today: date
) -> tuple[DueStep, ...]:
    """Return what is to be done now, the one that waits longest first."""
    found = [step for one in owed if (step := next_step(one, steps, today))]
    return tuple(sorted(found, key=lambda step: (step.since, step.receivable_id)))


def due_from(due_on: date, step: DunningStep) -> date:
    """Return the day from which a step is due for money due on a day."""
    return due_on + timedelta(days=step.days_after_due)


def reach(steps: Sequence[DunningStep]) -> int:
    """Return how many days before its due date money may ask for a step at the earliest."""
    return max((-step.days_after_due for step in steps), default=0)


def tone(due_on: date, today: date) -> Tone:
    """Return the tone of a letter about money due on a day."""
    late = (today - due_on).days
    if late < 0:
        return "before"
    if late == 0:
        return "due"
    return "late" if late < FINAL_DAYS else "final"
