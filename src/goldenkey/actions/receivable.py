"""What follows when an order moves: receivables open, contract and opportunity close (M7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max, Sum

from goldenkey.actions import neighbours
from goldenkey.actions.base import create, edit, touch_opportunity
from goldenkey.actions.pricing import priced
from goldenkey.core import payment_plan, receivables
from goldenkey.core.money import Money
from goldenkey.core.payment_plan import Delivered
from goldenkey.data.models import (
    Acceptance,
    Allocation,
    Contract,
    Delivery,
    Opportunity,
    PlanLine,
    Receivable,
)
from goldenkey.policies.actor import Actor


def open_due(
    actor: Actor,
    contract: Contract,
    *,
    on: date,
    delivery: Delivery | None = None,
    acceptance: Acceptance | None = None,
) -> list[Receivable]:
    """Open a receivable for each plan line that what has happened makes due; none twice."""
    come, whole = _come(contract)
    made = []
    for line in contract.plan.filter(archived_at=None).order_by("place"):
        owed = Money(line.amount_minor, contract.currency)
        part = payment_plan.reached(line.trigger, come, whole)
        due = payment_plan.newly_due(owed, _opened(line, contract.currency), part)
        if due:
            made.append(_open(actor, contract, line, due, on, delivery, acceptance))
    return made


def reprice(actor: Actor, row: Receivable, open_minor: int) -> None:
    """Set what is open of a receivable, and the organisation's amount of it beside."""
    edit(
        actor, row, open_minor=open_minor,
        open_org_minor=receivables.in_proportion(
            row.amount_org_minor, row.amount_minor, open_minor
        ),
    )  # fmt: skip


def cleared(contract: Contract) -> tuple[Money, date | None]:
    """What has come in and cleared for a contract, and the day of the last of it."""
    rows = Allocation.objects.filter(
        receivable__contract=contract, payment__cleared_on__isnull=False,
        payment__reversed_on__isnull=True,
    )  # fmt: skip
    found = rows.aggregate(total=Sum("amount_minor"), last=Max("payment__cleared_on"))
    return Money(found["total"] or 0, contract.currency), found["last"]


def hold(contract_ids: Sequence[int]) -> list[Contract]:
    """Contracts whose money is about to move, locked in one order for all."""
    rows = Contract.objects.select_for_update(of=("self",), no_key=True)
    return list(rows.filter(pk__in=set(contract_ids)).order_by("pk"))


def follow(actor: Actor, contract: Contract) -> None:
    """Bring a contract's state up to date, and its opportunity's end (M3.1)."""
    come, whole = _come(contract)
    money, last = cleared(contract)
    accepted = payment_plan.reached("acceptance", come, whole) == 1
    collected = money.minor == contract.amount_minor
    edit(
        actor, contract,
        state=_state(contract, come, accepted=accepted, collected=collected),
        accepted_on=_accepted_on(contract) if accepted else None,
        closed_on=last if collected else None,
    )  # fmt: skip
    neighbours.of_account(contract.account_id)
    if contract.opportunity_id:
        _follow_opportunity(actor, contract.opportunity_id)


def _follow_opportunity(actor: Actor, pk: int) -> None:
    """An order ends only when all money has arrived; money that goes back opens it again."""
    touch_opportunity(pk)
    row = Opportunity.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    held = row.contracts.filter(archived_at=None).exclude(state="cancelled")
    ends = list(held.values_list("closed_on", flat=True))
    if row.state != "won" or not ends:
        return
    days = [day for day in ends if day is not None]
    closed = max(days) if len(days) == len(ends) else None
    edit(actor, row, closed_on=closed, live=closed is None)


def _come(contract: Contract) -> tuple[list[Delivered], int]:
    """How far each delivery is, and what of the whole order was accepted at once."""
    said = Acceptance.objects.filter(contract=contract, archived_at=None)
    best: dict[int | None, int] = {}
    for row in said.exclude(result="refused"):
        best[row.delivery_id] = max(best.get(row.delivery_id, 0), row.basis_points)
    rows = contract.deliveries.filter(archived_at=None).order_by("pk")
    return [
        Delivered(d.weight, bool(d.shipped_on), bool(d.delivered_on), best.get(d.pk, 0))
        for d in rows
    ], best.get(None, 0)


def _opened(line: PlanLine, currency: str) -> Money:
    rows = line.receivables.filter(archived_at=None)
    return Money(rows.aggregate(total=Sum("amount_minor"))["total"] or 0, currency)


def _open(
    actor: Actor,
    contract: Contract,
    line: PlanLine,
    money: Money,
    on: date,
    delivery: Delivery | None,
    acceptance: Acceptance | None,
) -> Receivable:
    fixed = {"signing": contract.signed_on, "date": line.trigger_on}
    triggered = fixed.get(line.trigger) or on
    columns = priced(actor, money, on)
    return create(
        actor,
        Receivable,
        contract=contract,
        plan_line=line,
        account_id=contract.payer_id,
        delivery=delivery if line.trigger not in fixed else None,
        acceptance=acceptance if line.trigger == "acceptance" else None,
        triggered_on=triggered,
        due_on=receivables.due_on(triggered, line.credit_days),
        open_minor=money.minor,
        open_org_minor=columns["amount_org_minor"],
        **columns,
    )


def _state(contract: Contract, come: list[Delivered], *, accepted: bool, collected: bool) -> str:
    if contract.state == "cancelled":
        return "cancelled"
    if collected:
        return "closed"
    if accepted:
        return "accepted"
    return "delivering" if any(d.shipped or d.arrived for d in come) else "signed"


def _accepted_on(contract: Contract) -> date | None:
    said = Acceptance.objects.filter(contract=contract, archived_at=None)
    last: date | None = said.exclude(result="refused").aggregate(on=Max("accepted_on"))["on"]
    return last
