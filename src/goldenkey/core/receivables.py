"""Receivables: when money is due, how late it is, and how old what is open (M7.2).

What a customer has given as a note or a cheque that has not cleared is no longer *overdue*: the
debt is answered, and reminding him again would be wrong. It is not *cash* either: it neither
collects the order nor earns commission, and is shown apart. A note that bounces opens its
receivable again, with the old due date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from goldenkey.core.money import Money

Bucket = Literal["not_due", "1_30", "31_60", "61_90", "over_90"]
BUCKETS: Final[tuple[Bucket, ...]] = ("not_due", "1_30", "31_60", "61_90", "over_90")
LAST_DAYS: Final[dict[Bucket, int | None]] = {
    "not_due": 0, "1_30": 30, "31_60": 60, "61_90": 90, "over_90": None,
}  # fmt: skip
"""The last day late that still belongs to each bucket."""


@dataclass(frozen=True, slots=True)
class Open:
    """What is still open of a receivable."""

    due_on: date
    open: Money


@dataclass(frozen=True, slots=True)
class Span:
    """The due dates of a bucket on a day: from (None: for ever back) until, both included."""

    bucket: Bucket
    first: date | None
    last: date | None


def due_on(triggered_on: date, credit_days: int) -> date:
    """Return the day money is due: the trigger's day and so many calendar days, working or not."""
    return triggered_on + timedelta(days=credit_days)


def days_late(due: date, today: date) -> int:
    """Return whole days past the due date; on the day itself it is not late."""
    return max(0, (today - due).days)


def bucket(due: date, today: date) -> Bucket:
    """Return the ageing bucket of money due on a day."""
    late = days_late(due, today)
    return next(b for b in BUCKETS if (end := LAST_DAYS[b]) is None or late <= end)


def spans(today: date) -> tuple[Span, ...]:
    """Return each bucket as a span of due dates, for a database to sum by."""
    found: list[Span] = []
    last: date | None = None
    for name in BUCKETS:
        end = LAST_DAYS[name]
        first = None if end is None else today - timedelta(days=end)
        found.append(Span(name, first, last))
        last = first - timedelta(days=1) if first else None
    return tuple(found)


def age(lines: Iterable[Open], today: date, currency: str) -> dict[Bucket, Money]:
    """Return what is open by age; the buckets sum to all that is open, in one currency."""
    sums = dict.fromkeys(BUCKETS, Money(0, currency))
    for line in lines:
        place = bucket(line.due_on, today)
        sums[place] += line.open
    return sums


def in_proportion(whole: int, part_of: int, part: int) -> int:
    """Return `whole` × part / part_of, rounded half up: the organisation's amount of what is open.

    Exact at both ends: nothing of it is 0, all of it is the whole.
    """
    return (2 * whole * part + part_of) // (2 * part_of) if part_of else 0
