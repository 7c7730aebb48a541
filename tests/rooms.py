"""Small builders for tests of opportunities: told by what differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenkey.actions import account, committee, contact, fact, opportunity
from goldenkey.data.models import Account, Contact, Opportunity, Stakeholder
from tests.cast import Cast

DISCOVERED = {"prospect.real": True, "need.problem": "停線", "fit.stated": True}


@dataclass
class Case:
    """An opportunity of the rep's at a customer, with two people there."""

    account: Account
    opportunity: Opportunity
    user: Contact
    decider: Contact

    @property
    def id(self) -> int:
        """The opportunity's id."""
        return self.opportunity.pk

    @property
    def version(self) -> int:
        """Its version now."""
        return self.fresh.version

    @property
    def fresh(self) -> Opportunity:
        """The row as it stands."""
        return Opportunity.objects.get(pk=self.opportunity.pk)


def case(cast: Cast, *, name: str = "三號產線", **fields: Any) -> Case:
    """The rep's opportunity at stage 1, nobody seated yet."""
    rep = cast.actor("rep")
    customer = account.create_account(rep, name="宏昇機電")
    made = opportunity.create_opportunity(
        rep, customer.pk, **{"name": name, "amount": 1_000_000, **fields}
    )
    return Case(
        customer, made,
        contact.create_contact(rep, customer.pk, name="王志遠", title="科長"),
        contact.create_contact(rep, customer.pk, name="陳國棟", title="總經理"),
    )  # fmt: skip


def seat(cast: Cast, one: Case, person: Contact, *roles: str, **fields: Any) -> Stakeholder:
    """Somebody on the committee."""
    return committee.seat(
        cast.actor("rep"), one.id, contact_id=person.pk, roles=list(roles), **fields
    )


def discover(cast: Cast, one: Case, *, but: str = "") -> None:
    """Make the first gate open, `but` for one fact."""
    rep = cast.actor("rep")
    committee.add_need(rep, one.id, words="停線不超過 6 小時", explicit=True)
    for name, value in DISCOVERED.items():
        if name != but:
            fact.record(rep, "opportunity", one.id, name=name, value=value)


def today(cast: Cast) -> date:
    """The day of the tests."""
    return cast.actor("rep").today
