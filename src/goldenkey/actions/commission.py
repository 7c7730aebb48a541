"""Writes of commission: earned on cleared cash, taken back, approved, paid; append-only (M7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Sum

from goldenkey.actions import receivable
from goldenkey.actions.base import action, change, create, edit
from goldenkey.core import commission as core
from goldenkey.core.money import Money
from goldenkey.data.models import (
    Allocation,
    CommissionLine,
    CommissionPlan,
    CommissionShare,
    Contract,
    User,
)
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused

EARNING = ("earned", "clawed_back")


@action("commission.approve")
def create_plan(
    actor: Actor, *, name: str, basis_points: int, from_on: date, until_on: date | None = None
) -> CommissionPlan:
    """Set the company's rate of commission from a day on (M7.5).

    Contracts of those days that had no plan take it; what has cleared for them is earned now.
    """
    if not name.strip():
        raise Refused("required", field="name")
    if not 0 < basis_points <= core.WHOLE:
        raise Refused("bad_rate", field="basis_points", requirement="M7.5")
    if until_on and until_on < from_on:
        raise Refused("date_not_later", field="until_on")
    plan = create(
        actor, CommissionPlan, name=name.strip()[:100], basis_points=basis_points,
        from_on=from_on, until_on=until_on,
    )  # fmt: skip
    _take_up(actor, plan)
    return plan


@action("commission.approve")
def end_plan(actor: Actor, plan_id: int, *, until_on: date, version: int | None = None) -> None:
    """Let a plan end on a day; contracts signed until then keep its rate."""
    with change(
        actor, CommissionPlan, plan_id, right="commission.approve", version=version
    ) as plan:
        if until_on < plan.from_on:
            raise Refused("date_not_later", field="until_on")
        plan.until_on = until_on


@action("commission.approve")
def approve(actor: Actor, user_id: int, *, through: date) -> list[CommissionLine]:
    """Make payable what somebody earned until a day, less what was taken back (M7.5).

    Nobody approves his own. Where more was taken back than earned the line is negative: it is
    kept back from what is paid next.
    """
    _check(actor, user_id, through)
    shares = _hold(user_id)
    lines = CommissionLine.objects.filter(share__in=shares, kind__in=EARNING, on__lte=through)
    sums = _sums(lines)
    done = _sums(CommissionLine.objects.filter(share__in=shares, kind="payable"))
    because = {"through": through.isoformat()}
    made = [
        _line(actor, s, "payable", left, on=actor.today, because=because)
        for s in shares
        if (left := sums.get(s.pk, 0) - done.get(s.pk, 0))
    ]
    if not made:
        raise Refused("nothing_to_approve", requirement="M7.5")
    return made


@action("commission.approve")
def pay(actor: Actor, user_id: int, *, on: date, reference: str = "") -> list[CommissionLine]:
    """Note that all that is payable to somebody has been paid out (M7.5)."""
    _check(actor, user_id, on)
    shares = _hold(user_id)
    owed = _sums(CommissionLine.objects.filter(share__in=shares, kind="payable"))
    paid = _sums(CommissionLine.objects.filter(share__in=shares, kind="paid"))
    made = [
        _line(actor, s, "paid", left, on=on, because={"reference": reference.strip()[:100]})
        for s in shares
        if (left := owed.get(s.pk, 0) - paid.get(s.pk, 0))
    ]
    if not made:
        raise Refused("nothing_to_pay", requirement="M7.5")
    return made


def settle(actor: Actor, contract: Contract, rows: Sequence[Allocation], *, on: date) -> None:
    """Earn, or take back, for allocations of cleared payments that were just made or cleared.

    The caller holds the contract. `rows` are already among what has cleared, or reverse it.
    """
    shares = list(contract.shares.filter(archived_at=None).select_related("plan").order_by("pk"))
    rated = {s.pk: s for s in shares if s.plan is not None}
    if not rows or not rated:
        return
    after, _last = receivable.cleared(contract)
    cleared = after.minor - sum(a.amount_minor for a in rows)
    parts = [core.Share(s.pk, s.basis_points, _rate(s)) for s in rated.values()]
    hopes = core.expected(contract.money, parts)
    sofar = _sums(CommissionLine.objects.filter(share__in=rated, kind__in=EARNING))
    for row in rows:
        cleared += row.amount_minor
        had = {pk: Money(minor, contract.currency) for pk, minor in sofar.items()}
        money = Money(cleared, contract.currency)
        for earned in core.settle(contract.money, money, parts, had):
            share = rated[earned.share_id]
            because = _because(contract, share, row, cleared, hopes[share.pk])
            kind = "earned" if earned.money.minor > 0 else "clawed_back"
            _line(actor, share, kind, earned.money.minor, on=on, because=because, allocation=row)
            sofar[share.pk] = sofar.get(share.pk, 0) + earned.money.minor


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
        settle(actor, contract, list(rows.order_by("pk")), on=actor.today)


def _check(actor: Actor, user_id: int, day: date) -> None:
    if user_id == actor.user_id:
        raise Refused("own_commission", requirement="M7.5")
    if not User.objects.filter(pk=user_id).exists():
        raise NotFound("user")
    if day > actor.today:
        raise Refused("date_in_future", field="through")


def _hold(user_id: int) -> list[CommissionShare]:
    """Somebody's shares, locked, so that nothing is approved or paid twice."""
    rows = CommissionShare.objects.select_for_update(of=("self",), no_key=True)
    return list(rows.filter(user=user_id).select_related("contract").order_by("pk"))


def _sums(lines: Any) -> dict[int, int]:
    return {
        row["share"]: row["total"]
        for row in lines.values("share").annotate(total=Sum("amount_minor")).order_by()
    }


def _line(
    actor: Actor,
    share: CommissionShare,
    kind: str,
    minor: int,
    *,
    on: date,
    because: dict[str, Any],
    allocation: Allocation | None = None,
) -> CommissionLine:
    made = create(
        actor, CommissionLine, share=share, user_id=share.user_id, allocation=allocation,
        kind=kind, amount_minor=minor, currency=share.contract.currency, on=on, at=actor.now,
        by_id=actor.user_id, because=because,
    )  # fmt: skip
    return made


def _because(
    contract: Contract, share: CommissionShare, row: Allocation, cleared: int, hope: Money
) -> dict[str, Any]:
    """What a page needs to explain the line: codes, ids and numbers, no words about people."""
    return {
        "payment": row.payment.number,
        "payment_id": row.payment_id,
        "receivable_id": row.receivable_id,
        "contract": contract.number,
        "contract_id": contract.pk,
        "allocation_minor": row.amount_minor,
        "cleared_minor": cleared,
        "contract_minor": contract.amount_minor,
        "expected_minor": hope.minor,
        "rate": _rate(share),
        "share": share.basis_points,
    }


def _rate(share: CommissionShare) -> int:
    return share.plan.basis_points if share.plan else 0
