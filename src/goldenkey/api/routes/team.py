"""Teams and colleagues over the API, for who manages them."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import team as teams
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.team import (
    PasswordOut,
    PersonOut,
    TeamIn,
    TeamNew,
    TeamOut,
    UserIn,
    UserNew,
)
from goldenkey.selectors import team as select

router = Router(tags=["company"])


@router.get("/teams", response=list[TeamOut])
@requires("user.manage")
def list_teams(request: Request) -> Any:
    """The tree of teams from the top down, with their people."""
    return select.tree(request.actor)


@router.post("/teams", response={201: TeamOut})
@requires("user.manage")
def create_team(request: Request, body: TeamNew) -> Any:
    """Add a team."""
    made = teams.create_team(request.actor, **body.model_dump())
    return 201, select.team(request.actor, made.pk)


@router.patch("/teams/{team_id}", response=TeamOut)
@requires("user.manage")
def edit_team(request: Request, team_id: int, body: TeamIn) -> Any:
    """Rename or move a team."""
    teams.edit_team(request.actor, team_id, **body.model_dump())
    return select.team(request.actor, team_id)


@router.post("/teams/{team_id}/users", response={201: PasswordOut})
@requires("user.manage")
def add_user(request: Request, team_id: int, body: UserNew) -> Any:
    """Add a colleague to a team with a temporary password, shown once."""
    made, password = teams.add_user(request.actor, team_id=team_id, **body.model_dump())
    return 201, {"id": made.pk, "username": made.username, "password": password}


@router.patch("/users/{user_id}", response=PersonOut)
@requires("user.manage")
def place_user(request: Request, user_id: int, body: UserIn) -> Any:
    """Give a colleague another team or role, or shut his sign-in."""
    fields = body.model_dump()
    teams.place_user(request.actor, user_id, **{**fields, "role": fields["role"] or ""})
    return select.person(request.actor, user_id)


@router.post("/users/{user_id}/password", response=PasswordOut)
@requires("user.manage")
def reset_password(request: Request, user_id: int) -> Any:
    """A new temporary password for who forgot his, shown once."""
    password = teams.reset_password(request.actor, user_id)
    found = select.person(request.actor, user_id)
    return {"id": found.id, "username": found.username, "password": password}
