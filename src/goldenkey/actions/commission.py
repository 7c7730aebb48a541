"""Writes of commission: earned on cleared cash, taken back, approved, paid; append-only (M7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Sum

from goldenkey.actions import receivable
from goldenkey.actions.base import action, create
from goldenkey.core import commission as core
from goldenkey.core import commission_terms
from goldenkey.core.money import Money
from goldenkey.data import locks
from goldenkey.data.models import Allocation, CommissionLine, CommissionShare, Contract, User
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused
from goldenkey.selectors.commission_terms import GAINS, counts_on, terms_of

EARNING = ("earned", "clawed_back")
HELD = (*EARNING, "bad_debt")
"""What of a share is kept back in part until acceptance; a bonus is not of one order alone."""

LOCK = "commission"
"""Shared by whoever writes lines that a month counts, held by who closes the month."""


@action("commission.approve")
def approve(actor: Actor, user_id: int, *, through: date) -> list[CommissionLine]:
    """Make payable what somebody earned until a day, less what was taken back (M7.5).

    Nobody approves his own. What the plan keeps back until acceptance waits. Where more was taken
    back than earned the line is negative: it is kept back from what is paid next.
    """
    _check(actor, user_id, through)
    shares = _hold(user_id)
    lines = CommissionLine.objects.filter(share__in=shares, on__lte=through)
    gained, own = _sums(lines.filter(kind__in=GAINS)), _sums(lines.filter(kind__in=HELD))
    done = _sums(CommissionLine.objects.filter(share__in=shares, kind="payable"))
    made = []
    for share in shares:
        kept = kept_back(share, own.get(share.pk, 0), through)
        currency = share.contract.currency
        all_of_it, before = (Money(sums.get(share.pk, 0), currency) for sums in (gained, done))
        if left := core.payable(all_of_it, kept, before):
            because = {"through": through.isoformat(), "held_minor": kept.minor}
            made.append(line(actor, share, "payable", left.minor, on=actor.today, because=because))
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
    because = {"reference": reference.strip()[:100], "event_on": on.isoformat()}
    made = [
        line(actor, s, "paid", left, on=counts_on(on), because=because)
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
    locks.share(LOCK)
    after, _last = receivable.cleared(contract)
    cleared = after.minor - sum(a.amount_minor for a in rows)
    parts = [core.Share(s.pk, s.basis_points, _rate(s)) for s in rated.values()]
    hopes = core.expected(contract.money, parts)
    sofar = _sums(CommissionLine.objects.filter(share__in=rated, kind__in=EARNING))
    for row in rows:
        cleared += row.amount_minor
        had = {pk: Money(minor, contract.currency) for pk, minor in sofar.items()}
        money = Money(cleared, contract.currency)
        found = {e.share_id: e.money for e in core.settle(contract.money, money, parts, had)}
        for pk, share in rated.items():
            if pk in found or terms_of(share.plan).rises:
                because = _because(contract, share, row, cleared, hopes[pk])
                minor = found[pk].minor if pk in found else 0
                _earn(actor, share, row, minor, on, because)
                sofar[pk] = sofar.get(pk, 0) + minor
    for share in rated.values():
        bear(actor, share, sofar.get(share.pk, 0), on=on)


def bear(
    actor: Actor, share: CommissionShare, earned: int, *, on: date,
    more: dict[str, Any] | None = None,
) -> CommissionLine | None:  # fmt: skip
    """Let a share bear its part of bad debts, as far as it has earned; `more` is one more debt."""
    lines = list(CommissionLine.objects.filter(share=share, kind="bad_debt").order_by("pk"))
    told = [line.because for line in lines] + ([more] if more else [])
    if not told:
        return None
    currency = share.contract.currency
    owed = Money(sum(t.get("written_off_minor", 0) for t in told), currency)
    percent = max(t.get("percent", 0) for t in told)
    target = core.borne(owed, percent, share.basis_points, Money(earned, currency))
    due = -target.minor - sum(one.amount_minor for one in lines)
    if not due and not more:
        return None
    because = more or {"percent": percent, "share": share.basis_points, "written_off_minor": 0}
    day = counts_on(on)
    return line(actor, share, "bad_debt", due, on=day, because=because, credited_on=day)


def _earn(
    actor: Actor, share: CommissionShare, row: Allocation, minor: int, on: date,
    because: dict[str, Any],
) -> None:  # fmt: skip
    """One line for one allocation; a reversal goes back to the day of what it reverses."""
    day = counts_on(on)
    if day != on:
        because["event_on"] = on.isoformat()
    first = None
    if row.reverses_id:
        old = CommissionLine.objects.filter(share=share, allocation=row.reverses_id).first()
        first = old.credited_on if old else None
    kind = "earned" if row.amount_minor > 0 else "clawed_back"
    line(
        actor, share, kind, minor, on=day, because=because, allocation=row,
        credited_on=first or day,
    )  # fmt: skip


def kept_back(share: CommissionShare, gained: int, day: date) -> Money:
    """What of a share is kept back on a day: until its order was accepted, and so many days."""
    terms = terms_of(share.plan)
    free_on = commission_terms.released_on(share.contract.accepted_on, terms)
    released = free_on is not None and free_on <= day
    return core.held(Money(gained, share.contract.currency), terms.holdback, released=released)


def _check(actor: Actor, user_id: int, day: date) -> None:
    if user_id == actor.user_id:
        raise Refused("own_commission", requirement="M7.5")
    if not User.objects.filter(pk=user_id).exists():
        raise NotFound("user")
    if day > actor.today:
        raise Refused("date_in_future", field="through")


def _hold(user_id: int) -> list[CommissionShare]:
    """Somebody's shares, locked, so that nothing is approved or paid twice."""
    locks.share(LOCK)
    rows = CommissionShare.objects.select_for_update(of=("self",), no_key=True)
    return list(rows.filter(user=user_id).select_related("contract", "plan").order_by("pk"))


def _sums(lines: Any) -> dict[int, int]:
    return {
        row["share"]: row["total"]
        for row in lines.values("share").annotate(total=Sum("amount_minor")).order_by()
    }


def line(
    actor: Actor,
    share: CommissionShare,
    kind: str,
    minor: int,
    *,
    on: date,
    because: dict[str, Any],
    allocation: Allocation | None = None,
    credited_on: date | None = None,
) -> CommissionLine:
    """One more line of the ledger."""
    return create(
        actor, CommissionLine, share=share, user_id=share.user_id, allocation=allocation,
        kind=kind, amount_minor=minor, currency=share.contract.currency, on=on, at=actor.now,
        by_id=actor.user_id, because=because, credited_on=credited_on,
    )  # fmt: skip


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
