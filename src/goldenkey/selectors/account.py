"""Reads of accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from goldenkey.core.money import Money
from goldenkey.data.models import Account, Position
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook, search
from goldenkey.selectors.paging import SIZE, Page, newest_first


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A customer as lists show it."""

    id: int
    name: str
    kind: str
    industry: str
    region: str
    owner: str
    intent_grade: str
    value_grade: str
    relationship: str
    last_contact_on: date | None
    next_due_on: date | None

    @property
    def grade(self) -> str:
        """The grade that sets the rhythm."""
        return self.intent_grade or self.value_grade


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed by; `grade` is "intent:O" or "value:A"."""

    q: str = ""
    mine: bool = False
    due: bool = False
    grade: str = ""
    kind: str = ""
    industry: str = ""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person at this customer."""

    id: int
    name: str
    title: str
    department: str
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
    relationship_since: date | None
    relationship_why: str
    relationship_target_on: date | None
    buys_on: date | None
    cycle_days: int | None
    batch: Money | None
    revenue: Money | None
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

    @property
    def grade(self) -> str:
        """The grade that sets the rhythm."""
        return self.intent_grade or self.value_grade


def page(
    actor: Actor,
    filters: Filters | None = None,
    *,
    cursor: str = "",
    mine: bool = False,
    industry: str = "",
) -> Page[AccountRow]:
    """Customers in scope, newest first; with words asked for, the best matches on one page."""
    actor.require("account.read")
    wanted = filters or Filters(mine=mine, industry=industry)
    rows = _filtered(actor, wanted).select_related("owner")
    if not wanted.q.strip():
        return newest_first(rows, cursor).map(_row)
    hits = search.find(actor, wanted.q, kinds=("account",), limit=SIZE)
    found = {row.pk: row for row in rows.filter(pk__in=[hit.id for hit in hits])}
    return Page(tuple(_row(found[hit.id]) for hit in hits if hit.id in found))


def _filtered(actor: Actor, wanted: Filters) -> QuerySet[Account]:
    rows = scope.visible(actor, Account)
    which, _, grade = wanted.grade.partition(":")
    exact = {
        "owner_id": actor.user_id if wanted.mine else None,
        "industry": wanted.industry,
        "kind": wanted.kind,
        "next_due_on__lte": actor.today if wanted.due else None,
        f"{which}_grade": grade if which in ("intent", "value") else "",
    }
    return rows.filter(**{name: value for name, value in exact.items() if value})


def grades(actor: Actor) -> tuple[tuple[str, str], ...]:
    """The grades that customers of the actor's team can have: which grading, and the key."""
    book = playbook.of_team(actor, actor.team_id)
    if book is None:
        return ()
    intent = [("intent", g.key) for g in book.grades.intent]
    value = sorted(set(book.grades.value.table.values())) if book.grades.value else []
    return (*intent, *(("value", key) for key in value))


def neglected(actor: Actor, count: int = 3) -> tuple[AccountRow, ...]:
    """The customers of the actor that nobody has seen for longest."""
    rows = scope.visible(actor, Account).select_related("owner").filter(owner_id=actor.user_id)
    long_ago = F("last_contact_on").asc(nulls_first=True)
    return tuple(_row(a) for a in rows.order_by(long_ago, "pk")[:count])


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
        batch=_money(row.batch_minor, actor.currency),
        revenue=_money(row.revenue_minor, row.revenue_currency or actor.currency),
        contacts=contacts,
        may_edit=actor.may("account.edit", row, kind="account"),
    )


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _positions(account: Account) -> QuerySet[Position]:
    here = account.positions.filter(archived_at=None, until_on=None, contact__archived_at=None)
    return here.select_related("contact").order_by("pk")


def _row(account: Account) -> AccountRow:
    return AccountRow(
        id=account.pk,
        name=account.name,
        kind=account.kind,
        industry=account.industry,
        region=account.region,
        owner=account.owner.name,
        intent_grade=account.intent_grade,
        value_grade=account.value_grade,
        relationship=account.relationship,
        last_contact_on=account.last_contact_on,
        next_due_on=account.next_due_on,
    )


def _contact(position: Position) -> ContactRow:
    person = position.contact
    return ContactRow(
        id=person.pk,
        name=person.name,
        title=position.title or person.title,
        department=position.department,
        phone=person.mobile or person.phone,
        email=person.email,
        last_contact_on=person.last_contact_on,
    )
