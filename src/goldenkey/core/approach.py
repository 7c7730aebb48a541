"""Easy first: whom to approach before whom, and who can introduce whom (M4.8)."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from goldenkey.core.snapshot import Person

_ACCESS: Final = {"easy": 0, "medium": 1, "hard": 2, "unknown": 3}


@dataclass(frozen=True, slots=True)
class Approach:
    """One step of the order of approach: a stakeholder and those he can introduce."""

    person: int
    introduces: tuple[int, ...]


def order(people: Sequence[Person]) -> tuple[Approach, ...]:
    """Return the customer's people, easiest first, each with whom he can introduce (M4.8)."""
    theirs = [p for p in people if _approachable(p)]
    return tuple(
        Approach(p.id, tuple(t.id for t in easiest(theirs) if t is not p and _near(p, t)))
        for p in easiest(theirs)
    )


def path(people: Sequence[Person], target: Person) -> tuple[int, ...]:
    """Return the easiest way to a person through those who can introduce the next (M4.8).

    From somebody we have met, else from whom we can meet easily, each introducing the next one;
    an opponent only where no way leads past him. Empty where no way is known.
    """
    there = {p.id: p for p in people if _approachable(p)}
    if target.id not in there:
        return ()
    starts = [p for p in there.values() if p.met] or [
        p for p in there.values() if p.access == "easy"
    ]
    todo: list[tuple[int, tuple[int, ...]]] = [(_toll(p), (p.id,)) for p in starts]
    heapq.heapify(todo)
    seen: set[int] = set()
    while todo:
        cost, way = heapq.heappop(todo)
        if way[-1] == target.id:
            return way
        if way[-1] in seen:
            continue
        seen.add(way[-1])
        for other in there.values():
            if other.id not in seen and _near(there[way[-1]], other):
                heapq.heappush(todo, (cost + 1 + _toll(other), (*way, other.id)))
    return ()


def easiest(people: Iterable[Person]) -> tuple[Person, ...]:
    """Return people by access, easiest first; unknown access last; those met before the others."""
    return tuple(sorted(people, key=_ease))


def introducer(people: Sequence[Person], targets: Sequence[Person]) -> Person | None:
    """Return the easiest person who can take us to one of `targets` (M4.8), None without any.

    Near is who introduces, reports to, leads or sits beside a target; an opponent only when
    nobody else is near. Without a target known, the easiest person we have met can name one.
    """
    others = [p for p in people if _approachable(p) and p not in targets]
    if targets:
        near = [p for p in others if any(_near(p, t) for t in targets)]
    else:
        near = [p for p in others if p.met]
    return min(near, key=lambda p: (p.stance == "opponent", *_ease(p)), default=None)


def _approachable(person: Person) -> bool:
    return not person.ours and not person.reached_through


def _near(person: Person, target: Person) -> bool:
    beside = person.reports_to is not None and person.reports_to == target.reports_to
    linked = person.reports_to == target.id or target.reports_to == person.id
    return target.id in person.introduces or linked or beside


def _toll(person: Person) -> int:
    """What it costs to go by somebody: hard doors a little, opponents much."""
    return _ACCESS[person.access] + (100 if person.stance == "opponent" else 0)


def _ease(person: Person) -> tuple[int, bool, int]:
    return _ACCESS[person.access], not person.met, person.id
