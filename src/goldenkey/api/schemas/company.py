"""What belongs to the company: search hits, playbooks, colleagues, members, the audit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Schema

from goldenkey.api.schemas import codes
from goldenkey.api.schemas.common import Body


class HitOut(Schema):
    """A record found."""

    kind: str
    id: int
    title: str
    subtitle: str


class PlaybookRowOut(Schema):
    """A published playbook."""

    key: str
    number: int
    name: str


class PlaybookOut(PlaybookRowOut):
    """A published playbook with its file."""

    source: str


class UserOut(Schema):
    """A colleague."""

    id: int
    username: str
    name: str
    role: str
    team: str


class MemberIn(Body):
    """Somebody else who is to work on a record."""

    user_id: int
    part: codes.Part = "member"


class MemberOut(Schema):
    """Somebody else who works on a record."""

    id: int
    user_id: int
    name: str
    part: str


class EntryOut(Schema):
    """One action on a record: who, when, what, and which columns changed.

    Each column has its value before and after where the audit may keep them; of words it is only
    known that they changed, and the list is empty.
    """

    id: int
    at: datetime
    by: str
    action: str
    fields: dict[str, list[Any]]

    @staticmethod
    def resolve_fields(found: Any) -> dict[str, list[Any]]:
        """The changed columns by name."""
        return {name: list(kept) for name, kept in found.fields}
