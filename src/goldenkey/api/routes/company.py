"""What belongs to the company over the API: search, playbooks, colleagues."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Router
from pydantic import Field

from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.company import HitOut, PlaybookOut, PlaybookRowOut, UserOut
from goldenkey.selectors import playbook as playbooks
from goldenkey.selectors import search, user

router = Router(tags=["company"])
Limit = Annotated[int, Field(ge=1, le=50)]


@router.get("/search", response=list[HitOut])
@requires("search.read")
def find(request: Request, q: str, kind: str = "", limit: Limit = 20) -> Any:
    """Records in scope whose names match, in either script or by pinyin (M9.1)."""
    kinds = tuple(k for k in search.KINDS if not kind or k == kind)
    return search.find(request.actor, q, kinds=kinds, limit=limit)


@router.get("/playbooks", response=list[PlaybookRowOut])
@requires("playbook.read")
def list_playbooks(request: Request) -> Any:
    """The published playbooks."""
    return playbooks.published(request.actor)


@router.get("/playbooks/schema", response=dict[str, Any])
@requires("playbook.read")
def playbook_schema(request: Request) -> Any:
    """The JSON Schema (2020-12) of a playbook file."""
    return playbooks.file_schema(request.actor)


@router.get("/playbooks/{key}", response=PlaybookOut)
@requires("playbook.read")
def read_playbook(request: Request, key: str) -> Any:
    """A published playbook with its file."""
    return playbooks.published_file(request.actor, key)


@router.get("/users", response=list[UserOut])
@requires("user.read")
def list_users(request: Request) -> Any:
    """Colleagues a record can be given to."""
    return user.colleagues(request.actor)
