"""Who of the committee was met and what came of it, whom to see next, and what each wants to hear.

Coverage role by role (M4.1, M4.6), the order of approach with the way through the map (M4.8), and
the four-pronged messages of the playbook (M4.4, M5.7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from goldenkey.core import approach, coverage
from goldenkey.core.playbook import STANDARD_ROLES, Playbook, Role
from goldenkey.core.snapshot import Person, Snapshot
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import map as maps
from goldenkey.selectors import met, playbook, room_parts, seats, snapshots


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a role: what he may do, when he was last met, by whom, with what result."""

    seat_id: int
    name: str
    power: str
    last_met_on: date | None
    met_by: str
    outcome: str
    reached_through: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role of the playbook: how far it is covered, and by whom."""

    key: str
    name: str
    standard: str
    required: bool
    state: str
    people: tuple[Holder, ...]
    only_recommends: bool
    """Whether only people are met who may not decide, where somebody has to (M4.6)."""


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wants to hear in his role: the gist, the points, what to dwell on."""

    role: str
    say: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """Somebody to see: his place in the order, the way to him, what he wants to hear."""

    place: int
    seat_id: int
    contact_id: int | None
    name: str
    title: str
    access: str
    power: str
    last_met_on: date | None
    way: tuple[str, ...]
    """Names of those who introduce, one the next, ending with himself; empty where none leads."""

    introduces: tuple[str, ...]
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The committee of one opportunity as work to do."""

    id: int
    name: str
    account_id: int
    account: str
    covered: int
    required: int
    roles: tuple[RoleRow, ...]
    order: tuple[Next, ...]
    may_edit: bool
    may_log: bool


def of_opportunity(actor: Actor, opportunity_id: int) -> Coverage:
    """The coverage of one committee; NotFound out of scope."""
    row = maps.visible_opportunity(actor, opportunity_id)
    held = snapshots.Parts(actor, [row])
    full = held.snapshot(row)
    shown = actor.may("stakeholder.stance", row, kind="opportunity")
    seen = _with_links(actor, full if shown else room_parts.without_stances(full))
    cover = coverage.cover(seen)
    return Coverage(
        id=row.pk,
        name=row.name,
        account_id=row.account_id,
        account=row.account.name,
        covered=cover.covered,
        required=cover.required,
        roles=_roles(seen, held.activities[row.pk], held.stakeholders[row.pk], actor.language),
        order=_order(seen, held.stakeholders[row.pk], actor.language),
        may_edit=actor.may("stakeholder.edit", row, kind="opportunity"),
        may_log=actor.may("activity.log", row, kind="opportunity"),
    )


def messages(actor: Actor, opportunity_id: int) -> dict[int, tuple[Message, ...]]:
    """What each person of a committee wants to hear, by contact (M4.4, M5.7)."""
    row = maps.visible_opportunity(actor, opportunity_id)
    book = playbook.compiled(row.playbook_version_id)
    stakes = seats.of_opportunities([row.pk])[row.pk]
    told = {s.contact_id: said_to(book, s.roles, actor.language) for s in stakes if s.contact_id}
    return {pk: said for pk, said in told.items() if said}


def said_to(book: Playbook, role_keys: Sequence[str], say: str) -> tuple[Message, ...]:
    """The messages for the roles somebody holds: the playbook's own, else the standard one's."""
    known = {one.role: one for one in book.guidance.messages}
    by_standard = {r.standard: known[r.key] for r in book.roles if r.key in known}
    found = []
    for role in (r for r in map(book.role, role_keys) if r):
        one = known.get(role.key) or by_standard.get(role.standard)
        if one is not None:
            points = tuple(p.say(say) for p in one.points)
            found.append(Message(role.name.say(say), one.say.say(say), points))
    return tuple(found)


def _with_links(actor: Actor, seen: Snapshot) -> Snapshot:
    """The same committee, each person with those he influences: he can take us there."""
    rows = scope.visible(actor, m.SeatLink).filter(
        opportunity=seen.opportunity_id, kind="influences"
    )
    led: dict[int, list[int]] = {}
    for giver, taker in rows.values_list("from_seat_id", "to_seat_id"):
        led.setdefault(giver, []).append(taker)
    people = tuple(replace(p, introduces=tuple(led.get(p.id, ()))) for p in seen.people)
    return replace(seen, people=people)


def _roles(
    seen: Snapshot, contacts: Sequence[met.Met], stakes: Sequence[seats.SeatRow], say: str
) -> tuple[RoleRow, ...]:
    held = {s.pk: s for s in stakes}
    last = _last_met(contacts, stakes)
    roles = sorted(
        seen.playbook.roles, key=lambda r: (not r.required, STANDARD_ROLES.index(r.standard))
    )
    rows = (_role(seen, role, held, last, say) for role in roles)
    return tuple(row for row in rows if row.required or row.people)


def _role(
    seen: Snapshot, role: Role, held: Mapping[int, seats.SeatRow], last: Mapping[int, met.Met],
    say: str,
) -> RoleRow:  # fmt: skip
    found = coverage.cover_role(seen, role)
    people = tuple(_holder(held[pk], last.get(pk)) for pk in found.people)
    powers = {p.power for p in people if p.last_met_on}
    return RoleRow(
        role.key, role.name.say(say), role.standard, role.required, found.state, people,
        role.standard == "decision_maker" and bool(powers) and powers == {"recommends"},
    )  # fmt: skip


def _holder(seat: seats.SeatRow, last: met.Met | None) -> Holder:
    return Holder(
        seat.pk, seat.name, seat.power, last.on if last else seat.last_met_on,
        last.by if last else "", last.outcome if last else "", seat.reached_through,
    )  # fmt: skip


def _last_met(contacts: Sequence[met.Met], stakes: Sequence[seats.SeatRow]) -> dict[int, met.Met]:
    """The latest contact with each seat; contacts come latest first."""
    seat_of = {s.contact_id: s.pk for s in stakes if s.contact_id}
    found: dict[int, met.Met] = {}
    for one in contacts:
        for pk in one.contact_ids:
            if pk in seat_of:
                found.setdefault(seat_of[pk], one)
    return found


def _order(seen: Snapshot, stakes: Sequence[seats.SeatRow], say: str) -> tuple[Next, ...]:
    held = {s.pk: s for s in stakes}
    people = {p.id: p for p in seen.people}
    steps = approach.order(seen.people)
    return tuple(
        _next(place, people[step.person], held[step.person], step, people, seen.playbook, say)
        for place, step in enumerate(steps, start=1)
    )


def _next(
    place: int, person: Person, seat: seats.SeatRow, step: approach.Approach,
    people: Mapping[int, Person], book: Playbook, say: str,
) -> Next:  # fmt: skip
    way = () if person.met else approach.path(tuple(people.values()), person)
    return Next(
        place, person.id, person.contact_id, person.name, person.title, person.access, seat.power,
        person.last_met_on, tuple(people[pk].name for pk in way),
        tuple(people[pk].name for pk in step.introduces), said_to(book, seat.roles, say),
    )  # fmt: skip
