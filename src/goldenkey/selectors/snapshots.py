"""The core's input: snapshots of opportunities, built in bulk with one query a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from goldenkey.core import snapshot as core
from goldenkey.core.formula import Kind
from goldenkey.core.money import Money
from goldenkey.core.playbook import Playbook
from goldenkey.data import models as m
from goldenkey.policies.actor import Actor
from goldenkey.selectors import known, listed, met, orders, playbook, seats
from goldenkey.selectors.beside import Beside
from goldenkey.selectors.seats import SeatRow

LATEST_CONTACTS = 40


def opportunities(actor: Actor, ids: Iterable[int]) -> dict[int, core.Snapshot]:
    """Snapshots of opportunities already in the actor's scope, by id."""
    wanted = list(ids)
    rows = list(m.Opportunity.objects.filter(pk__in=wanted).select_related("account"))
    parts = Parts(actor, rows)
    return {row.pk: parts.snapshot(row) for row in rows}


class Parts:
    """What hangs on opportunities (their accounts fetched with them), once per table.

    The room shows the same rows, so it takes them from here instead of asking again.
    """

    def __init__(self, actor: Actor, rows: Sequence[m.Opportunity]) -> None:
        ids = [row.pk for row in rows]
        self.actor = actor
        self.stakeholders = seats.of_opportunities(ids)
        self.listed = listed.of_opportunities(ids, actor.today)
        self.facts = known.of_opportunities(ids)
        self.activities = met.of_opportunities(ids)
        self.contracts = orders.of_opportunities(ids, actor.today)

    def snapshot(self, row: m.Opportunity, instead: Playbook | None = None) -> core.Snapshot:
        """One opportunity by the playbook it pinned, or by another one `instead`."""
        book = instead or playbook.compiled(row.playbook_version_id)
        stakes = self.stakeholders[row.pk]
        contacts = self._contacts(row.pk, stakes)
        beside = self.listed[row.pk].beside
        people = tuple(_person(s, book, contacts, beside) for s in stakes)
        small, contracts = self.listed[row.pk], self.contracts[row.pk]
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
            people=people,
            facts=_seen(self.facts[row.pk], book),
            needs=tuple(_need(n) for n in small.needs),
            rivals=tuple(_rival(r) for r in small.rivals),
            contacts=contacts,
            next_step=_next_step(small.steps),
            overdue=orders.overdue(contracts, self.actor.today),
            order=orders.order(contracts, _deciders(people)),
            rhythm_days=_rhythm(row.account, book),
            elsewhere=beside.elsewhere(self.actor.today),
            pace_days=beside.pace_days,
            answers=beside.answers,
        )

    def _contacts(self, pk: int, stakes: Sequence[SeatRow]) -> tuple[core.Contacted, ...]:
        seats = {s.contact_id: s.pk for s in stakes if s.contact_id}
        return tuple(
            core.Contacted(
                a.id, a.on, a.kind, a.outcome,
                tuple(seats[pk] for pk in a.contact_ids if pk in seats), a.by_id,
            )
            for a in self.activities[pk][:LATEST_CONTACTS]
        )  # fmt: skip


def _deciders(people: Iterable[core.Person]) -> frozenset[int]:
    held = (p.contact_id for p in people if "decision_maker" in p.standard)
    return frozenset(pk for pk in held if pk is not None)


def _person(
    stake: SeatRow, book: Playbook, contacts: tuple[core.Contacted, ...], beside: Beside
) -> core.Person:
    there = [c for c in contacts if stake.pk in c.people]
    met = there[0].on if there else stake.last_met_on
    links = {c.by for c in there if c.by is not None} | beside.known_by.get(stake.pk, set())
    roles = [book.role(key) for key in stake.roles]
    return core.Person(
        id=stake.pk,
        contact_id=stake.contact_id,
        name=stake.name,
        title=stake.contact_title or "",
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
        our_person=stake.our_user_name or "",
        reach_reason=stake.reached_through,
        left_on=beside.left.get(stake.pk),
        known_by=frozenset(links),
    )


def _need(row: listed.NeedRow) -> core.Need:
    return core.Need(row.id, row.words, row.explicit, row.met, row.met_confirmed)  # type: ignore[arg-type]


def _rival(row: listed.RivalRow) -> core.Rival:
    return core.Rival(row.id, row.name, row.position, row.in_touch_with_decider, row.confirmed)


def _next_step(rows: Sequence[listed.StepRow]) -> core.NextStep | None:
    first = next((r for r in rows if r.due_on), next(iter(rows), None))
    return core.NextStep(first.id, first.what, first.due_on, first.agreed) if first else None


def _seen(rows: Sequence[known.FactRow], book: Playbook) -> dict[str, tuple[core.Seen, ...]]:
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
