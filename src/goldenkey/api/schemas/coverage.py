"""Coverage, order of approach and messages of a committee over the API."""

from __future__ import annotations

from datetime import date

from ninja import Schema


class HolderOut(Schema):
    """Who holds a role, when he was last met, by whom, with what result."""

    seat_id: int
    name: str
    power: str
    last_met_on: date | None
    met_by: str
    outcome: str
    reached_through: str


class RoleRowOut(Schema):
    """A role and how far it is covered; `only_recommends`: met nobody who may decide."""

    key: str
    name: str
    standard: str
    required: bool
    state: str
    people: list[HolderOut]
    only_recommends: bool


class MessageOut(Schema):
    """What somebody wants to hear in his role."""

    role: str
    say: str
    points: list[str]


class NextOut(Schema):
    """Somebody to see; `way` are names, each introducing the next, ending with himself."""

    place: int
    seat_id: int
    contact_id: int | None
    name: str
    title: str
    access: str
    power: str
    last_met_on: date | None
    way: list[str]
    introduces: list[str]
    messages: list[MessageOut]


class CoverageOut(Schema):
    """The committee of one opportunity as work to do."""

    id: int
    name: str
    covered: int
    required: int
    roles: list[RoleRowOut]
    order: list[NextOut]
