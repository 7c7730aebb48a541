"""Whether warnings tell what will be lost: each rule's record on own closed opportunities.

A rule told of a case when it stood open on the day two weeks before the end: early enough to act,
and not closed by then. Precision is the part of the cases told of that were lost; recall the part
of the losses that were told of. (Precision and recall as in C. J. van Rijsbergen, Information
Retrieval, 2nd ed. 1979, ch. 7.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

AHEAD: Final = timedelta(days=14)
"""How long before the end a warning must stand to be of use."""

LEAST_CASES: Final = 20
"""No rate is shown of fewer cases."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A warning as it stood: opened, and closed unless it stood to the end."""

    rule: str
    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A closed opportunity: lost or won, on which day, and the warnings it had."""

    lost: bool
    ended_on: date
    stood: tuple[Stood, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What one rule told: cases lost and won in all, and those of them it stood open before."""

    rule: str
    lost: int
    won: int
    told_lost: int
    told_won: int

    @property
    def told(self) -> int:
        """How many cases it told of."""
        return self.told_lost + self.told_won

    @property
    def precision(self) -> float | None:
        """Of the cases told of, the part that was lost; None below `LEAST_CASES`."""
        return _rate(self.told_lost, self.told)

    @property
    def recall(self) -> float | None:
        """Of the losses, the part told of; None below `LEAST_CASES`."""
        return _rate(self.told_lost, self.lost)

    @property
    def base(self) -> float | None:
        """The part of all cases that was lost: what one knows without any rule."""
        return _rate(self.lost, self.lost + self.won)

    @property
    def useless(self) -> bool:
        """Tell whether it warned of enough cases and these were lost no more often than all."""
        precision, base = self.precision, self.base
        return precision is not None and base is not None and precision <= base


def before_end(stood: Stood, ended_on: date) -> bool:
    """Tell whether a warning stood open on the day `AHEAD` of the end."""
    day = ended_on - AHEAD
    return stood.opened_on <= day and (stood.closed_on is None or stood.closed_on > day)


def records(cases: Sequence[Case], rules: Iterable[str] = ()) -> tuple[Record, ...]:
    """Return each rule's record, those that tell most losses first; `rules` may have none yet."""
    lost = sum(case.lost for case in cases)
    told: dict[str, list[int]] = {rule: [0, 0] for rule in rules}
    for case in cases:
        for rule in {s.rule for s in case.stood}:
            told.setdefault(rule, [0, 0])
        for rule in {s.rule for s in case.stood if before_end(s, case.ended_on)}:
            told[rule][0 if case.lost else 1] += 1
    found = (_record(rule, lost, len(cases) - lost, counts) for rule, counts in told.items())
    return tuple(sorted(found, key=lambda r: (-r.told_lost, r.told_won, r.rule)))


def _record(rule: str, lost: int, won: int, counts: Sequence[int]) -> Record:
    return Record(rule, lost, won, counts[0], counts[1])


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole >= LEAST_CASES else None


def visible(stood: Iterable[Stood], ended_on: date) -> Mapping[str, date]:
    """Return the rules that stood open ahead of the end, and since when."""
    found: dict[str, date] = {}
    for one in stood:
        if before_end(one, ended_on):
            found[one.rule] = min(one.opened_on, found.get(one.rule, one.opened_on))
    return found
