"""Writes of commission plans: set, changed from a day on, ended; what was earned stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from goldenkey.actions import commission, receivable
from goldenkey.actions.base import action, change, create, edit
from goldenkey.actions.pricing import money_in
from goldenkey.core import commission_terms as core
from goldenkey.core.commission import WHOLE
from goldenkey.data.models import Allocation, CommissionPlan, CommissionShare
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

Amount = Decimal | str | int


@action("commission_plan.edit")
def create_plan(
    actor: Actor,
    *,
    name: str,
    basis_points: int,
    from_on: date,
    until_on: date | None = None,
    currency: str = "",
    period: str = "quarter",
    tiers: Sequence[tuple[Amount, int]] = (),
    quota: Amount | None = None,
    accelerator: int = WHOLE,
    holdback: int = 0,
    holdback_days: int = 0,
) -> CommissionPlan:
    """Set the company's rule of commission for contracts signed from a day on (M7.5).

    `tiers` are pairs of cash of a period and the rate from there; rates are basis points. Contracts
    of those days that had no plan take it; what has cleared for them is earned now.
    """
    columns = _columns(
        actor, name=name, basis_points=basis_points, currency=currency, period=period, tiers=tiers,
        quota=quota, accelerator=accelerator, holdback=holdback, holdback_days=holdback_days,
    )  # fmt: skip
    _check_days(from_on, until_on)
    plan = create(actor, CommissionPlan, from_on=from_on, until_on=until_on, **columns)
    _take_up(actor, plan)
    return plan


@action("commission_plan.edit")
def change_plan(
    actor: Actor, plan_id: int, *, from_on: date, version: int | None = None, **given: Any
) -> CommissionPlan:
    """Change the rule for contracts signed from a day on; those before keep the old one (M7.5).

    A plan that no contract runs on is changed in place. Else it ends the day before and another
    follows it; refused where contracts signed from that day on run on it already.
    """
    columns = _columns(actor, **given)
    with change(
        actor, CommissionPlan, plan_id, right="commission_plan.edit", version=version
    ) as plan:
        until_on = plan.until_on
        _check_days(from_on, until_on)
        if not plan.shares.filter(archived_at=None).exists():
            for name, value in {**columns, "from_on": from_on}.items():
                setattr(plan, name, value)
            return plan
        _check_unused_from(plan, from_on)
        plan.until_on = from_on - timedelta(days=1)
    made = create(
        actor, CommissionPlan, from_on=from_on, until_on=until_on, replaces=plan, **columns
    )
    _take_up(actor, made)
    return made


@action("commission_plan.edit")
def end_plan(
    actor: Actor, plan_id: int, *, until_on: date, version: int | None = None
) -> CommissionPlan:
    """Let a plan end on a day; contracts signed until then keep its rate."""
    with change(
        actor, CommissionPlan, plan_id, right="commission_plan.edit", version=version
    ) as plan:
        _check_days(plan.from_on, until_on)
        plan.until_on = until_on
    return plan


def _columns(
    actor: Actor,
    *,
    name: str,
    basis_points: int,
    currency: str = "",
    period: str = "quarter",
    tiers: Sequence[tuple[Amount, int]] = (),
    quota: Amount | None = None,
    accelerator: int = WHOLE,
    holdback: int = 0,
    holdback_days: int = 0,
) -> dict[str, Any]:
    """The columns of a plan as typed; Refused for a rule that cannot be."""
    if not name.strip():
        raise Refused("required", field="name")
    if period not in core.MONTHS:
        raise Refused("bad_choice", field="period")
    spoken = currency or actor.currency
    steps = [[money_in(start, spoken, field="tiers").minor, rate] for start, rate in tiers]
    target = None if quota is None else money_in(quota, spoken, field="quota").minor
    terms = core.Terms(
        basis_points, spoken, period, core.read(steps), target, accelerator, holdback, holdback_days
    )
    if problem := core.check(terms):
        raise Refused(problem, field=FIELDS[problem], requirement="M7.5")
    if not 0 <= holdback_days <= MOST_DAYS:
        raise Refused("out_of_range", field="holdback_days")
    return {
        "name": name.strip()[:100], "basis_points": basis_points, "currency": spoken,
        "period": period, "tiers": steps, "quota_minor": target, "accelerator": accelerator,
        "holdback": holdback, "holdback_days": holdback_days,
    }  # fmt: skip


MOST_DAYS = 3650
FIELDS = {
    "bad_rate": "basis_points", "tiers_not_rising": "tiers", "bad_quota": "quota",
    "bad_accelerator": "accelerator", "bad_holdback": "holdback",
}  # fmt: skip


def _check_days(from_on: date, until_on: date | None) -> None:
    if until_on and until_on < from_on:
        raise Refused("date_not_later", field="until_on")


def _check_unused_from(plan: CommissionPlan, from_on: date) -> None:
    used = plan.shares.filter(archived_at=None).order_by("-contract__signed_on")
    last = used.values_list("contract__signed_on", flat=True).first()
    if last and from_on <= last:
        raise Refused("plan_in_use", field="from_on", requirement="M7.5", on=last)
    if from_on <= plan.from_on:
        raise Refused("date_not_later", field="from_on")


def _take_up(actor: Actor, plan: CommissionPlan) -> None:
    waiting = CommissionShare.objects.filter(
        plan=None, archived_at=None, contract__signed_on__gte=plan.from_on
    ).select_related("contract")
    found = [s for s in waiting if not plan.until_on or s.contract.signed_on <= plan.until_on]
    for share in found:
        edit(actor, share, plan=plan)
    for contract in receivable.hold([s.contract_id for s in found]):
        rows = Allocation.objects.filter(
            receivable__contract=contract, payment__cleared_on__isnull=False,
            reverses=None, reversed_by=None,
        ).select_related("payment", "receivable")  # fmt: skip
        commission.settle(actor, contract, list(rows.order_by("pk")), on=actor.today)
