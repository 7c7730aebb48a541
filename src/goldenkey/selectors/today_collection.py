"""Today's collection: the step that is due for each of the owner's receivables (M7.4).

Two queries beside those of the playbook, however many there are.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import DateField, Exists, Max, OuterRef, Subquery

from goldenkey.core import dunning
from goldenkey.core.dunning import DueStep, Owed
from goldenkey.core.guidance import DunningStep
from goldenkey.core.money import Money
from goldenkey.core.today import Matter, Subject
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import collection
from goldenkey.selectors.today_shapes import MOST, Doing, Source, Sources


def steps(actor: Actor, found: Sources) -> Sources:
    """Add the due steps to the order or contract on the list, else as rows of their own."""
    if not actor.may("collection.record") or actor.may("payment.record"):
        return {}
    known = collection.steps_of(actor)
    if not known:
        return {}
    rows = {row.pk: row for row in _rows(actor, known)}
    taken = _taken(list(rows))
    owed = (_owed(row, taken) for row in rows.values())
    made: Sources = {}
    for one in dunning.due_steps(owed, known, actor.today)[:MOST]:
        _add(actor, found, made, rows[one.receivable_id], one)
    return made


def _rows(actor: Actor, known: tuple[DunningStep, ...]) -> list[Any]:
    soon = actor.today + timedelta(days=dunning.reach(known))
    argued = m.Dispute.objects.filter(receivable=OuterRef("pk"), archived_at=None, settled_on=None)
    promised = m.Promise.objects.filter(receivable=OuterRef("pk"), archived_at=None)
    last = promised.order_by().values("receivable").annotate(on=Max("promised_on")).values("on")
    rows = scope.visible(actor, m.Receivable).filter(
        contract__owner_id=actor.user_id, open_minor__gt=0, due_on__lte=soon
    )
    told = rows.select_related("contract__account").annotate(
        is_disputed=Exists(argued), promise_on=Subquery(last, DateField())
    )
    return list(told.order_by("due_on", "pk")[: 2 * MOST])


def _taken(ids: list[int]) -> dict[int, set[tuple[str, Any]]]:
    found: dict[int, set[tuple[str, Any]]] = {}
    rows = m.Reminder.objects.filter(receivable__in=ids) if ids else m.Reminder.objects.none()
    for pk, step, due_on in rows.values_list("receivable", "step", "due_on"):
        found.setdefault(pk, set()).add((step, due_on))
    return found


def _owed(row: Any, taken: dict[int, set[tuple[str, Any]]]) -> Owed:
    done = frozenset(step for step, on in taken.get(row.pk, ()) if on == row.due_on)
    return Owed(
        row.pk, row.due_on, Money(row.open_minor, row.currency), done, row.is_disputed,
        row.promise_on,
    )  # fmt: skip


def _add(actor: Actor, found: Sources, made: Sources, row: Any, due: DueStep) -> None:
    contract = row.contract
    subject: Subject = ("receivable", row.pk)
    held = found.get(("opportunity", contract.opportunity_id or 0)) or found.get(
        ("contract", contract.pk)
    )
    if held is not None and held.matters:
        subject = held.matters[0].subject
    matter = Matter(
        "collection", subject, (actor.today - due.since).days,
        Money(row.open_minor, row.currency), row.open_org_minor,
        {"kind": due.step.kind, "say": due.step.say.say(actor.language), "on": row.due_on},
    )  # fmt: skip
    if held is not None and held.matters:
        held.add(matter)
        return
    source = Source(
        title=contract.account.name, account=contract.number, account_id=contract.account_id,
        money=Money(row.open_minor, row.currency), usual=Doing("collect"),
    )  # fmt: skip
    source.add(matter)
    made[subject] = source
