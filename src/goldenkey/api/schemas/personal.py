"""A person's data over the API: handed over, and erased."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import Body


class KeptOut(Schema):
    """What stays after erasing: rows without the name, and files somebody must look into."""

    gifts: int
    contracts: int
    facts: int
    activities: int
    files: list[str]
    imports: list[str]


class PersonalDataOut(Schema):
    """All that is kept about a person; `hidden` names the fields the reader may not see."""

    contact_id: int
    name: str
    is_erased: bool
    hidden: list[str]
    sections: dict[str, list[dict[str, Any]]]
    kept: KeptOut


class ErasureIn(Body):
    """Erasing is confirmed by the person's name; the reason says who asked for it, and when."""

    confirm_name: str = Field(max_length=100)
    reason: str = Field(max_length=300)
