"""The committee's map over the API: people, empty chairs, lines, relations, places."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.body import BodyOut
from goldenkey.api.schemas.common import Body
from goldenkey.api.schemas.room import SeatOut

LinkKind = Literal["influences", "conflicts"]
Known = Literal["none", "acquainted", "working", "trusted"]


class ChairOut(Schema):
    """A role nobody was found for yet."""

    key: str
    name: str


class MapLineOut(Schema):
    """A line between two seats; `id` is 0 for reports, which are part of a seat."""

    id: int
    kind: Literal["reports", "influences", "conflicts"]
    from_id: int
    to_id: int


class RelationOut(Schema):
    """How well one of us knows one of theirs; empty codes where nothing was said."""

    stakeholder_id: int
    user_id: int
    now: str
    target: str
    looks_after: bool


class MapOut(Schema):
    """The committee of one opportunity; `places` are [x, y] by node, as they were arranged."""

    id: int
    name: str
    seats: list[SeatOut]
    chairs: list[ChairOut]
    lines: list[MapLineOut]
    relations: list[RelationOut]
    places: dict[str, list[int]]
    bodies: list[BodyOut]

    @staticmethod
    def resolve_relations(found: Any) -> list[RelationOut]:
        """The matrix as rows."""
        return [
            RelationOut(
                stakeholder_id=seat_id, user_id=one.user_id, now=one.now, target=one.target,
                looks_after=one.looks_after,
            )
            for seat_id, row in found.relations.items()
            for one in row.values()
        ]  # fmt: skip

    @staticmethod
    def resolve_places(found: Any) -> dict[str, list[int]]:
        """Places as JSON has them."""
        return {node: list(at) for node, at in found.places.items()}


class LinkIn(Body):
    """A line between two seats of one committee."""

    from_id: int
    to_id: int
    kind: LinkKind


class RelationIn(Body):
    """How well they know each other now, and where that should come to."""

    now: Known
    target: Known | Literal[""] = ""


class MapPlacesIn(Body):
    """Where nodes were put: [x, y] by node, `seat-12` or `chair-purchaser`."""

    places: dict[str, list[int]] = Field(max_length=500)
