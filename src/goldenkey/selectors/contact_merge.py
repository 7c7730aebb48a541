"""Whom an entry could be merged with, where an old entry leads, and what it said (M4.1)."""

from __future__ import annotations

from dataclasses import dataclass

from goldenkey.data.models import Contact, Position
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor


@dataclass(frozen=True, slots=True)
class Twin:
    """Somebody of the same customer who may be the same person."""

    id: int
    name: str
    title: str
    reach: str
    alike: bool
    """Whether name, telephone number or e-mail are the same."""


@dataclass(frozen=True, slots=True)
class Former:
    """What an entry said that was merged into this one."""

    id: int
    name: str
    title: str
    mobile: str
    phone: str
    email: str


def twins(actor: Actor, contact_id: int) -> tuple[Twin, ...]:
    """Everybody else at the same customers, those who look alike first."""
    actor.require("contact.merge")
    row = scope.get(actor, Contact, contact_id)
    posts = scope.visible(actor, Position)
    accounts = list(posts.filter(contact=row).values_list("account", flat=True))
    there = posts.filter(account__in=accounts).exclude(contact=row)
    rows = Contact.objects.filter(
        pk__in=there.values("contact"), archived_at=None, erased_at=None, merged_into=None
    )
    found = [
        Twin(c.pk, c.name, c.title, c.mobile or c.phone or c.email, _alike(row, c))
        for c in rows.order_by("name", "pk")[:300]
    ]
    return tuple(sorted(found, key=lambda one: not one.alike))


def leads_to(actor: Actor, contact_id: int) -> int | None:
    """The entry that an old one was merged into, where the actor may see it."""
    actor.require("contact.read")
    kept = Contact.objects.filter(pk=contact_id).values_list("merged_into", flat=True).first()
    if kept and scope.visible(actor, Contact).filter(pk=kept).exists():
        return kept
    return None


def formers(actor: Actor, contact_id: int) -> tuple[Former, ...]:
    """The entries that were merged into this one."""
    actor.require("contact.read")
    scope.get(actor, Contact, contact_id)
    rows = Contact.objects.filter(merged_into=contact_id, erased_at=None).order_by("pk")
    return tuple(Former(c.pk, c.name, c.title, c.mobile, c.phone, c.email) for c in rows)


def _alike(one: Contact, other: Contact) -> bool:
    if one.name.replace(" ", "").casefold() == other.name.replace(" ", "").casefold():
        return True
    mine = {_plain(v) for v in (one.mobile, one.phone, one.email) if v}
    return bool(mine & {_plain(v) for v in (other.mobile, other.phone, other.email) if v})


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum() or c == "@")
