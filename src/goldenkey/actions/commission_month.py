"""Closing a month of commission: bonuses written, sums kept, nothing of it moves again (M7.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from goldenkey.actions.base import action, create, create_many
from goldenkey.actions.commission import LOCK
from goldenkey.core import commission_terms as core
from goldenkey.data import locks
from goldenkey.data.models import CommissionLine, CommissionMonth, CommissionTotal
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import commission_check as check
from goldenkey.selectors.commission_terms import last_closed


@action("commission.close")
def close_month(actor: Actor, *, month: date) -> CommissionMonth:
    """Close a month for everybody at once; what comes later for it counts in the next (M7.5).

    What its cash reaches above the plain rate is written as bonus lines. Refused before the month
    is over, out of order, and while the ledger is not what its rules give.
    """
    locks.hold(LOCK)
    first, last = core.bounds(month, "month")
    _check_order(actor, first, last)
    for wrong in check.earnings(actor, first, last):
        raise Refused("ledger_disagrees", field="month", requirement="M7.5", id=wrong.id)
    write_bonuses(actor, check.bonuses(actor, first, last), on=last)
    sums = check.sums(actor, first, last)
    count = CommissionLine.objects.filter(on__gte=first, on__lte=last).count()
    made = create(
        actor, CommissionMonth, first=first, at=actor.now, by_id=actor.user_id, lines=count
    )
    create_many(actor, CommissionTotal, (_total(made, key, kinds) for key, kinds in sums.items()))
    return made


def write_bonuses(actor: Actor, found: Iterable[check.Bonus], *, on: date) -> None:
    """Write what each period's bonus lacks, or has too much."""
    create_many(actor, CommissionLine, (_bonus(actor, one, on) for one in found if one.due))


def _check_order(actor: Actor, first: date, last: date) -> None:
    if last >= actor.today:
        raise Refused("month_not_over", field="month", requirement="M7.5")
    closed = last_closed()
    if closed and first <= closed:
        raise Refused("month_closed", field="month", requirement="M7.5")
    earliest = closed + timedelta(days=32) if closed else _first_line()
    if earliest and earliest.replace(day=1) < first:
        raise Refused(
            "month_before_open", field="month", requirement="M7.5", month=earliest.replace(day=1)
        )


def _first_line() -> date | None:
    return CommissionLine.objects.order_by("on").values_list("on", flat=True).first()


def _bonus(actor: Actor, one: check.Bonus, on: date) -> dict[str, Any]:
    because = {
        "plan_id": one.plan.pk, "first": one.first.isoformat(), "last": one.last.isoformat(),
        "base": str(one.base), "whole_minor": one.should.minor, "before_minor": one.stands,
    }  # fmt: skip
    return {
        "share_id": one.share_id, "user_id": one.user_id, "kind": "bonus", "amount_minor": one.due,
        "currency": one.plan.currency, "on": on, "credited_on": min(on, one.last),
        "at": actor.now, "by_id": actor.user_id, "because": because,
    }  # fmt: skip


def _total(made: CommissionMonth, key: tuple[int, str], kinds: dict[str, int]) -> dict[str, Any]:
    user_id, currency = key
    columns = {f"{kind}_minor": kinds[kind] for kind in check.KINDS}
    return {"month": made, "user_id": user_id, "currency": currency, **columns}
