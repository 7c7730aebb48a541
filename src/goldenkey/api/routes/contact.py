"""Contacts over the API: people at the customers', where they work and worked."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import contact as contacts
from goldenkey.actions import contact_merge
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.common import Made, given
from goldenkey.api.schemas.contact import (
    ContactChange,
    ContactNew,
    ContactOut,
    MergeIn,
    PositionIn,
)
from goldenkey.selectors import contact as select

router = Router(tags=["contacts"])


@router.post("/accounts/{account_id}/contacts", response={201: ContactOut})
@requires("contact.create")
def create_contact(request: Request, account_id: int, body: ContactNew) -> Any:
    """Add a person at a customer."""
    made = contacts.create_contact(request.actor, account_id, **given(body))
    return 201, select.show(request.actor, made.pk)


@router.get("/contacts/{contact_id}", response=ContactOut)
@requires("contact.read")
def read_contact(request: Request, contact_id: int) -> Any:
    """One person: posts, part in our opportunities, contacts; personal data by its own right."""
    return select.show(request.actor, contact_id)


@router.patch("/contacts/{contact_id}", response=ContactOut)
@requires("contact.edit")
def change_contact(request: Request, contact_id: int, body: ContactChange) -> Any:
    """Change a person; 409 when somebody else changed him since `version`."""
    contacts.edit_contact(request.actor, contact_id, **given(body))
    return select.show(request.actor, contact_id)


@router.post("/contacts/{contact_id}/merge", response=ContactOut)
@requires("contact.merge")
def merge_contact(request: Request, contact_id: int, body: MergeIn) -> Any:
    """Make another entry of the same person part of this one; it leads here afterwards."""
    contact_merge.merge(request.actor, contact_id, **body.model_dump())
    return select.show(request.actor, contact_id)


@router.delete("/contacts/{contact_id}", response={204: None})
@requires("contact.edit")
def archive_contact(request: Request, contact_id: int, version: int) -> Any:
    """Put a person away (archived, not deleted)."""
    contacts.archive_contact(request.actor, contact_id, version=version)
    return 204, None


@router.post("/contacts/{contact_id}/restoration", response=ContactOut)
@requires("contact.edit")
def restore_contact(request: Request, contact_id: int) -> Any:
    """Take a person back that was put away."""
    contacts.restore_contact(request.actor, contact_id)
    return select.show(request.actor, contact_id)


@router.post("/contacts/{contact_id}/positions", response={201: Made})
@requires("contact.edit")
def add_position(request: Request, contact_id: int, body: PositionIn) -> Any:
    """Say that a person works at this customer too, or now."""
    return 201, contacts.add_position(request.actor, contact_id, **body.model_dump())


@router.post("/positions/{position_id}/end", response=Made)
@requires("contact.edit")
def end_position(request: Request, position_id: int) -> Any:
    """Say that a person has left a post."""
    return contacts.end_position(request.actor, position_id)


@router.post("/positions/{position_id}/resumption", response=Made)
@requires("contact.edit")
def resume_position(request: Request, position_id: int) -> Any:
    """Take back that a person has left a post."""
    return contacts.resume_position(request.actor, position_id)
