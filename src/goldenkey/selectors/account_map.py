"""The people of a customer over all its opportunities: one node a person (M4.5).

Only opportunities in the actor's scope are in it, and stances only of those where he may see them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook, seats
from goldenkey.selectors.map import REPORTS, Line

MOST = 60
"""Opportunities on one picture, the newest first."""


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody is in one opportunity; `stance` is None where it is hidden."""

    opportunity_id: int
    opportunity: str
    roles: tuple[str, ...]
    stance: str | None
    stance_confirmed: bool
    influence: str
    live: bool


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the customer, or a group or outsider, over all its opportunities."""

    id: int
    contact_id: int | None
    name: str
    title: str
    influence: str
    last_met_on: date | None
    parts: tuple[Part, ...]

    @property
    def stances(self) -> tuple[str, ...]:
        """Where he is known to stand, each once."""
        known = (p.stance for p in self.parts if p.stance not in (None, "unknown"))
        return tuple(dict.fromkeys(s for s in known if s is not None))

    @property
    def in_conflict(self) -> bool:
        """Whether he is for us in one opportunity and against us in another."""
        return {"supporter", "opponent"} <= set(self.stances)


@dataclass(frozen=True, slots=True)
class AccountMap:
    """Everybody at a customer, and who reports to whom, influences whom, is at odds with whom."""

    id: int
    name: str
    people: tuple[Somebody, ...]
    lines: tuple[Line, ...]
    opportunities: tuple[tuple[int, str], ...]
    closed_too: bool
    hides_stances: bool


def account_map(actor: Actor, account_id: int, *, closed_too: bool = False) -> AccountMap:
    """The merged committees of one customer; NotFound out of scope."""
    actor.require("account.read")
    account = scope.get(actor, m.Account, account_id)
    rows = _opportunities(actor, account_id, closed_too=closed_too)
    open_to = {row.pk for row in rows if actor.may("stakeholder.stance", row, kind="opportunity")}
    held = seats.of_opportunities([row.pk for row in rows])
    found = _people(rows, held, open_to, actor.language)
    node_of = {seat: one.id for one, own in found for seat in own}
    return AccountMap(
        id=account.pk,
        name=account.name,
        people=tuple(one for one, _own in found),
        lines=_lines(actor, held, node_of),
        opportunities=tuple((row.pk, row.name) for row in rows),
        closed_too=closed_too,
        hides_stances=len(open_to) < len(rows),
    )


def _opportunities(
    actor: Actor, account_id: int, *, closed_too: bool
) -> list[m.Opportunity]:  # fmt: skip
    actor.require("opportunity.read")
    rows = scope.visible(actor, m.Opportunity).filter(account=account_id)
    rows = rows if closed_too else rows.filter(live=True)
    return list(rows.order_by("-live", "-pk")[:MOST])


_Found = tuple[Somebody, tuple[int, ...]]
_WEIGHT = {"high": 0, "medium": 1, "low": 2, "unknown": 3}


def _people(
    rows: Sequence[m.Opportunity], held: Mapping[int, Sequence[seats.SeatRow]],
    open_to: set[int], say: str,
) -> list[_Found]:  # fmt: skip
    """One node a contact, a user or a group's name, each with the seats it stands for."""
    groups: dict[tuple[str, int | str], list[tuple[m.Opportunity, seats.SeatRow]]]
    groups = defaultdict(list)
    for row in rows:
        for seat in held[row.pk]:
            groups[_who(seat)].append((row, seat))
    found = [_somebody(own, open_to, say) for own in groups.values()]
    return sorted(found, key=lambda one: (_WEIGHT.get(one[0].influence, 3), one[0].id))


def _who(seat: seats.SeatRow) -> tuple[str, int | str]:
    if seat.contact_id:
        return "contact", seat.contact_id
    return ("user", seat.user_id) if seat.user_id else ("group", seat.group_name)


def _somebody(
    own: Sequence[tuple[m.Opportunity, seats.SeatRow]], open_to: set[int], say: str
) -> _Found:
    first = own[0][1]
    parts = tuple(_part(row, seat, row.pk in open_to, say) for row, seat in own)
    influence = min((p.influence for p in parts), key=lambda i: _WEIGHT.get(i, 3))
    met = max((s.last_met_on for _row, s in own if s.last_met_on), default=None)
    one = Somebody(
        first.pk, first.contact_id, first.name, first.contact_title or "", influence, met, parts
    )
    return one, tuple(seat.pk for _row, seat in own)


def _part(row: m.Opportunity, seat: seats.SeatRow, may_see: bool, say: str) -> Part:
    book = playbook.compiled(row.playbook_version_id)
    roles = tuple(r.name.say(say) for r in map(book.role, seat.roles) if r)
    return Part(
        row.pk, row.name, roles, seat.stance if may_see else None,
        seat.stance_confirmed and may_see, seat.influence, row.live,
    )  # fmt: skip


def _lines(
    actor: Actor, held: Mapping[int, Sequence[seats.SeatRow]], node_of: Mapping[int, int]
) -> tuple[Line, ...]:
    """Every line once, however many committees have it; a contradiction is drawn both ways."""
    found: dict[tuple[str, int, int], Line] = {}
    reports = [
        (0, REPORTS, seat.pk, seat.reports_to_id)
        for own in held.values() for seat in own if seat.reports_to_id
    ]  # fmt: skip
    rows = scope.visible(actor, m.SeatLink).filter(opportunity__in=list(held)).order_by("pk")
    drawn = list(rows.values_list("id", "kind", "from_seat_id", "to_seat_id"))
    for _pk, kind, giver, taker in [*reports, *drawn]:
        ends = node_of.get(giver or 0), node_of.get(taker or 0)
        if ends[0] and ends[1] and ends[0] != ends[1]:
            found.setdefault((kind, ends[0], ends[1]), Line(0, kind, ends[0], ends[1]))
    return tuple(found.values())
