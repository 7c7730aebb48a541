"""A customer packed for whoever takes over: people, promises, next steps, open money (M0.10)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import links, playbook

LATEST = 200


@dataclass(frozen=True, slots=True)
class PackPerson:
    """Somebody at the customer, his part in our opportunities, who of us knows him."""

    id: int
    name: str
    title: str
    department: str
    mobile: str
    phone: str
    email: str
    parts: tuple[str, ...]
    last_contact_on: date | None
    known_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackPromise:
    """Something promised: by them (`theirs`) or by us, by when, on what."""

    theirs: bool
    what: str
    by_on: date | None
    about: str
    who: str
    money: Money | None = None


@dataclass(frozen=True, slots=True)
class PackOpportunity:
    """An opportunity that is still live."""

    id: int
    name: str
    stage: str
    money: Money
    close_on: date | None
    next_step: str
    next_step_on: date | None


@dataclass(frozen=True, slots=True)
class PackMoney:
    """Money that is still to come: of which contract, due when."""

    contract_id: int
    number: str
    due_on: date
    money: Money
    overdue_days: int


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything somebody needs who takes a customer over."""

    id: int
    name: str
    owner_id: int
    owner: str
    people: tuple[PackPerson, ...]
    opportunities: tuple[PackOpportunity, ...]
    promises: tuple[PackPromise, ...]
    steps: tuple[PackPromise, ...]
    owed: tuple[PackMoney, ...]
    sole: tuple[links.SoleLink, ...]
    may_plan: bool
    may_export: bool
    may_see_money: bool


def of_account(actor: Actor, account_id: int) -> Pack:
    """The pack of one customer; NotFound out of scope. Only what the actor may see is in it."""
    actor.require("account.read")
    row = scope.get(actor, m.Account, account_id)
    money = actor.may("receivable.read")
    return Pack(
        id=row.pk,
        name=row.name,
        owner_id=row.owner_id,
        owner=row.owner.name,
        people=_people(actor, row.pk),
        opportunities=_opportunities(actor, row.pk),
        promises=_agreed(actor, row.pk) + (_payments(actor, row.pk) if money else ()),
        steps=_steps(actor, row.pk),
        owed=_owed(actor, row.pk) if money else (),
        sole=links.sole(actor, [row.pk]),
        may_plan=actor.may("step.edit", row, kind="account"),
        may_export=actor.may("contact.export", row, kind="account"),
        may_see_money=money,
    )


def _people(actor: Actor, pk: int) -> tuple[PackPerson, ...]:
    rows = scope.visible(actor, m.Position).filter(
        account=pk, until_on=None, contact__archived_at=None
    )
    posts = list(rows.select_related("contact").order_by("contact__name", "pk")[:LATEST])
    parts, known = _parts(actor, pk), _known(pk)
    return tuple(
        PackPerson(
            p.contact_id, p.contact.name, p.title or p.contact.title, p.department,
            p.contact.mobile, p.contact.phone, p.contact.email,
            tuple(parts.get(p.contact_id, ())), p.contact.last_contact_on,
            tuple(sorted(known.get(p.contact_id, ()))),
        )
        for p in posts
    )  # fmt: skip


def _parts(actor: Actor, pk: int) -> dict[int, list[str]]:
    """What somebody is in our live opportunities, by contact: “three lines: purchaser”."""
    rows = scope.visible(actor, m.Stakeholder).filter(
        opportunity__account=pk, opportunity__live=True, contact__isnull=False
    )
    found: dict[int, list[str]] = defaultdict(list)
    columns = ("contact_id", "roles", "opportunity__name", "opportunity__playbook_version_id")
    for contact, keys, name, version in rows.order_by("pk").values_list(*columns):
        book = playbook.compiled(version)
        roles = [r.name.say(actor.language) for r in map(book.role, keys) if r]
        found[contact].append(f"{name} ({' · '.join(roles)})" if roles else name)
    return found


def _known(pk: int) -> dict[int, set[str]]:
    rows = m.Activity.objects.filter(account=pk, archived_at=None, contacts__isnull=False)
    found: dict[int, set[str]] = defaultdict(set)
    for contact, name in rows.order_by().values_list("contacts", "by__name").distinct():
        found[contact].add(name)
    return found


def _opportunities(actor: Actor, pk: int) -> tuple[PackOpportunity, ...]:
    rows = scope.visible(actor, m.Opportunity).filter(account=pk, live=True)
    return tuple(
        PackOpportunity(
            o.pk, o.name,
            playbook.compiled(o.playbook_version_id).stage(o.stage).name.say(actor.language),
            o.money, o.close_on, o.next_step, o.next_step_on,
        )
        for o in rows.order_by("close_on", "pk")[:LATEST]
    )  # fmt: skip


def _agreed(actor: Actor, pk: int) -> tuple[PackPromise, ...]:
    """What the customer agreed to do by a day that is still to come, or passed not long ago."""
    rows = scope.visible(actor, m.Activity).filter(account=pk, agreed=True).exclude(agreed_what="")
    rows = rows.select_related("opportunity", "by").order_by("-on", "-pk")
    return tuple(
        PackPromise(
            True, a.agreed_what, a.agreed_by_on, a.opportunity.name if a.opportunity else "",
            a.by.name,
        )
        for a in rows[:20]
    )  # fmt: skip


def _payments(actor: Actor, pk: int) -> tuple[PackPromise, ...]:
    rows = scope.visible(actor, m.Promise).filter(
        receivable__account=pk, receivable__open_minor__gt=0
    )
    rows = rows.select_related("receivable__contract", "by").order_by("promised_on", "pk")
    return tuple(
        PackPromise(
            True, "", p.promised_on, p.receivable.contract.number, p.by.name,
            Money(p.amount_minor, p.currency),
        )
        for p in rows[:LATEST]
    )  # fmt: skip


def _steps(actor: Actor, pk: int) -> tuple[PackPromise, ...]:
    rows = scope.visible(actor, m.NextStep).filter(account=pk, done_at=None)
    rows = rows.select_related("opportunity", "owner").order_by("due_on", "pk")
    return tuple(
        PackPromise(
            s.agreed, s.what, s.due_on, s.opportunity.name if s.opportunity else "", s.owner.name
        )
        for s in rows[:LATEST]
    )


def _owed(actor: Actor, pk: int) -> tuple[PackMoney, ...]:
    rows = scope.visible(actor, m.Receivable).filter(account=pk, open_minor__gt=0)
    return tuple(
        PackMoney(
            r.contract_id, r.contract.number, r.due_on, Money(r.open_minor, r.currency),
            max(0, (actor.today - r.due_on).days),
        )
        for r in rows.select_related("contract").order_by("due_on", "pk")[:LATEST]
    )  # fmt: skip
