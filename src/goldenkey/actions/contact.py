"""Writes of contacts: people at the customer's."""

from __future__ import annotations

from typing import Any

from goldenkey.actions import neighbours, search
from goldenkey.actions.base import about, action, allowed, archive, change, create, edit
from goldenkey.data.models import Account, Contact, Position
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused

PERSONAL = ("birthday", "interests", "note")
"""Personal data: read and written only with a right of its own."""

FIELDS = frozenset({
    "name", "title", "phone", "mobile", "email", "birthday", "interests", "note", "standing",
})  # fmt: skip


@action("contact.create")
def create_contact(
    actor: Actor, account_id: int, *, name: str, department: str = "", **fields: Any
) -> Contact:
    """Add a person at a customer; he may work at several."""
    account = scope.get(actor, Account, account_id)
    allowed(actor, account, "contact.create")
    if not name.strip():
        raise Refused("required", field="name")
    if any(fields.get(field) for field in PERSONAL):
        actor.require("contact.personal", account, kind="account")
    contact = create(actor, Contact, name=name.strip(), **_known(fields))
    create(
        actor,
        Position,
        contact=contact,
        account=account,
        title=contact.title,
        department=department,
        since_on=actor.today,
    )
    about(contact)
    index(contact, account)
    return contact


@action("contact.edit")
def edit_contact(actor: Actor, contact_id: int, *, version: int, **fields: Any) -> Contact:
    """Change what we know of a person; fields with a right of their own need it."""
    account = account_of(actor, contact_id)
    allowed(actor, account, "contact.edit")
    with change(actor, Contact, contact_id, right="contact.edit", version=version) as contact:
        for name, value in _known(fields).items():
            if name in PERSONAL and value != getattr(contact, name):
                actor.require("contact.personal", account, kind="account")
            setattr(contact, name, value)
        if not contact.name.strip():
            raise Refused("required", field="name")
    index(contact, account)
    return contact


@action("contact.edit")
def add_position(
    actor: Actor, contact_id: int, *, account_id: int, title: str = "", department: str = ""
) -> Position:
    """Say that a person works at this customer too, or now; he may work at several."""
    contact = scope.get(actor, Contact, contact_id)
    account = scope.get(actor, Account, account_id)
    allowed(actor, account, "contact.edit")
    if contact.positions.filter(account=account, until_on=None, archived_at=None).exists():
        raise Refused("already_works_there", field="account_id")
    made = create(
        actor, Position, contact=contact, account=account, title=title, department=department,
        since_on=actor.today,
    )  # fmt: skip
    about(contact)
    neighbours.of_contact(contact.pk)
    index(contact, account)
    return made


@action("contact.edit")
def end_position(actor: Actor, position_id: int) -> Position:
    """Say that a person has left a post; what he did there stays with the customer."""
    with change(actor, Position, position_id, right="contact.edit") as position:
        if position.until_on is not None:
            raise Refused("position_ended")
        position.until_on = actor.today
    about(position.contact)
    neighbours.of_contact(position.contact_id)
    return position


@action("contact.edit")
def resume_position(actor: Actor, position_id: int) -> Position:
    """Take back that a person has left a post."""
    with change(actor, Position, position_id, right="contact.edit") as position:
        taken = Position.objects.filter(
            contact=position.contact_id, account=position.account_id, until_on=None,
            archived_at=None,
        )  # fmt: skip
        if taken.exists():
            raise Refused("already_works_there")
        position.until_on = None
    about(position.contact)
    neighbours.of_contact(position.contact_id)
    return position


@action("contact.edit")
def archive_contact(actor: Actor, contact_id: int, *, version: int) -> None:
    """Put a person away; nothing is deleted."""
    allowed(actor, account_of(actor, contact_id), "contact.edit")
    with change(actor, Contact, contact_id, right="contact.edit", version=version) as contact:
        archive(actor, contact)
    search.forget("contact", [contact_id])


@action("contact.edit")
def restore_contact(actor: Actor, contact_id: int) -> Contact:
    """Take a person back that was put away."""
    contact = scope.get(actor, Contact, contact_id, lock=True, archived=True)
    account = _where(actor, contact)
    allowed(actor, account, "contact.edit")
    edit(actor, contact, archived_at=None)
    index(contact, account)
    return contact


def account_of(actor: Actor, contact_id: int) -> Account:
    """The account in scope where this person works; NotFound without one."""
    contact = scope.get(actor, Contact, contact_id)
    return _where(actor, contact)


def _where(actor: Actor, contact: Contact) -> Account:
    """Where he works, else where he worked."""
    seats = scope.visible(actor, Position).filter(contact=contact).select_related("account")
    post = min(seats, key=lambda p: (p.until_on is not None, p.pk), default=None)
    if post is None:
        raise NotFound("account")
    return post.account


def index(contact: Contact, account: Account) -> None:
    """Make the person findable."""
    subtitle = " · ".join(t for t in (account.name, contact.title) if t)
    phones = (contact.mobile, contact.phone)
    search.index(
        search.Entry(
            "contact", contact.pk, account.team_id, contact.name, subtitle, contact.email, phones
        )
    )


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - FIELDS
    if unknown:
        raise TypeError(f"not fields of a contact: {sorted(unknown)}")
    return fields
