"""The committee's map: people, empty chairs, lines, our relations with each, kept places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from goldenkey.core import coverage
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import body as bodies
from goldenkey.selectors import room_parts as parts
from goldenkey.selectors import snapshots
from goldenkey.selectors.body import Body
from goldenkey.selectors.room_shapes import EmptyChair, Seat

REPORTS = "reports"
_RIGHTS = ("stakeholder.edit", "stakeholder.stance")
_Row = tuple[int, int, str, str, str]
_Link = tuple[int, str, int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two seats: reports, influences or conflicts; `id` is 0 for who reports."""

    id: int
    kind: str
    from_id: int
    to_id: int


@dataclass(frozen=True, slots=True)
class Ours:
    """One of us with a column in the matrix."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How well one of us knows one of theirs; `looks_after` where nothing else may be known."""

    user_id: int
    now: str
    target: str
    looks_after: bool


@dataclass(frozen=True, slots=True)
class Map:
    """The committee of one opportunity, ready to be drawn; hidden stances are None."""

    id: int
    name: str
    account_id: int
    account: str
    seats: tuple[Seat, ...]
    chairs: tuple[EmptyChair, ...]
    lines: tuple[Line, ...]
    ours: tuple[Ours, ...]
    relations: dict[int, dict[int, Relation]]
    places: dict[str, tuple[int, int]]
    may_edit: bool
    may_see_stances: bool
    bodies: tuple[Body, ...] = ()


def committee_map(actor: Actor, opportunity_id: int) -> Map:
    """The map of one opportunity; NotFound out of scope."""
    actor.require("opportunity.read")
    row = _row(actor, opportunity_id)
    held = snapshots.Parts(actor, [row])
    seen, stakes = held.snapshot(row), held.stakeholders[row.pk]
    may = {r: actor.may(r, row, kind="opportunity") for r in _RIGHTS}
    shown = seen if may["stakeholder.stance"] else parts.without_stances(seen)
    hide = frozenset({"interests"}) | (frozenset() if shown is seen else frozenset({"stance"}))
    seats = parts.seats(stakes, shown, actor.language, hide=hide)
    known, links = _between(actor, row.pk)
    return Map(
        id=row.pk,
        name=row.name,
        account_id=row.account_id,
        account=row.account.name,
        seats=seats,
        chairs=parts.empty_chairs(shown, coverage.cover(shown), actor.language),
        lines=_reports(seats) + _links(links, {s.id for s in seats}),
        ours=_ours(seats, known, row.owner),
        relations=_by_pair(seats, known),
        places=_places(row),
        may_edit=may["stakeholder.edit"],
        may_see_stances=may["stakeholder.stance"],
        bodies=bodies.of_opportunity(actor, row.pk),
    )


def visible_opportunity(actor: Actor, opportunity_id: int) -> m.Opportunity:
    """The opportunity whose committee is asked for; NotFound out of scope."""
    actor.require("opportunity.read")
    return _row(actor, opportunity_id)


def _row(actor: Actor, pk: int) -> m.Opportunity:
    rows = scope.visible(actor, m.Opportunity).select_related("account", "owner", "map")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("opportunity")
    return found


def _between(actor: Actor, pk: int) -> tuple[list[_Row], list[_Link]]:
    """Who of us knows whom, and the lines between seats: small, and read in one statement."""
    known = scope.visible(actor, m.SeatRelation).filter(
        stakeholder__opportunity=pk, stakeholder__archived_at=None
    )
    lines = scope.visible(actor, m.SeatLink).filter(opportunity=pk)
    nothing = Value("", CharField())
    found = sorted(
        _columns(known, "known", "stakeholder_id", "user_id", F("user__name"), "now", F("target"))
        .union(_columns(lines, "line", "from_seat_id", "to_seat_id", nothing, "kind", nothing),
               all=True)
    )  # fmt: skip
    return (
        [one[2:] for one in found if one[0] == "known"],
        [(one[1], one[5], one[2], one[3]) for one in found if one[0] == "line"],
    )


def _columns(
    rows: QuerySet[Any], what: str, one: str, other: str, name: Any, kind: str, target: Any
) -> QuerySet[Any, Any]:
    """The same columns of both tables."""
    named = {"b_what": Value(what, CharField()), "b_name": name, "b_target": target}
    found: QuerySet[Any, Any] = rows.order_by().annotate(
        **named, b_id=F("pk"), b_one=F(one), b_other=F(other), b_kind=F(kind)
    )
    return found.values_list("b_what", "b_id", "b_one", "b_other", "b_name", "b_kind", "b_target")


def _reports(seats: tuple[Seat, ...]) -> tuple[Line, ...]:
    there = {s.id for s in seats}
    return tuple(Line(0, REPORTS, s.id, s.reports_to_id) for s in seats if s.reports_to_id in there)


def _links(drawn: list[_Link], there: set[int]) -> tuple[Line, ...]:
    return tuple(Line(*one) for one in drawn if {one[2], one[3]} <= there)


def _ours(seats: tuple[Seat, ...], known: list[_Row], owner: m.User) -> tuple[Ours, ...]:
    """The owner first, then who looks after somebody, then who knows somebody."""
    people = {owner.pk: owner.name}
    people |= {s.our_user_id: s.our_person for s in seats if s.our_user_id}
    people |= {user_id: name for _seat, user_id, name, _now, _target in known}
    return tuple(Ours(pk, name) for pk, name in people.items())


def _by_pair(seats: tuple[Seat, ...], known: list[_Row]) -> dict[int, dict[int, Relation]]:
    """Relations by seat and by user; who looks after somebody is there also without a word."""
    keeper = {s.id: s.our_user_id for s in seats}
    found: dict[int, dict[int, Relation]] = {s.id: {} for s in seats}
    for seat_id, user_id in keeper.items():
        if user_id:
            found[seat_id][user_id] = Relation(user_id, "", "", looks_after=True)
    for seat_id, user_id, _name, now, target in known:
        looks_after = keeper.get(seat_id) == user_id
        found.setdefault(seat_id, {})[user_id] = Relation(user_id, now, target, looks_after)
    return found


def _places(row: m.Opportunity) -> dict[str, tuple[int, int]]:
    kept = getattr(row, "map", None)  # fetched with the row, absent where nobody arranged it
    return {node: (at[0], at[1]) for node, at in kept.places.items()} if kept else {}
