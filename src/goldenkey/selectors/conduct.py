"""Reads of conduct: quiet periods with their evaluators, pairs kept apart, who contacted whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from goldenkey.data.models import (
    Account,
    Activity,
    Contact,
    KeptApart,
    NextStep,
    Opportunity,
    Position,
    QuietException,
    QuietPeriod,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import quiet

LATEST = 200


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """A contact that compliance allowed, in writing."""

    id: int
    contact_id: int
    name: str
    from_on: date
    until_on: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A quiet period; `state` is coming, now or over."""

    id: int
    version: int
    opportunity_id: int
    opportunity: str
    account: str
    starts_on: date
    ends_on: date
    why: str
    state: str
    evaluators: tuple[tuple[int, str], ...]
    exceptions: tuple[ExceptionRow, ...]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two who must not meet; names of people, with the customers they belong to."""

    id: int
    first: str
    second: str
    first_account_id: int
    second_account_id: int
    why: str
    may_edit: bool


@dataclass(frozen=True, slots=True)
class QuietContact:
    """An evaluator who was contacted in a quiet period: by whom, and with leave or without."""

    activity_id: int
    on: date
    kind: str
    by: str
    contact_id: int
    name: str
    account: str
    opportunity: str
    opportunity_id: int
    excepted: bool
    before_known: bool


@dataclass(frozen=True, slots=True)
class RoomConduct:
    """The conduct of one opportunity."""

    id: int
    name: str
    account_id: int
    account: str
    periods: tuple[PeriodRow, ...]
    pairs: tuple[PairRow, ...]
    may_open: bool
    may_register: bool
    may_except: bool
    may_apart: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """A planned step that would bring two together who must not meet."""

    step_id: int
    what: str
    on: date
    account_id: int
    account: str
    first: str
    second: str


def of_opportunity(actor: Actor, opportunity_id: int) -> RoomConduct:
    """The quiet periods and pairs of one opportunity; NotFound out of scope."""
    actor.require("conduct.read")
    row = scope.get(actor, Opportunity, opportunity_id)
    may = {
        right: actor.may(right, row, kind="opportunity")
        for right in ("quiet.open", "gift.register", "quiet.except", "apart.note")
    }
    return RoomConduct(
        row.pk, row.name, row.account_id, row.account.name,
        periods(actor, opportunity_id=opportunity_id), pairs(actor, account_id=row.account_id),
        may["quiet.open"], may["gift.register"], may["quiet.except"], may["apart.note"],
    )  # fmt: skip


def periods(actor: Actor, *, opportunity_id: int | None = None) -> tuple[PeriodRow, ...]:
    """Quiet periods in scope: those that run first, then what comes, then what is over."""
    actor.require("conduct.read")
    rows = scope.visible(actor, QuietPeriod).select_related("opportunity__account")
    if opportunity_id is not None:
        rows = rows.filter(opportunity=opportunity_id)
    rows = rows.prefetch_related("evaluators").order_by("-ends_on", "-pk")[:LATEST]
    found = list(rows)
    excepted = _exceptions([row.pk for row in found])
    made = (_period(actor, row, excepted.get(row.pk, [])) for row in found)
    return tuple(sorted(made, key=lambda p: ("now", "coming", "over").index(p.state)))


def period(actor: Actor, period_id: int) -> PeriodRow:
    """One quiet period; NotFound out of scope."""
    row = scope.get(actor, QuietPeriod, period_id)
    return next(p for p in periods(actor, opportunity_id=row.opportunity_id) if p.id == row.pk)


def pairs(actor: Actor, *, account_id: int | None = None) -> tuple[PairRow, ...]:
    """Who must not meet whom, in scope."""
    actor.require("conduct.read")
    rows = scope.visible(actor, KeptApart)
    if account_id is not None:
        rows = rows.filter(Q(first_account=account_id) | Q(second_account=account_id))
    names = ("first", "second", "first_account", "second_account")
    found = list(rows.select_related(*names).order_by("-pk")[:LATEST])
    ids = {pk for row in found for pk in (row.first_account_id, row.second_account_id)}
    seen = set(scope.visible(actor, Account).filter(pk__in=ids).values_list("pk", flat=True))
    return tuple(_pair(actor, row, seen) for row in found)


def evaluator_choices(actor: Actor, opportunity_id: int) -> tuple[tuple[int, str], ...]:
    """Who may evaluate: everybody at the customer and on the committee."""
    row = scope.get(actor, Opportunity, opportunity_id)
    at = Q(positions__account=row.account_id, positions__archived_at=None)
    at |= Q(stakes__opportunity=row.pk, stakes__archived_at=None)
    people = scope.visible(actor, Contact).filter(at, erased_at=None).distinct().order_by("name")
    return tuple((c.pk, " · ".join(t for t in (c.name, c.title) if t)) for c in people[:200])


def works_at(actor: Actor, contact_id: int, otherwise: int) -> int:
    """The customer somebody works for: this one, where he does; else another of his."""
    rows = scope.visible(actor, Position).filter(contact=contact_id, until_on=None)
    ids = list(rows.order_by("pk").values_list("account_id", flat=True))
    return otherwise if otherwise in ids or not ids else ids[0]


def contacts_in_quiet_periods(actor: Actor) -> tuple[QuietContact, ...]:
    """Who of us contacted which evaluator in a quiet period (M4.9), the latest first.

    Those logged before the period was opened are among them: `before_known` tells them apart.
    """
    actor.require("conduct.review")
    link = Activity.contacts.through.objects.filter(
        activity__archived_at=None, contact__quiet_periods__archived_at=None,
        activity__on__gte=F("contact__quiet_periods__starts_on"),
        activity__on__lte=F("contact__quiet_periods__ends_on"),
    )  # fmt: skip
    rows = link.annotate(period=F("contact__quiet_periods")).order_by("-activity__on", "-pk")
    found: list[Any] = list(
        rows.select_related("activity__by", "activity__account", "contact")[:LATEST]
    )
    held = QuietPeriod.objects.select_related("opportunity").in_bulk({r.period for r in found})
    free = _exceptions(list(held))
    return tuple(_contacted(row, held[row.period], free.get(row.period, [])) for row in found)


def coming(actor: Actor) -> tuple[Coming, ...]:
    """Own planned steps that bring two together who must not meet (M2.8): for Today."""
    mine = NextStep.objects.filter(
        owner=actor.user_id, done_at=None, archived_at=None, due_on__gte=actor.today
    ).exclude(contacts=None)
    if not KeptApart.objects.filter(archived_at=None).exists():
        return ()
    rows = mine.select_related("account").prefetch_related("contacts").distinct()
    return tuple(one for step in rows.order_by("due_on")[:50] for one in _coming(actor, step))


def _coming(actor: Actor, step: NextStep) -> list[Coming]:
    if step.due_on is None:
        return []
    ids = [person.pk for person in step.contacts.all()]
    found = quiet.meeting(actor, ids, step.account_id, step.due_on)
    return [
        Coming(step.pk, step.what, step.due_on, step.account_id, step.account.name, one.first,
               one.second)
        for one in found[:1]
    ]  # fmt: skip


def _period(actor: Actor, row: QuietPeriod, excepted: list[ExceptionRow]) -> PeriodRow:
    over, begun = row.ends_on < actor.today, row.starts_on <= actor.today
    return PeriodRow(
        row.pk, row.version, row.opportunity_id, row.opportunity.name,
        row.opportunity.account.name, row.starts_on, row.ends_on, row.why,
        "over" if over else "now" if begun else "coming",
        tuple((c.pk, c.name) for c in row.evaluators.all()), tuple(excepted),
        actor.may("quiet.open", row.opportunity, kind="opportunity"),
    )  # fmt: skip


def _exceptions(period_ids: list[int]) -> dict[int, list[ExceptionRow]]:
    rows = QuietException.objects.filter(quiet_period__in=period_ids, archived_at=None)
    found: dict[int, list[ExceptionRow]] = {}
    for row in rows.select_related("contact", "by").order_by("pk"):
        found.setdefault(row.quiet_period_id, []).append(
            ExceptionRow(row.pk, row.contact_id, row.contact.name, row.from_on, row.until_on,
                         row.reason, row.by.name)
        )  # fmt: skip
    return found


def _pair(actor: Actor, row: KeptApart, seen: Collection[int]) -> PairRow:
    first = _side(row.first, row.first_account, seen)
    return PairRow(
        row.pk, first, _side(row.second, row.second_account, seen), row.first_account_id,
        row.second_account_id, row.why,
        actor.may("apart.note", row.first_account, kind="account"),
    )  # fmt: skip


def _side(person: Contact | None, account: Account, seen: Collection[int]) -> str:
    """A person with his customer, or the customer; nothing of one out of the reader's scope."""
    if account.pk not in seen:
        return ""
    return f"{person.name} · {account.name}" if person else account.name


def _contacted(row: Any, period: QuietPeriod, free: list[ExceptionRow]) -> QuietContact:
    activity: Activity = row.activity
    person: Contact = row.contact
    with_leave = any(
        one.contact_id == person.pk and one.from_on <= activity.on <= one.until_on for one in free
    )
    return QuietContact(
        activity.pk, activity.on, activity.kind, activity.by.name, person.pk, person.name,
        activity.account.name, period.opportunity.name, period.opportunity_id, with_leave,
        activity.created_at < period.created_at,
    )  # fmt: skip
