"""Reads of contacts: one person with his posts, his part in our opportunities, what we wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenkey.data.models import Account, Contact, Position, Stakeholder
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook, record_history
from goldenkey.selectors.account_page import ActivityLine, activities
from goldenkey.selectors.history import Change


@dataclass(frozen=True, slots=True)
class Personal:
    """What only some may read of a person: personal data with a right of its own."""

    birthday: str
    interests: str
    note: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A post: where, as what, from when until when."""

    id: int
    account_id: int
    account: str
    title: str
    department: str
    since_on: date | None
    until_on: date | None
    may_edit: bool


@dataclass(frozen=True, slots=True)
class StakeRow:
    """His part in one opportunity; `stance` is None where it is hidden from the reader."""

    opportunity_id: int
    opportunity: str
    roles: tuple[str, ...]
    influence: str
    stance: str | None
    last_met_on: date | None
    live: bool


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """One person; `personal` is None where it is hidden from the reader."""

    id: int
    version: int
    name: str
    title: str
    phone: str
    mobile: str
    email: str
    standing: str
    last_contact_on: date | None
    personal: Personal | None
    positions: tuple[PositionRow, ...]
    stakes: tuple[StakeRow, ...]
    activities: tuple[ActivityLine, ...]
    history: tuple[Change, ...]
    is_erased: bool
    may_edit: bool
    may_export: bool

    @property
    def account_id(self) -> int | None:
        """Where he works now, else where he worked."""
        here = next((p for p in self.positions if p.until_on is None), None)
        found = here or next(iter(self.positions), None)
        return found.account_id if found else None


def show(actor: Actor, contact_id: int) -> ContactDetail:
    """One person; NotFound out of scope."""
    actor.require("contact.read")
    row = scope.get(actor, Contact, contact_id)
    posts = _positions(actor, row)
    accounts = [post.account for post in posts]
    may_read = any(actor.may("contact.personal", a, kind="account") for a in accounts)
    owner = next((a for a in accounts if actor.may("audit.read", a, kind="account")), None)
    return ContactDetail(
        id=row.pk,
        version=row.version,
        name=row.name,
        title=row.title,
        phone=row.phone,
        mobile=row.mobile,
        email=row.email,
        standing=row.standing,
        last_contact_on=row.last_contact_on,
        personal=Personal(row.birthday, row.interests, row.note) if may_read else None,
        positions=tuple(_position(actor, p) for p in posts),
        stakes=_stakes(actor, row),
        activities=activities(actor, contact_id=contact_id),
        history=record_history.entries(actor, "contact", row.pk) if owner else (),
        is_erased=row.erased_at is not None,
        may_edit=any(actor.may("contact.edit", a, kind="account") for a in accounts),
        may_export=actor.may("contact.export"),
    )


def _positions(actor: Actor, row: Contact) -> list[Position]:
    rows = scope.visible(actor, Position).filter(contact=row).select_related("account")
    return sorted(rows, key=lambda p: (p.until_on is not None, p.pk))


def _position(actor: Actor, post: Position) -> PositionRow:
    account: Account = post.account
    return PositionRow(
        post.pk, account.pk, account.name, post.title, post.department, post.since_on,
        post.until_on, actor.may("contact.edit", account, kind="account"),
    )  # fmt: skip


def _stakes(actor: Actor, row: Contact) -> tuple[StakeRow, ...]:
    rows = scope.visible(actor, Stakeholder).filter(contact=row, opportunity__archived_at=None)
    found = rows.select_related("opportunity").order_by("-opportunity__live", "-pk")
    return tuple(_stake(actor, stake) for stake in found[:30])


def _stake(actor: Actor, stake: Stakeholder) -> StakeRow:
    opportunity = stake.opportunity
    book = playbook.compiled(opportunity.playbook_version_id)
    roles = [book.role(key) for key in stake.roles]
    shown = actor.may("stakeholder.stance", opportunity, kind="opportunity")
    return StakeRow(
        opportunity.pk, opportunity.name, tuple(r.name.say(actor.language) for r in roles if r),
        stake.influence, stake.stance if shown else None, stake.last_met_on, opportunity.live,
    )  # fmt: skip
