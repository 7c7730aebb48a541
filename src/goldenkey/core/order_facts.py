"""What our records say of an order and of money, for formulas to read (M3.5, M3.6, M3.11).

Part of `system_facts`, which names them all.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenkey.core.snapshot import Overdue, Snapshot


def count(seen: Snapshot) -> dict[str, object]:
    """Count what is owed, here and from the customer's other orders, and how far the order is."""
    return {
        **_owed("payment", seen, seen.overdue),
        "payment.overdue": seen.overdue is not None,
        **_owed("customer", seen, seen.elsewhere),
        **_order(seen),
    }


def _owed(of: str, seen: Snapshot, late: Overdue | None) -> dict[str, object]:
    return {
        f"{of}.overdue_days": late.days if late else 0,
        f"{of}.overdue_since": seen.today - timedelta(days=late.days) if late else None,
        f"{of}.overdue_money": late.money if late else None,
    }


def promised(seen: Snapshot, *, confirmed_only: bool) -> int | None:
    """Days since the customer gave his word: the day named, else the day we noted its form."""
    named = seen.fact("commitment.on", confirmed_only=confirmed_only)
    if named is not None and isinstance(named.value, date):
        return _days(seen, named.value)
    form = seen.fact("commitment.form", confirmed_only=confirmed_only)
    return _days(seen, form.observed_on) if form else None


def _order(seen: Snapshot) -> dict[str, object]:
    order, due = seen.order, seen.order.next_delivery_on
    return {
        "order.signed": order.signed_on is not None,
        "order.signed_on": order.signed_on,
        "order.signed_by_decider": order.signed_by_decider,
        "order.payment_planned": order.payment_planned,
        "order.delivery_planned": order.delivery_planned,
        "order.delivered": order.delivered,
        "order.accepted": order.accepted,
        "order.collected": order.collected,
        "delivery.on": due,
        "delivery.late_days": _days(seen, due) if due else 0,
        "delivery.days_left": (due - seen.today).days if due else None,
        "delivery.told": order.told_of_delay,
    }


def _days(seen: Snapshot, since: date) -> int:
    return max(0, (seen.today - since).days)
