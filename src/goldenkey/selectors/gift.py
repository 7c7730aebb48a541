"""Reads of the gift register: entries with what became of them, and what a person had in a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from goldenkey.core.money import Money
from goldenkey.data.models import Contact, GiftDecision, GiftEntry
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import gift_rules, paging
from goldenkey.selectors.paging import Page

STATES = ("waiting", "approved", "given", "refused", "withdrawn")


@dataclass(frozen=True, slots=True)
class GiftRow:
    """An entry of the register; `state` is what became of it, `rules` why it was refused."""

    id: int
    on: date
    category: str
    money: Money
    money_org: Money
    contact_id: int
    recipient: str
    account_id: int
    account: str
    opportunity_id: int | None
    opportunity: str
    giver: str
    purpose: str
    occasion: str
    planned: bool
    standing: str
    state: str
    rules: tuple[str, ...]
    decided_by: str
    by_rule: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision: by somebody, or by the rules."""

    kind: str
    by: str
    at: datetime
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GiftDetail:
    """One entry with the year of its recipient as it was and is, and who may do what."""

    row: GiftRow
    entered_by: str
    entered_at: datetime
    decided_why: str
    decisions: tuple[DecisionRow, ...]
    decider: str
    year_before: Money
    limit: Money | None
    year_now: Money
    may_decide: bool
    may_withdraw: bool
    may_hand_over: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """What the register is narrowed by."""

    state: str = ""
    opportunity_id: int | None = None
    contact_id: int | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who can be given something, and how strictly that is judged."""

    id: int
    name: str
    title: str
    standing: str


def register(actor: Actor, narrow: Filter | None = None, cursor: str = "") -> Page[GiftRow]:
    """The register in the actor's scope, the newest entry first."""
    actor.require("conduct.read")
    rows = _narrowed(actor, _rows(actor), narrow or Filter())
    found = paging.newest_first(rows, cursor, on="at")
    last = _last([row.pk for row in found.rows])
    return found.map(lambda row: _row(actor, row, last.get(row.pk)))


def show(actor: Actor, entry_id: int) -> GiftDetail:
    """One entry; NotFound out of scope."""
    actor.require("conduct.read")
    scope.get(actor, GiftEntry, entry_id)
    entry = _rows(actor).get(pk=entry_id)
    decisions = tuple(entry.decisions.select_related("by").order_by("pk"))
    row = _row(actor, entry, decisions[-1] if decisions else None)
    year = gift_rules.had_in_year(actor, entry.contact, entry.on.year)
    held, kind = scope.owner_of(entry)
    own = actor.user_id in (entry.giver_id, entry.by_id)
    above = entry.decider != "compliance" or actor.may("gift.decide_any")
    may_edit = actor.may("gift.register", held, kind=kind)
    return GiftDetail(
        row=row, entered_by=entry.by.name, entered_at=entry.at, decided_why=entry.note.decided_why,
        decisions=tuple(
            DecisionRow(d.kind, d.by.name if d.by else "", d.at, tuple(d.rules)) for d in decisions
        ),
        decider=entry.decider, year_before=Money(entry.year_minor, actor.currency),
        limit=None if entry.limit_minor is None else Money(entry.limit_minor, actor.currency),
        year_now=year.total,
        may_decide=row.state == "waiting" and not own and above
        and actor.may("gift.decide", held, kind=kind),
        may_withdraw=may_edit and row.state in ("waiting", "approved"),
        may_hand_over=may_edit and row.state == "approved" and entry.on <= actor.today,
    )  # fmt: skip


def recipients(
    actor: Actor, *, account_id: int, opportunity_id: int | None = None
) -> tuple[Recipient, ...]:
    """Whom something can be given to: the customer's people and those on the committee."""
    at = Q(positions__account=account_id, positions__until_on=None, positions__archived_at=None)
    if opportunity_id is not None:
        at |= Q(stakes__opportunity=opportunity_id, stakes__archived_at=None)
    rows = scope.visible(actor, Contact).filter(at, erased_at=None).distinct().order_by("name")
    return tuple(Recipient(c.pk, c.name, c.title, c.standing) for c in rows[:200])


def waiting(actor: Actor) -> int:
    """How many entries wait for a decision this actor may make."""
    if not actor.may("gift.decide"):
        return 0
    rows: QuerySet[Any, Any] = _rows(actor)
    rows = rows.filter(became=None).exclude(giver=actor.user_id).exclude(by=actor.user_id)
    if not actor.may("gift.decide_any"):
        rows = rows.filter(decider="manager")
    return rows.count()


def _rows(actor: Actor) -> QuerySet[GiftEntry, Any]:
    rows = scope.visible(actor, GiftEntry).annotate(became=gift_rules.latest())
    return rows.select_related("contact", "account", "opportunity", "giver", "by", "note")


def _narrowed(actor: Actor, rows: QuerySet[Any], narrow: Filter) -> QuerySet[Any]:
    if narrow.state == "waiting":
        rows = rows.filter(became=None)
    elif narrow.state:
        rows = rows.filter(became=narrow.state)
    if narrow.opportunity_id:
        rows = rows.filter(opportunity=narrow.opportunity_id)
    if narrow.contact_id:
        rows = rows.filter(contact=narrow.contact_id)
    return rows.filter(giver=actor.user_id) if narrow.mine else rows


def _last(ids: list[int]) -> dict[int, GiftDecision]:
    rows = GiftDecision.objects.filter(entry__in=ids).select_related("by").order_by("pk")
    return {row.entry_id: row for row in rows}


def _row(actor: Actor, entry: GiftEntry, last: GiftDecision | None) -> GiftRow:
    return GiftRow(
        id=entry.pk, on=entry.on, category=entry.category, money=entry.money,
        money_org=Money(entry.amount_org_minor, actor.currency), contact_id=entry.contact_id,
        recipient=entry.contact.name, account_id=entry.account_id, account=entry.account.name,
        opportunity_id=entry.opportunity_id,
        opportunity=entry.opportunity.name if entry.opportunity else "", giver=entry.giver.name,
        purpose=entry.note.purpose, occasion=entry.note.occasion, planned=entry.planned,
        standing=entry.standing, state=last.kind if last else "waiting",
        rules=tuple(last.rules) if last else (),
        decided_by=last.by.name if last and last.by else "",
        by_rule=last is not None and last.by_id is None,
    )  # fmt: skip
