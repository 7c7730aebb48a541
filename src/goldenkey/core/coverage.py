"""Who on the customer's buying committee is covered, and who is not (M4.1).

The four dots on every card: end user, decision maker, purchaser, influencer, then whatever
other role the playbook requires. A recommender never covers a decider (M4.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from goldenkey.core.playbook import DOTS, STANDARD_ROLES, Role

if TYPE_CHECKING:
    from goldenkey.core.snapshot import Person, Snapshot

_KEY: Final = frozenset((*DOTS, "coach"))
State = Literal["met", "stale", "none", "against", "through"]


@dataclass(frozen=True, slots=True)
class RoleCover:
    """How far one role is covered, by which stakeholders, and when one of them was last met."""

    role: Role
    state: State
    people: tuple[int, ...]
    last_met_on: date | None

    @property
    def covered(self) -> bool:
        """A role is covered when met not long ago, or reached through others with a reason."""
        return self.state in ("met", "through")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The roles a playbook requires, in the order of the dots."""

    roles: tuple[RoleCover, ...]

    @property
    def covered(self) -> int:
        """How many of the required roles are covered."""
        return sum(r.covered for r in self.roles)

    @property
    def required(self) -> int:
        """How many roles the playbook requires."""
        return len(self.roles)

    @property
    def gaps(self) -> tuple[RoleCover, ...]:
        """The roles not covered."""
        return tuple(r for r in self.roles if not r.covered)


def cover(seen: Snapshot, *, confirmed_only: bool = False) -> Coverage:
    """Return the coverage of every required role (M4.1).

    met: a holder was met within the playbook's `fresh_days`; stale: met longer ago, or nobody
    knows when; none: never met; against: a holder opposes and none supports; through: a group
    reached through others, named and with a reason. With `confirmed_only` a stance that is only
    our belief counts as unknown.
    """
    required = (r for r in seen.playbook.roles if r.required)
    ordered = sorted(required, key=lambda r: STANDARD_ROLES.index(r.standard))
    return Coverage(tuple(cover_role(seen, r, confirmed_only=confirmed_only) for r in ordered))


def cover_role(seen: Snapshot, role: Role, *, confirmed_only: bool = False) -> RoleCover:
    """Return how far one role, required or not, is covered (M4.1)."""
    people = holders(seen.people, role)
    last = max((p.last_met_on for p in people if p.last_met_on), default=None)
    fresh_from = seen.today - timedelta(days=seen.playbook.fresh_days)
    state = _state(people, last=last, fresh_from=fresh_from, confirmed_only=confirmed_only)
    return RoleCover(role, state, tuple(p.id for p in people), last)


def holders(people: Sequence[Person], role: Role) -> tuple[Person, ...]:
    """Return who holds a role: the playbook's own, or the standard one it is named after."""
    return tuple(p for p in people if role.key in p.roles or role.key in p.standard)


def opposes(person: Person, *, confirmed_only: bool = False) -> bool:
    """Tell whether a person opposes; a believed stance is unknown where only confirmed counts."""
    return person.stance == "opponent" and (person.stance_confirmed or not confirmed_only)


def is_key(person: Person) -> bool:
    """Tell whether losing this person hurts: a role of the dots, our coach, or high influence."""
    return person.influence == "high" or bool(person.standard & _KEY)


def supports(person: Person, *, confirmed_only: bool = False) -> bool:
    """Tell whether a person supports; a believed stance is unknown as in `opposes`."""
    return person.stance == "supporter" and (person.stance_confirmed or not confirmed_only)


def _state(
    people: Sequence[Person], *, last: date | None, fresh_from: date, confirmed_only: bool
) -> State:
    if _against(people, confirmed_only=confirmed_only):
        return "against"
    if last is not None and last >= fresh_from:
        return "met"
    if any(_reached_through_others(p) for p in people):
        return "through"
    return "stale" if last is not None or any(p.met for p in people) else "none"


def _against(people: Sequence[Person], *, confirmed_only: bool) -> bool:
    opponent = any(opposes(p, confirmed_only=confirmed_only) for p in people)
    return opponent and not any(supports(p, confirmed_only=confirmed_only) for p in people)


def _reached_through_others(person: Person) -> bool:
    return person.reached_through and bool(person.name and person.reach_reason)
