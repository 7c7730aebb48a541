"""Writes of the gift register (M4.9): asked for, refused by the rules, decided by somebody else.

A refusal is kept, not raised: who reads the register sees what was asked for and why not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from goldenkey.actions.base import about, action, allowed, create, edit
from goldenkey.actions.pricing import money_in, priced
from goldenkey.core.money import Money
from goldenkey.data.models import (
    Account,
    Contact,
    GiftDecision,
    GiftEntry,
    GiftNote,
    NextStep,
    Opportunity,
    Position,
    User,
)
from goldenkey.data.models.conduct import CATEGORIES
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Forbidden, Refused
from goldenkey.selectors import gift_rules


@dataclass(frozen=True, slots=True)
class Registered:
    """An entry of the register, and whether the rules refused it at once, with which codes."""

    entry: GiftEntry
    refused: tuple[str, ...]


@action("gift.register")
def register(
    actor: Actor, *, contact_id: int, amount: Decimal | str | int, purpose: str,
    account_id: int | None = None, opportunity_id: int | None = None, category: str = "gift",
    currency: str = "", on: date | None = None, occasion: str = "", giver_id: int | None = None,
    step_id: int | None = None,
) -> Registered:  # fmt: skip
    """Register a gift or hospitality, before the day where it is planned (M4.9).

    The person is locked, so that two who give at once are counted one after the other. What the
    rules refuse is registered with its reasons; what they do not waits for somebody else.
    """
    account, opportunity = _about(actor, contact_id, account_id, opportunity_id)
    person = _recipient(actor, contact_id, account)
    money = _money(actor, amount, currency)
    if category not in CATEGORIES:
        raise Refused("bad_choice", field="category", requirement="M4.9")
    if not purpose.strip():
        raise Refused("required", field="purpose", requirement="M4.9")
    day = on or actor.today
    columns = priced(actor, money, min(day, actor.today))
    ours = Money(columns["amount_org_minor"], actor.currency)
    found = gift_rules.judged(actor, person, opportunity, category=category, amount=ours, on=day)
    entry = create(
        actor, GiftEntry, opportunity=opportunity, account=account, contact=person,
        giver_id=_giver(actor, giver_id), step=_step(actor, step_id), category=category, on=day,
        planned=day >= actor.today, standing=found.standing, year_minor=found.already.minor,
        limit_minor=found.limit.minor if found.limit else None, at=actor.now,
        decider=found.verdict.decider, by_id=actor.user_id, **columns,
    )  # fmt: skip
    create(actor, GiftNote, entry=entry, purpose=purpose.strip()[:300], occasion=occasion.strip())
    if found.verdict.refused:
        _decide(actor, entry, "refused", by=None, rules=list(found.verdict.refused))
    return Registered(entry, found.verdict.refused)


@action("gift.decide")
def decide(actor: Actor, entry_id: int, *, approve: bool, reason: str = "") -> Registered:
    """Approve or refuse an entry that waits: never one's own, and above the limit compliance.

    The rules are asked again: what had room when it was asked for may have none now. Saying no
    needs a reason.
    """
    entry = _waiting(actor, entry_id, "gift.decide")
    if actor.user_id in (entry.giver_id, entry.by_id):
        raise Refused("own_gift", requirement="M4.9")
    if entry.decider == "compliance" and not actor.may("gift.decide_any"):
        raise Forbidden("gift.decide_any")
    if not approve:
        return _say_no(actor, entry, reason)
    found = _again(actor, entry)
    if found.verdict.refused:
        _decide(actor, entry, "refused", by=None, rules=list(found.verdict.refused))
        return Registered(entry, found.verdict.refused)
    _note(actor, entry, reason)
    _decide(actor, entry, "approved", by=actor.user_id, rules=[])
    return Registered(entry, ())


@action("gift.register")
def withdraw(actor: Actor, entry_id: int) -> GiftEntry:
    """Take back what was asked for, or approved and not given after all."""
    entry = _held(actor, entry_id, "gift.register")
    if _became(entry) not in ("", "approved"):
        raise Refused("gift_is_decided", requirement="M4.9")
    _decide(actor, entry, "withdrawn", by=actor.user_id, rules=[])
    return entry


@action("gift.register")
def hand_over(actor: Actor, entry_id: int) -> GiftEntry:
    """Say that what was approved was given."""
    entry = _held(actor, entry_id, "gift.register")
    if _became(entry) != "approved":
        raise Refused("gift_not_approved", requirement="M4.9")
    if entry.on > actor.today:
        raise Refused("date_in_future", field="on")
    _decide(actor, entry, "given", by=actor.user_id, rules=[])
    return entry


def _about(
    actor: Actor, contact_id: int, account_id: int | None, opportunity_id: int | None
) -> tuple[Account, Opportunity | None]:
    """The opportunity or the customer it is about; where none is named, the one he works at."""
    if opportunity_id is not None:
        opportunity = scope.get(actor, Opportunity, opportunity_id)
        allowed(actor, opportunity, "gift.register")
        return opportunity.account, opportunity
    account = scope.get(actor, Account, account_id or _works_at(actor, contact_id))
    allowed(actor, account, "gift.register")
    return account, None


def _works_at(actor: Actor, contact_id: int) -> int:
    """The one customer a person works at; Refused where that is not told by the person."""
    person = scope.get(actor, Contact, contact_id)
    works = Position.objects.filter(contact=person, until_on=None, archived_at=None)
    found = set(works.values_list("account_id", flat=True))
    if len(found) != 1:
        raise Refused("required", field="account_id")
    return found.pop()


def _recipient(actor: Actor, contact_id: int, account: Account) -> Contact:
    """The person, who works or worked at the customer or sits on one of its committees."""
    person = scope.get(actor, Contact, contact_id, lock=True)
    works = Position.objects.filter(contact=person, account=account, archived_at=None).exists()
    if not works and not person.stakes.filter(opportunity__account=account).exists():
        raise Refused("bad_choice", field="contact_id", requirement="M4.9")
    return person


def _money(actor: Actor, amount: Decimal | str | int, currency: str) -> Money:
    money = money_in(amount, currency or actor.currency)
    if money.minor <= 0:
        raise Refused("amount_required", field="amount", requirement="M4.9")
    return money


def _giver(actor: Actor, giver_id: int | None) -> int:
    if giver_id is not None and not User.objects.filter(pk=giver_id, is_active=True).exists():
        raise Refused("bad_choice", field="giver_id")
    return giver_id or actor.user_id


def _step(actor: Actor, step_id: int | None) -> NextStep | None:
    return scope.get(actor, NextStep, step_id) if step_id else None


def _held(actor: Actor, entry_id: int, right: str) -> GiftEntry:
    entry = scope.get(actor, GiftEntry, entry_id, lock=True)
    allowed(actor, entry, right)
    about(entry)
    return entry


def _waiting(actor: Actor, entry_id: int, right: str) -> GiftEntry:
    entry = _held(actor, entry_id, right)
    if _became(entry):
        raise Refused("gift_is_decided", requirement="M4.9")
    return entry


def _became(entry: GiftEntry) -> str:
    last = entry.decisions.order_by("-pk").first()
    return last.kind if last else ""


def _again(actor: Actor, entry: GiftEntry) -> gift_rules.Judged:
    person = Contact.objects.select_for_update().get(pk=entry.contact_id)
    return gift_rules.judged(
        actor, person, entry.opportunity, category=entry.category, on=entry.on,
        amount=Money(entry.amount_org_minor, actor.currency), without=entry.pk,
    )  # fmt: skip


def _say_no(actor: Actor, entry: GiftEntry, reason: str) -> Registered:
    if not reason.strip():
        raise Refused("reason_required", field="reason", requirement="M4.9")
    _note(actor, entry, reason)
    _decide(actor, entry, "refused", by=actor.user_id, rules=["declined"])
    return Registered(entry, ("declined",))


def _note(actor: Actor, entry: GiftEntry, reason: str) -> None:
    if reason.strip():
        edit(actor, entry.note, decided_why=reason.strip()[:500])


def _decide(actor: Actor, entry: GiftEntry, kind: str, *, by: int | None, rules: list[Any]) -> None:
    create(actor, GiftDecision, entry=entry, kind=kind, by_id=by, at=actor.now, rules=rules)
