"""Reads around the committee: who could be seated, and where a seat or a need belongs."""

from __future__ import annotations

from dataclasses import dataclass

from goldenkey.data.models import Account, Need, Position, Stakeholder
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor


def opportunity_of_seat(actor: Actor, stakeholder_id: int) -> int:
    """The opportunity of a seat in scope; else NotFound."""
    actor.require("opportunity.read")
    return scope.get(actor, Stakeholder, stakeholder_id).opportunity_id


def opportunity_of_need(actor: Actor, need_id: int) -> int:
    """The opportunity of a need in scope; else NotFound."""
    actor.require("opportunity.read")
    return scope.get(actor, Need, need_id).opportunity_id


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person at a customer, by name and title."""

    id: int
    name: str
    title: str


def people(actor: Actor, account_id: int) -> tuple[PersonRow, ...]:
    """Who works at a customer in scope now, by name."""
    actor.require("contact.read")
    rows = Position.objects.filter(
        account__in=scope.visible(actor, Account).filter(pk=account_id), until_on=None,
        archived_at=None, contact__archived_at=None,
    )  # fmt: skip
    found = rows.values_list("contact_id", "contact__name", "title", "contact__title")
    return tuple(
        PersonRow(pk, name, here or title)
        for pk, name, here, title in found.order_by("contact__name", "pk")[:200]
    )
