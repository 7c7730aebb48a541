"""Writes of contacts: people at the customer's."""

from __future__ import annotations

from typing import Any

from goldenkey.actions import search
from goldenkey.actions.base import about, action, allowed, change, create
from goldenkey.data.models import Account, Contact, Position
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

FIELDS = frozenset({"name", "title", "phone", "mobile", "email", "birthday", "interests", "note"})


@action("contact.create")
def create_contact(
    actor: Actor, account_id: int, *, name: str, department: str = "", **fields: Any
) -> Contact:
    """Add a person at a customer; he may work at several."""
    account = scope.get(actor, Account, account_id)
    allowed(actor, account, "contact.create")
    if not name.strip():
        raise Refused("required", field="name")
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
            if name in ("birthday", "interests", "note") and value != getattr(contact, name):
                actor.require("contact.personal", account, kind="account")
            setattr(contact, name, value)
        if not contact.name.strip():
            raise Refused("required", field="name")
    index(contact, account)
    return contact


def account_of(actor: Actor, contact_id: int) -> Account:
    """The account in scope where this person works; NotFound without one."""
    contact = scope.get(actor, Contact, contact_id)
    seats = scope.visible(actor, Position).filter(contact=contact).order_by("until_on", "pk")
    return seats.select_related("account")[0].account


def index(contact: Contact, account: Account) -> None:
    """Make the person findable."""
    subtitle = " · ".join(t for t in (account.name, contact.title) if t)
    also = f"{contact.email}\n{contact.mobile}\n{contact.phone}"
    search.index(search.Entry("contact", contact.pk, account.team_id, contact.name, subtitle, also))


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - FIELDS
    if unknown:
        raise TypeError(f"not fields of a contact: {sorted(unknown)}")
    return fields
