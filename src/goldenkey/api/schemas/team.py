"""Teams and colleagues as the API shows and takes them, for who manages them."""

from __future__ import annotations

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body


class PersonOut(Schema):
    """Somebody who can sign in, or could."""

    id: int
    username: str
    name: str
    role: str
    team_id: int | None
    team: str
    is_active: bool
    password_is_temporary: bool


class TeamOut(Schema):
    """A team of the tree, with its people."""

    id: int
    name: str
    parent_id: int | None
    depth: int
    people: list[PersonOut]


class TeamNew(Body):
    """A new team, below another or on top."""

    name: str = Field(max_length=100)
    parent_id: int | None = None


class TeamIn(Body):
    """Another name or place; `on_top` takes it from below any team."""

    name: str | None = Field(None, max_length=100)
    parent_id: int | None = None
    on_top: bool = False


class UserNew(Body):
    """A new colleague; the answer holds a temporary password, once."""

    username: str = Field(max_length=64)
    name: str = Field(max_length=100)
    role: codes.Role = "rep"
    language: codes.Language = "zh-hant"


class UserIn(Body):
    """Another team or role, or the sign-in shut; records go along unless told otherwise."""

    team_id: int | None = None
    role: codes.Role | None = None
    is_active: bool | None = None
    take_along: bool = True


class PasswordOut(Schema):
    """A temporary password, shown once."""

    id: int
    username: str
    password: str
