"""Today's money: what is overdue, and deliveries the customer should hear about (M7.2, M3.11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from goldenkey.core.money import Money
from goldenkey.core.today import Matter
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors.today_shapes import MOST, Doing, Source, Sources

DELIVERY_DAYS: Final = 3
"""A delivery that is not on its way shows this many days before its date."""


def overdue(actor: Actor, found: Sources) -> Sources:
    """Money that should be here, by contract; finance sees everybody's."""
    if not actor.may("receivable.read"):
        return {}
    rows = scope.visible(actor, m.Receivable).filter(open_minor__gt=0, due_on__lt=actor.today)
    if not actor.may("payment.record"):
        rows = rows.filter(contract__owner_id=actor.user_id)
    late = rows.select_related("contract", "contract__account").order_by("due_on", "pk")
    by_contract: dict[int, list[m.Receivable]] = {}
    for row in late[: 4 * MOST]:
        if ("opportunity", row.contract.opportunity_id) not in found:  # else the order says so
            by_contract.setdefault(row.contract_id, []).append(row)
    first = list(by_contract.items())[:MOST]
    return {("contract", pk): _late(actor, pk, rows) for pk, rows in first}


def _late(actor: Actor, contract_id: int, rows: list[m.Receivable]) -> Source:
    contract = rows[0].contract
    money = Money(sum(r.open_minor for r in rows), rows[0].currency)
    source = Source(
        title=contract.account.name,
        account=contract.number,
        account_id=contract.account_id,
        money=money,
        usual=Doing("statement"),
    )
    days = (actor.today - rows[0].due_on).days
    worth = sum(r.open_org_minor for r in rows)
    source.add(Matter("payment", ("contract", contract_id), days, money, worth))
    return source


def deliveries(actor: Actor) -> Sources:
    """Deliveries that will be late, or are, and the customer was not told (M3.11)."""
    if not actor.may("contract.read"):
        return {}
    soon = actor.today + timedelta(days=DELIVERY_DAYS)
    rows = scope.visible(actor, m.Delivery).filter(
        contract__owner_id=actor.user_id, contract__archived_at=None, delivered_on=None,
        shipped_on=None, told_customer_on=None, planned_on__lte=soon,
    )  # fmt: skip
    rows = rows.select_related("contract", "contract__account").order_by("planned_on", "pk")
    return {("delivery", row.pk): _delivery(actor, row) for row in rows[:MOST]}


def _delivery(actor: Actor, row: m.Delivery) -> Source:
    contract = row.contract
    source = Source(
        title=contract.account.name,
        account=contract.number,
        account_id=contract.account_id,
        money=contract.money,
        usual=Doing("tell"),
        params={"contract_id": contract.pk},
    )
    days = (actor.today - row.planned_on).days
    params = {"what": row.what, "on": row.planned_on}
    worth = contract.amount_org_minor
    source.add(Matter("delivery", ("delivery", row.pk), days, contract.money, worth, params))
    return source
