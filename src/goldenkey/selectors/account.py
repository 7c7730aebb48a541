"""Reads of accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from goldenkey.data.models import Account, Position
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors.paging import Page, newest_first


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A customer as lists show it."""

    id: int
    name: str
    kind: str
    industry: str
    region: str
    owner: str
    grade: str
    last_contact_on: date | None
    next_due_on: date | None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person at this customer."""

    id: int
    name: str
    title: str
    phone: str
    email: str
    last_contact_on: date | None


@dataclass(frozen=True, slots=True)
class AccountDetail:
    """A customer as its own page shows it."""

    id: int
    version: int
    kind: str
    name: str
    full_name: str
    english_name: str
    region: str
    address: str
    phone: str
    industry: str
    ownership: str
    country: str
    staff: int | None
    product_lines: str
    technology: str
    credit_rating: str
    channel: str
    relationship: str
    relationship_target: str
    buys_on: date | None
    cycle_days: int | None
    intent_grade: str
    value_grade: str
    last_contact_on: date | None
    next_due_on: date | None
    note: str
    owner_id: int
    owner: str
    team: str
    created_at: datetime
    contacts: tuple[ContactRow, ...]
    may_edit: bool


def page(
    actor: Actor, *, cursor: str = "", mine: bool = False, industry: str = ""
) -> Page[AccountRow]:
    """Customers in scope, newest first."""
    actor.require("account.read")
    rows = scope.visible(actor, Account).select_related("owner")
    if mine:
        rows = rows.filter(owner_id=actor.user_id)
    if industry:
        rows = rows.filter(industry=industry)
    return newest_first(rows, cursor).map(_row)


def neglected(actor: Actor, count: int = 3) -> tuple[AccountRow, ...]:
    """The customers of the actor that nobody has seen for longest."""
    rows = scope.visible(actor, Account).select_related("owner").filter(owner_id=actor.user_id)
    return tuple(_row(a) for a in rows.order_by("last_contact_on", "pk")[:count])


def detail(actor: Actor, account_id: int) -> AccountDetail:
    """One customer; NotFound out of scope."""
    actor.require("account.read")
    row = scope.get(actor, Account, account_id)
    contacts = tuple(_contact(p) for p in _positions(row))
    names = AccountDetail.__dataclass_fields__
    own = {n: getattr(row, n) for n in names if n in {f.attname for f in row._meta.fields}}
    return AccountDetail(
        **own,
        owner=row.owner.name,
        team=row.team.name,
        contacts=contacts,
        may_edit=actor.may("account.edit", row, kind="account"),
    )


def _positions(account: Account) -> QuerySet[Position]:
    here = account.positions.filter(archived_at=None, until_on=None)
    return here.select_related("contact").order_by("pk")


def _row(account: Account) -> AccountRow:
    return AccountRow(
        id=account.pk,
        name=account.name,
        kind=account.kind,
        industry=account.industry,
        region=account.region,
        owner=account.owner.name,
        grade=account.intent_grade or account.value_grade,
        last_contact_on=account.last_contact_on,
        next_due_on=account.next_due_on,
    )


def _contact(position: Position) -> ContactRow:
    person = position.contact
    return ContactRow(
        id=person.pk,
        name=person.name,
        title=position.title or person.title,
        phone=person.mobile or person.phone,
        email=person.email,
        last_contact_on=person.last_contact_on,
    )
