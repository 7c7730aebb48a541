"""When to see a customer next: so many contacts in so many days, on working days (M2.3, M2.4).

Holidays and make-up workdays come from outside as sets of days: the core has no calendar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from goldenkey.core.playbook import Cadence

SATURDAY: Final = 5
_LONGEST_REST: Final = 60  # days; a calendar that never works is no calendar


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A company's calendar: weekdays are worked but for `holidays`, weekends only if `make_up`."""

    holidays: frozenset[date] = frozenset()
    make_up: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Say whether people work on `day`; a make-up workday outweighs a holiday."""
        if day in self.make_up:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def on_or_after(self, day: date) -> date:
        """Return `day` or the first working day after it."""
        return self._nearest(day, step=1)

    def on_or_before(self, day: date) -> date:
        """Return `day` or the last working day before it."""
        return self._nearest(day, step=-1)

    def _nearest(self, day: date, *, step: int) -> date:
        for distance in range(_LONGEST_REST):
            found = day + timedelta(days=step * distance)
            if self.works(found):
                return found
        return day


def gap_days(cadence: Cadence) -> int:
    """Return the days from one contact to the next: the period by the count, rounded down."""
    return max(1, cadence.per_days // cadence.count)


def due_by_count(since: date, cadence: Cadence, calendar: WorkingDays) -> date:
    """Return the next contact by rhythm: last contact + gap, then the next working day (M2.3)."""
    return calendar.on_or_after(since + timedelta(days=gap_days(cadence)))


def due_by_silence(since: date, *, longest: int, least: int, calendar: WorkingDays) -> date:
    """Return the last working day before the silence grows longer than `longest` days (M2.4).

    Never before the least gap is over: the customer's own work comes first.
    """
    latest = calendar.on_or_before(since + timedelta(days=longest))
    return max(latest, free_from(since, least=least, calendar=calendar))


def free_from(since: date, *, least: int, calendar: WorkingDays) -> date:
    """Return the first working day on which another contact does not disturb (M2.4)."""
    return calendar.on_or_after(since + timedelta(days=least))


def shortest_gap(contacts: Iterable[date]) -> int | None:
    """Return the fewest days between two contacts of different days; None with fewer than two."""
    days = sorted(set(contacts))
    gaps = [(later - sooner).days for sooner, later in pairwise(days)]
    return min(gaps, default=None)


def is_too_often(contacts: Iterable[date], *, least: int) -> bool:
    """Say whether two contacts were nearer than the least gap (M2.4, M2.6)."""
    shortest = shortest_gap(contacts)
    return shortest is not None and shortest < least


def exceeds(contacts: Iterable[date], cadence: Cadence, today: date) -> bool:
    """Say whether the last period held more contacts than the rhythm asks for (M2.6)."""
    first = today - timedelta(days=cadence.per_days)
    return len({day for day in contacts if first < day <= today}) > cadence.count
