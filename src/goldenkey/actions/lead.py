"""Writes of leads: added, evaluated by the playbook's criteria, kept, rejected, converted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goldenkey.actions import account as accounts
from goldenkey.actions import contact as contacts
from goldenkey.actions import fact as facts
from goldenkey.actions import opportunity as opportunities
from goldenkey.actions import search
from goldenkey.actions.base import about, action, change, create, ledger
from goldenkey.core import person_names
from goldenkey.core.money import Money
from goldenkey.data.models import Account, Contact, Fact, Lead, Opportunity
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import lead as leads
from goldenkey.selectors import playbook

FIELDS = frozenset(
    {
        "company", "full_name", "english_name", "person", "title", "department", "phone", "email",
        "region", "address", "industry", "staff", "amount_minor", "currency", "product", "need",
        "close_on", "listed_on", "channel", "note",
    }
)  # fmt: skip


UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Converted:
    """What a lead became."""

    account: Account
    contact: Contact | None
    opportunity: Opportunity


@action("lead.create")
def create_lead(
    actor: Actor, *, playbook_key: str = "", owner_id: int | None = None, **fields: Any
) -> Lead:
    """Add a lead; a company or a person is enough (a door in the street sweep, M1.11)."""
    owner, team = accounts.ownership(actor, owner_id)
    _named(fields.get("company", ""), fields.get("person", ""))
    made = create(
        actor, Lead, owner_id=owner, team_id=team,
        playbook_version_id=playbook.current(actor, playbook_key), **_known(fields),
    )  # fmt: skip
    search.index(entry(made))
    return made


@action("lead.edit")
def edit_lead(actor: Actor, lead_id: int, *, version: int, **fields: Any) -> Lead:
    """Change what we know of a lead."""
    with change(actor, Lead, lead_id, right="lead.edit", version=version) as lead:
        for name, value in _known(fields).items():
            setattr(lead, name, value)
        _named(lead.company, lead.person)
    search.index(entry(lead))
    return lead


@action("lead.evaluate")
def evaluate(actor: Actor, lead_id: int, *, answers: dict[str, Any]) -> Lead:
    """Answer questions of the evaluation; unknown ones stay to be asked (M1.6, M1.7).

    The answer "unknown" takes an earlier one back: it is an honest answer.
    """
    with change(actor, Lead, lead_id, right="lead.evaluate") as lead:
        if lead.state in ("converted", "rejected"):
            raise Refused("lead_is_closed")
        for name, value in answers.items():
            if value not in (None, ""):
                known = None if value == UNKNOWN else value
                facts.record(actor, "lead", lead_id, name=name, value=known)
        _judge(actor, lead)
    return lead


@action("lead.edit")
def keep(actor: Actor, lead_id: int, *, reason: str) -> Lead:
    """Keep a lead with no plan today; one day he will use it (M1.9)."""
    return _close(actor, lead_id, "kept", reason)


@action("lead.edit")
def reject(actor: Actor, lead_id: int, *, reason: str) -> Lead:
    """Put a lead aside, with the reason; nothing is deleted."""
    return _close(actor, lead_id, "rejected", reason)


@action("lead.edit")
def take_up(actor: Actor, lead_id: int) -> Lead:
    """Work on a kept or rejected lead again."""
    with change(actor, Lead, lead_id, right="lead.edit") as lead:
        if lead.state not in ("kept", "rejected"):
            raise Refused("lead_is_open")
        lead.state, lead.reason = "working", ""
    return lead


@action("lead.edit")
def give(actor: Actor, lead_id: int, *, version: int, owner_id: int) -> Lead:
    """Give a lead to a colleague; its team follows the owner."""
    with change(actor, Lead, lead_id, right="lead.edit", version=version) as lead:
        lead.owner_id, lead.team_id = accounts.ownership(actor, owner_id)
    search.index(entry(lead))
    return lead


@action("lead.convert")
def convert(
    actor: Actor,
    lead_id: int,
    *,
    name: str = "",
    amount: Any = None,
    currency: str = "",
    account_id: int | None = None,
    kind: str | None = None,
    drive: str = "",
    playbook_key: str = "",
) -> Converted:
    """Turn a qualified lead into account, contact and opportunity; its facts are copied.

    `account_id` joins an account we already have. Raises Refused while the evaluation is not
    true: unknown never counts as true (M1.7).
    """
    with change(actor, Lead, lead_id, right="lead.convert") as lead:
        if lead.state == "converted":
            raise Refused("already_converted")
        if lead.qualified != "true":
            raise Refused("not_qualified", requirement="M1.7")
        account = _account(actor, lead, account_id)
        contact = _contact(actor, lead, account)
        made = opportunities.create_opportunity(
            actor, account.pk, name=name or lead.product or account.name,
            amount=amount if amount is not None else _amount(lead),
            currency=currency or lead.currency, close_on=lead.close_on,
            kind=kind or lead.kind or "account_led", drive=drive or lead.drive,
            playbook_key=playbook_key or playbook.key_of(lead.playbook_version_id),
            channel=lead.channel,
            owner_id=lead.owner_id,
        )  # fmt: skip
        _copy_facts(actor, lead, made)
        lead.state, lead.account, lead.contact, lead.opportunity = (
            "converted", account, contact, made,
        )  # fmt: skip
    about(lead)
    return Converted(account, contact, made)


def entry(lead: Lead) -> search.Entry:
    """What of a lead can be found."""
    also = "\n".join((lead.full_name, lead.english_name, lead.person, lead.email))
    subtitle = " · ".join(t for t in (lead.industry, lead.region) if t)
    return search.Entry("lead", lead.pk, lead.team_id, str(lead), subtitle, also, (lead.phone,))


def _judge(actor: Actor, lead: Lead) -> None:
    found = leads.evaluation(actor, lead.pk)
    lead.potential, lead.qualified = found.potential, found.qualified
    lead.state = "qualified" if found.qualified == "true" else "working"


def _close(actor: Actor, lead_id: int, state: str, reason: str) -> Lead:
    if not reason.strip():
        raise Refused("reason_required", field="reason")
    with change(actor, Lead, lead_id, right="lead.edit") as lead:
        if lead.state == "converted":
            raise Refused("already_converted")
        lead.state, lead.reason = state, reason.strip()[:300]
    return lead


def _account(actor: Actor, lead: Lead, account_id: int | None) -> Account:
    if account_id is not None:
        return scope.get(actor, Account, account_id)
    person_only = not lead.company
    return accounts.create_account(
        actor, name=lead.company or lead.person, owner_id=lead.owner_id,
        kind="person" if person_only else "organisation", full_name=lead.full_name,
        english_name=lead.english_name, region=lead.region, address=lead.address,
        industry=lead.industry, staff=lead.staff, channel=lead.channel, phone=lead.phone,
        note=lead.note,
    )  # fmt: skip


def _contact(actor: Actor, lead: Lead, account: Account) -> Contact | None:
    if not lead.person:
        return None
    known = account.positions.filter(until_on=None, archived_at=None, contact__archived_at=None)
    for post in known.select_related("contact"):
        if person_names.is_same_person(lead.person, post.contact.name) == "same":
            return post.contact
    return contacts.create_contact(
        actor, account.pk, name=lead.person, title=lead.title, department=lead.department,
        phone=lead.phone, email=lead.email,
    )  # fmt: skip


def _copy_facts(actor: Actor, lead: Lead, made: Opportunity) -> None:
    """New rows that name the old ones; where both are known by name."""
    book = playbook.compiled(made.playbook_version_id)
    for old in Fact.objects.filter(subject="lead", subject_id=lead.pk).order_by("pk"):
        if book.fact(old.name) is not None:
            create(
                actor, Fact, subject="opportunity", subject_id=made.pk, name=old.name,
                value=old.value, confirmed=old.confirmed, said_by_id=old.said_by_id,
                words=old.words, observed_on=old.observed_on, recorded_at=actor.now,
                recorded_by_id=actor.user_id, copied_from=old,
            )  # fmt: skip
    ledger().opportunities.add(made.pk)


def _amount(lead: Lead) -> Any:
    if lead.amount_minor is None or not lead.currency:
        return None
    return Money(lead.amount_minor, lead.currency).amount


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - FIELDS
    if unknown:
        raise TypeError(f"not fields of a lead: {sorted(unknown)}")
    return fields


def _named(company: str, person: str) -> None:
    if not company.strip() and not person.strip():
        raise Refused("required", field="company")
