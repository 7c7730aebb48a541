"""Reads of collection: steps due, promises, disputes, one receivable with all of it (M7.4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import BigIntegerField, OuterRef, Prefetch, QuerySet, Subquery, Sum

from goldenkey.core import dunning, late_money, promises, statutory
from goldenkey.core.dunning import DueStep, Owed
from goldenkey.core.guidance import DunningStep
from goldenkey.core.money import Money
from goldenkey.data.models import Allocation, Dispute, Position, Promise, Receivable
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import late_money as policies
from goldenkey.selectors import playbook, receivable
from goldenkey.selectors.collection_shapes import (
    CareView,
    DisputeRow,
    DueRow,
    PromiseRow,
    ReminderRow,
    StepRow,
)

MOST = 300
"""The most receivables looked at for what is due; the oldest come first."""


def steps_of(actor: Actor) -> tuple[DunningStep, ...]:
    """The steps of collection of the company's default playbook."""
    actor.require("receivable.read")
    book = playbook.of_team(actor, None)
    return book.guidance.collection.dunning if book else ()


def due(
    actor: Actor, *, mine: bool = False, owner_id: int | None = None, account_id: int | None = None
) -> tuple[DueRow, ...]:
    """The steps to take now, the one that waits longest first."""
    actor.require("receivable.read")
    steps = steps_of(actor)
    if not steps:
        return ()
    soon = actor.today + timedelta(days=dunning.reach(steps))
    rows = scope.visible(actor, Receivable).filter(open_minor__gt=0, due_on__lte=soon)
    exact = {
        "contract__owner_id": actor.user_id if mine else owner_id, "account_id": account_id,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    told = _cared(receivable.with_names(actor, rows)).order_by("due_on", "pk")
    held = {row.pk: row for row in told[:MOST]}
    found = dunning.due_steps((_owed(row) for row in held.values()), steps, actor.today)
    return tuple(_due(actor, held[one.receivable_id], one) for one in found)


def promised(actor: Actor, *, account_id: int | None = None) -> tuple[PromiseRow, ...]:
    """Promises about money that is still open, the next day first."""
    actor.require("receivable.read")
    rows = scope.visible(actor, Promise).filter(receivable__open_minor__gt=0)
    rows = rows.filter(receivable__account=account_id) if account_id else rows
    return tuple(_promise(actor, row) for row in _told(rows).order_by("promised_on", "pk")[:MOST])


def disputed(actor: Actor, *, account_id: int | None = None) -> tuple[DisputeRow, ...]:
    """Disputes that are not settled, the oldest first."""
    actor.require("receivable.read")
    rows = scope.visible(actor, Dispute).filter(settled_on=None)
    rows = rows.filter(receivable__account=account_id) if account_id else rows
    return tuple(_dispute(row) for row in _argued(rows).order_by("opened_on", "pk")[:MOST])


def care(actor: Actor, receivable_id: int) -> CareView:
    """One receivable with all that was done about it; NotFound out of scope."""
    actor.require("receivable.read")
    held = scope.get(actor, Receivable, receivable_id)
    row = _cared(receivable.with_names(actor, Receivable.objects.filter(pk=held.pk))).get()
    steps, policy = steps_of(actor), policies.policy(actor)
    now = dunning.next_step(_owed(row), steps, actor.today)
    open_, late = Money(row.open_minor, row.currency), (actor.today - row.due_on).days
    says = {step.id: step.say.say(actor.language) for step in steps}
    taken = {one.step: one.on for one in row.reminders.all() if one.due_on == row.due_on}
    return CareView(
        row=receivable.view(actor, row),
        steps=tuple(
            StepRow(
                s.id, s.kind, says[s.id], dunning.due_from(row.due_on, s), taken.get(s.id),
                now is not None and s.id == now.id,
            )
            for s in sorted(steps, key=lambda s: s.days_after_due)
        ),
        next=_due(actor, row, now) if now else None,
        reminders=tuple(_reminder(one, says) for one in row.reminders.all()),
        promises=tuple(_promise(actor, p) for p in _told(row.promises.filter(archived_at=None))),
        disputes=tuple(_dispute(d) for d in _argued(row.disputes.filter(archived_at=None))),
        disputed=any(d.settled_on is None for d in row.disputes.all()),
        cost=late_money.carrying_cost(open_, late, policy.carrying_cost),
        cost_rate=policy.carrying_cost,
        new_business=late_money.new_business(open_, policy.gross_margin),
        margin=policy.gross_margin,
        pack=policy.pack,
        statutory_interest=statutory.interest_of(policy.pack, open_, row.due_on, actor.today)
        if policy.pack else None,
        may_record=actor.may("collection.record", row.contract, kind="contract"),
    )  # fmt: skip


def _cared(rows: QuerySet[Receivable]) -> QuerySet[Receivable]:
    """Receivables with their reminders, promises and disputes: three queries for all."""
    live = Prefetch("promises", Promise.objects.filter(archived_at=None))
    argued = Prefetch("disputes", Dispute.objects.filter(archived_at=None))
    return rows.prefetch_related(live, argued, "reminders", "reminders__by")


def _owed(row: Any) -> Owed:
    return Owed(
        id=row.pk,
        due_on=row.due_on,
        open=Money(row.open_minor, row.currency),
        taken=frozenset(one.step for one in row.reminders.all() if one.due_on == row.due_on),
        disputed=any(one.settled_on is None for one in row.disputes.all()),
        promised_on=max((one.promised_on for one in row.promises.all()), default=None),
    )


def _due(actor: Actor, row: Any, found: DueStep) -> DueRow:
    return DueRow(
        receivable.view(actor, row), found.id, found.step.kind,
        found.step.say.say(actor.language), found.since, len(found.skipped),
    )  # fmt: skip


def _told(rows: QuerySet[Promise]) -> QuerySet[Promise]:
    """Promises with what came from the day each was given until its own day."""
    came = Allocation.objects.filter(
        receivable=OuterRef("receivable"), on__gte=OuterRef("given_on"),
        on__lte=OuterRef("promised_on"),
    )  # fmt: skip
    sums = came.order_by().values("receivable").annotate(s=Sum("amount_minor")).values("s")
    return rows.select_related(
        "receivable__account", "receivable__contract", "said_by", "by"
    ).annotate(paid_minor=Subquery(sums, BigIntegerField()))  # fmt: skip


def _promise(actor: Actor, row: Any) -> PromiseRow:
    money, paid = Money(row.amount_minor, row.currency), Money(row.paid_minor or 0, row.currency)
    owed = row.receivable
    return PromiseRow(
        row.pk, row.version, owed.pk, owed.account_id, owed.account.name, owed.contract.number,
        money, paid, row.given_on, row.promised_on, row.said_by.name if row.said_by else "",
        row.note, row.by.name, promises.state(money, row.promised_on, paid, actor.today),
    )  # fmt: skip


def _argued(rows: QuerySet[Dispute]) -> QuerySet[Dispute]:
    return rows.select_related("receivable__account", "receivable__contract", "by")


def _dispute(row: Any) -> DisputeRow:
    owed = row.receivable
    return DisputeRow(
        row.pk, row.version, owed.pk, owed.account_id, owed.account.name, owed.contract.number,
        Money(row.amount_minor, row.currency), row.reason, row.opened_on, row.settled_on,
        row.note, row.outcome, row.by.name,
    )  # fmt: skip


def _reminder(row: Any, says: dict[str, str]) -> ReminderRow:
    return ReminderRow(row.step, says.get(row.step, ""), row.kind, row.way, row.on, row.by.name)


def dispute(actor: Actor, dispute_id: int) -> DisputeRow:
    """One dispute; NotFound out of scope."""
    actor.require("receivable.read")
    scope.get(actor, Dispute, dispute_id)
    return _dispute(_argued(scope.visible(actor, Dispute)).get(pk=dispute_id))


def people(actor: Actor, account_id: int) -> tuple[tuple[int, str], ...]:
    """Who at a customer may have said something."""
    actor.require("receivable.read")
    rows = scope.visible(actor, Position).filter(account=account_id, until_on=None)
    return tuple(rows.order_by("pk").values_list("contact_id", "contact__name"))
