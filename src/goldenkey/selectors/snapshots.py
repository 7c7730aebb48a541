"""The core's input: snapshots of opportunities, built in bulk with one query a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Min, QuerySet, Sum

from goldenkey.core import snapshot as core
from goldenkey.core.formula import Kind
from goldenkey.core.money import Money
from goldenkey.core.playbook import Playbook
from goldenkey.data import models as m
from goldenkey.policies.actor import Actor
from goldenkey.selectors import calendar, playbook

T = TypeVar("T")
LATEST_CONTACTS = 40


def opportunities(actor: Actor, ids: Iterable[int]) -> dict[int, core.Snapshot]:
    """Snapshots of opportunities already in the actor's scope, by id."""
    wanted = list(ids)
    rows = list(m.Opportunity.objects.filter(pk__in=wanted).select_related("account"))
    parts = _Parts(actor, rows)
    return {row.pk: parts.snapshot(row) for row in rows}


class _Parts:
    """What hangs on the opportunities asked for, fetched once per table."""

    def __init__(self, actor: Actor, rows: Sequence[m.Opportunity]) -> None:
        ids = [row.pk for row in rows]
        self.actor = actor
        self.stakeholders = _by(
            m.Stakeholder.objects.filter(opportunity__in=ids, archived_at=None)
            .select_related("contact", "user", "our_user")
            .order_by("pk"),
            "opportunity_id",
        )
        self.needs = _by(_live(m.Need.objects.filter(opportunity__in=ids)), "opportunity_id")
        rivals = m.CompetitorPosition.objects.filter(opportunity__in=ids)
        self.rivals = _by(_live(rivals), "opportunity_id")
        self.facts = _by(_facts(ids), "subject_id")
        self.activities = _by(_activities(ids), "opportunity_id")
        self.steps = _by(_steps(ids), "opportunity_id")
        self.overdue = _overdue(ids, actor.today)
        self.holidays = calendar.days_off(actor)

    def snapshot(self, row: m.Opportunity) -> core.Snapshot:
        book = playbook.compiled(row.playbook_version_id)
        stakes = self.stakeholders[row.pk]
        contacts = self._contacts(row.pk, stakes)
        return core.Snapshot(
            today=self.actor.today,
            playbook=book,
            opportunity_id=row.pk,
            name=row.name,
            state=row.state,
            kind=row.kind,
            drive=row.drive,
            amount=row.money if row.amount_minor else None,
            stage=row.stage,
            stage_since=row.stage_since,
            buying_step=row.buying_step or None,
            close_on=row.close_on,
            close_moves=row.close_moves,
            created_on=row.created_at.date(),
            people=tuple(_person(s, book, contacts) for s in stakes),
            facts=_seen(self.facts[row.pk], book),
            needs=tuple(core.Need(n.pk, n.words, n.explicit, n.met) for n in self.needs[row.pk]),
            rivals=tuple(_rival(r) for r in self.rivals[row.pk]),
            contacts=contacts,
            next_step=_next_step(self.steps[row.pk]),
            overdue=self.overdue.get(row.pk),
            holidays=self.holidays,
            rhythm_days=_rhythm(row.account, book),
        )

    def _contacts(self, pk: int, stakes: Sequence[m.Stakeholder]) -> tuple[core.Contacted, ...]:
        seats = {s.contact_id: s.pk for s in stakes if s.contact_id}
        return tuple(
            core.Contacted(
                a.pk,
                a.on,
                a.kind,
                a.outcome,
                tuple(seats[c.pk] for c in a.contacts.all() if c.pk in seats),
            )
            for a in self.activities[pk][:LATEST_CONTACTS]
        )


def _by(rows: Iterable[T], name: str) -> Mapping[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _live(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(archived_at=None).order_by("pk")


def _facts(ids: list[int]) -> QuerySet[m.Fact]:
    rows = m.Fact.objects.filter(subject="opportunity", subject_id__in=ids)
    return rows.order_by("-observed_on", "-pk")


def _activities(ids: list[int]) -> QuerySet[m.Activity]:
    rows = m.Activity.objects.filter(opportunity__in=ids, archived_at=None)
    return rows.prefetch_related("contacts").order_by("-on", "-pk")


def _steps(ids: list[int]) -> QuerySet[m.NextStep]:
    rows = m.NextStep.objects.filter(opportunity__in=ids, archived_at=None, done_at=None)
    return rows.order_by("due_on", "pk")


def _overdue(ids: list[int], today: date) -> dict[int, core.Overdue]:
    rows = (
        m.Receivable.objects.filter(
            contract__opportunity__in=ids, due_on__lt=today, open_minor__gt=0, archived_at=None
        )
        .values("contract__opportunity", "currency")
        .annotate(oldest=Min("due_on"), total=Sum("open_minor"))
    )
    return {
        row["contract__opportunity"]: core.Overdue(
            (today - row["oldest"]).days, Money(row["total"], row["currency"])
        )
        for row in rows
    }


def _person(
    stake: m.Stakeholder, book: Playbook, contacts: tuple[core.Contacted, ...]
) -> core.Person:
    met = next((c.on for c in contacts if stake.pk in c.people), stake.last_met_on)
    roles = [book.role(key) for key in stake.roles]
    who = stake.contact or stake.user
    return core.Person(
        id=stake.pk,
        contact_id=stake.contact_id,
        name=who.name if who else stake.group_name,
        title=stake.contact.title if stake.contact else "",
        roles=frozenset(stake.roles),
        standard=frozenset(role.standard for role in roles if role),
        influence=stake.influence,  # type: ignore[arg-type]
        stance=stake.stance,  # type: ignore[arg-type]
        stance_confirmed=stake.stance_confirmed,
        access=stake.access,  # type: ignore[arg-type]
        met=met is not None,
        last_met_on=met,
        reached_through=bool(stake.group_name and stake.reached_through),
        ours=stake.user_id is not None,
        reports_to=stake.reports_to_id,
        our_person=stake.our_user.name if stake.our_user else "",
        reach_reason=stake.reached_through,
    )


def _rival(row: m.CompetitorPosition) -> core.Rival:
    return core.Rival(row.pk, row.name, row.position, row.in_touch_with_decider)


def _next_step(rows: Sequence[m.NextStep]) -> core.NextStep | None:
    first = next((r for r in rows if r.due_on), next(iter(rows), None))
    return core.NextStep(first.pk, first.what, first.due_on, first.agreed) if first else None


def _seen(rows: Sequence[m.Fact], book: Playbook) -> dict[str, tuple[core.Seen, ...]]:
    found: dict[str, list[core.Seen]] = defaultdict(list)
    for row in rows:
        fact = book.fact(row.name)
        if fact is None:
            continue  # another playbook's name: kept as a row, unknown to this one
        value = typed(row.value, fact.type.kind)
        found[row.name].append(
            core.Seen(row.pk, row.name, value, row.confirmed, row.observed_on, row.said_by_id)
        )
    return {name: tuple(seen) for name, seen in found.items()}


def typed(value: Any, kind: Kind) -> object:
    """A stored value as the core's type; None stays unknown."""
    if value is None:
        return None
    if kind is Kind.DATE:
        return date.fromisoformat(value)
    if kind is Kind.NUMBER:
        return Decimal(str(value))
    if kind is Kind.MONEY:
        return Money.of(value["amount"], value["currency"])
    return value


def _rhythm(account: m.Account, book: Playbook) -> int | None:
    """The longest silence the customer's grade allows (M2.3, M2.4)."""
    if account.intent_grade:
        grade = next((g for g in book.grades.intent if g.key == account.intent_grade), None)
        return grade.contact.per_days // grade.contact.count if grade else None
    value = book.grades.value
    return value.longest_gap_days.get(account.value_grade) if value else None
