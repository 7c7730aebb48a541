"""Grades of customers, and what they say about the next contact (M2.1, M2.2, M2.4, M2.6).

Two gradings, never one: individual buyers by when they say they buy, organisations by their
purchase cycle and the size of a batch. The numbers are the playbook's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from goldenkey.core import cadence
from goldenkey.core.cadence import WorkingDays
from goldenkey.core.money import Money
from goldenkey.core.playbook import Grades, IntentGrade, ValueGrades

Standing = Literal["stated", "unstated", "passed", "far"]
Reason = Literal["rhythm", "date_passed", "silence"]


@dataclass(frozen=True, slots=True)
class Intent:
    """A buyer's grade by the date he stated (M2.1).

    `standing` says what that date is now: stated and ahead; none; one that has passed, which
    must be asked again; or one beyond every grade, which is kept in touch with and no more.
    """

    grade: IntentGrade
    standing: Standing
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Value:
    """An organisation's grade (M2.2); `ask` names what is still to be known for it."""

    grade: str | None
    cycle: Literal["short", "long"] | None
    batch: Literal["large", "small"] | None
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """The day of the next contact, why then, and the first day that does not disturb."""

    on: date
    reason: Reason
    free_from: date | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What grading looks at. `since` is the last contact, else the day we came to know him."""

    is_person: bool
    buys_on: date | None
    cycle_days: int | None
    batch: Money | None
    since: date


@dataclass(frozen=True, slots=True)
class Graded:
    """Both grades of a customer (one of them empty) and the next contact."""

    intent: Intent | None = None
    value: Value | None = None
    due: Due | None = None


def grade(profile: Profile, grades: Grades, *, today: date, calendar: WorkingDays) -> Graded:
    """Grade a customer by his playbook and find the next contact (M2.1–M2.4)."""
    if profile.is_person:
        intent = intent_of(profile.buys_on, grades, today=today)
        due = _due_of_intent(intent, profile, calendar) if intent else None
        return Graded(intent=intent, due=due)
    if grades.value is None:
        return Graded()
    value = value_of(profile.cycle_days, profile.batch, grades.value)
    return Graded(value=value, due=_due_of_value(value, grades.value, profile.since, calendar))


def intent_of(buys_on: date | None, grades: Grades, *, today: date) -> Intent | None:
    """Grade by the days left until the stated date; both ends of a span belong to it (M2.1).

    A passed date, or one beyond the widest grade, is graded as if none were stated. None where
    the playbook grades nobody so.
    """
    if not grades.intent:
        return None
    unstated = next((g for g in grades.intent if g.buys_within_days is None), grades.intent[-1])
    if buys_on is None:
        return Intent(unstated, "unstated", None)
    left = (buys_on - today).days
    if left < 0:
        return Intent(unstated, "passed", left)
    for one in grades.intent:
        if one.buys_within_days is not None and left <= one.buys_within_days:
            return Intent(one, "stated", left)
    return Intent(unstated, "far", left)


def value_of(cycle_days: int | None, batch: Money | None, grades: ValueGrades) -> Value:
    """Grade by cycle and batch (M2.2); undecided while an unknown part could change the grade."""
    cycle = _cycle(cycle_days, grades)
    size = _batch(batch, grades)
    cycles = (cycle,) if cycle else ("short", "long")
    sizes = (size,) if size else ("large", "small")
    possible = {grades.table[f"{c}_{s}"] for c in cycles for s in sizes}
    if len(possible) == 1:
        return Value(possible.pop(), cycle, size, ())
    ask = tuple(n for n, known in (("cycle_days", cycle), ("batch", size)) if not known)
    return Value(None, cycle, size, ask)


def is_too_often(graded: Graded, grades: Grades, contacts: Iterable[date], today: date) -> bool:
    """Say whether this customer was contacted more often than his grade asks for (M2.6)."""
    days = list(contacts)
    if graded.intent is not None:
        return cadence.exceeds(days, graded.intent.grade.contact, today)
    if graded.value is None or graded.value.grade is None or grades.value is None:
        return False
    least = grades.value.least_gap_days.get(graded.value.grade, 0)
    return cadence.is_too_often(days, least=least)


def _cycle(days: int | None, grades: ValueGrades) -> Literal["short", "long"] | None:
    if days is None:
        return None
    return "short" if days <= grades.short_cycle_days else "long"


def _batch(batch: Money | None, grades: ValueGrades) -> Literal["large", "small"] | None:
    large = grades.large_batch.get(batch.currency) if batch else None
    if batch is None or large is None:
        return None
    return "large" if batch.amount >= large else "small"


def _due_of_intent(intent: Intent, profile: Profile, calendar: WorkingDays) -> Due:
    """The rhythm's day; sooner when the stated date passed and nobody has asked since."""
    by_count = cadence.due_by_count(profile.since, intent.grade.contact, calendar)
    if intent.standing == "passed" and profile.buys_on and profile.since <= profile.buys_on:
        asked = calendar.on_or_after(profile.buys_on + timedelta(days=1))
        if asked < by_count:
            return Due(asked, "date_passed")
    return Due(by_count, "rhythm")


def _due_of_value(
    value: Value, grades: ValueGrades, since: date, calendar: WorkingDays
) -> Due | None:
    if value.grade is None:
        return None
    longest = grades.longest_gap_days.get(value.grade)
    least = grades.least_gap_days.get(value.grade, 0)
    if longest is None:
        return None
    on = cadence.due_by_silence(since, longest=longest, least=least, calendar=calendar)
    free = cadence.free_from(since, least=least, calendar=calendar)
    return Due(on, "silence", free)
