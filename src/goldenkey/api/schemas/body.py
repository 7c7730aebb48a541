"""The named groups of a committee over the API."""

from __future__ import annotations

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body, Versioned


class BodyOut(Schema):
    """A purchasing or evaluation committee: seats by id, by name."""

    id: int
    version: int
    kind: codes.Body
    name: str
    member_ids: list[int]
    members: list[str]


class BodyIn(Body):
    """A group and who sits on it, by seat."""

    kind: codes.Body
    name: str = Field(min_length=1, max_length=100)
    member_ids: list[int] = Field(default_factory=list, max_length=200)


class BodyChange(Versioned):
    """The name and the members of a group, as they shall be."""

    name: str = Field(min_length=1, max_length=100)
    member_ids: list[int] = Field(max_length=200)
