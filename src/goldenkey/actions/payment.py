"""Writes of payments: recorded once, allocated, cleared, reversed; no cent twice, none lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Q

from goldenkey.actions import commission, derive, numbering, receivable
from goldenkey.actions.base import about, action, change, create, edit
from goldenkey.actions.pricing import money_in, priced
from goldenkey.core import allocation as core
from goldenkey.core.money import Money
from goldenkey.data.models import Account, Allocation, Payment, Receivable
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

__all__ = [
    "allocate_payment", "clear_payment", "derive", "record_payment", "release_allocation",
    "reverse_payment",
]  # fmt: skip

AT_ONCE = frozenset({"transfer", "cash"})
"""Ways of paying that are cash on the day they are received."""


@action("payment.record")
def record_payment(
    actor: Actor,
    *,
    account_id: int,
    amount: Decimal | str | int,
    currency: str = "",
    received_on: date,
    method: str = "transfer",
    reference: str = "",
    cleared_on: date | None = None,
    matures_on: date | None = None,
    parts: Mapping[int, Decimal | str | int] | None = None,
    keep_rest: bool = False,
) -> Payment:
    """Record money received from a payer, and allocate it (M7.2).

    `parts` says which receivables it settles, by id; without it the oldest due come first. What
    is left raises Refused "surplus" until `keep_rest` keeps it. A transfer or cash has cleared
    when received; a note or cheque only when `cleared_on` says so.
    """
    payer = scope.get(actor, Account, account_id)
    money = money_in(amount, currency or actor.currency)
    clear = cleared_on or (received_on if method in AT_ONCE else None)
    _check_days(actor, method, received_on, clear, matures_on)
    dues = _hold(payer.pk)
    proposal = _proposal(money, parts, dues)
    _ask_about_the_rest(money, proposal, keep_rest)
    payment = create(
        actor, Payment, account=payer, number=numbering.next_number(Payment, "R", received_on),
        received_on=received_on, cleared_on=clear, matures_on=matures_on, method=method,
        reference=reference.strip()[:100], unallocated_minor=money.minor, by_id=actor.user_id,
        **priced(actor, money, received_on),
    )  # fmt: skip
    _allocate(actor, payment, proposal, dues, on=clear or received_on)
    return payment


@action("payment.record")
def allocate_payment(
    actor: Actor,
    payment_id: int,
    *,
    parts: Mapping[int, Decimal | str | int] | None = None,
    version: int | None = None,
) -> Payment:
    """Allocate what is left of a payment: as chosen, or the oldest due first."""
    with change(actor, Payment, payment_id, right="payment.record", version=version) as payment:
        _must_stand(payment)
    dues = _hold(payment.account_id)
    free = Money(payment.unallocated_minor, payment.currency)
    proposal = _proposal(free, parts, dues)
    if not proposal.parts:
        raise Refused("nothing_to_allocate", field="parts")
    _allocate(actor, payment, proposal, dues, on=actor.today)
    return payment


@action("payment.record")
def release_allocation(actor: Actor, allocation_id: int) -> Payment:
    """Take one allocation back: a negative row; the money is unallocated, the receivable open."""
    row = Allocation.objects.filter(pk=allocation_id).first()
    payment = scope.get(actor, Payment, row.payment_id if row else 0, lock=True)
    _must_stand(payment)
    standing = {a.pk: a for a in standing_allocations(payment)}
    if allocation_id not in standing:
        raise Refused("allocation_released")
    _take_back(actor, payment, [standing[allocation_id]], on=actor.today)
    about(payment)
    return payment


@action("payment.record")
def clear_payment(
    actor: Actor, payment_id: int, *, cleared_on: date, version: int | None = None
) -> Payment:
    """A note or cheque has become cash: commission is earned on what it settles (M7.5)."""
    with change(actor, Payment, payment_id, right="payment.record", version=version) as payment:
        _must_stand(payment)
        if payment.cleared_on:
            raise Refused("cleared_already", field="cleared_on")
        _check_days(actor, payment.method, payment.received_on, cleared_on, payment.matures_on)
        payment.cleared_on = cleared_on
    _settle(actor, standing_allocations(payment), on=cleared_on)
    return payment


@action("payment.reverse")
def reverse_payment(
    actor: Actor, payment_id: int, *, reversed_on: date, reason: str, version: int | None = None
) -> Payment:
    """A cheque came back, or the payment was wrong: its receivables are open again (M7.5).

    Each allocation gets a negative row, and commission earned on it is taken back. What was
    recorded stays on record.
    """
    with change(actor, Payment, payment_id, right="payment.reverse", version=version) as payment:
        _must_stand(payment)
        if not reason.strip():
            raise Refused("reason_required", field="reason")
        if reversed_on > actor.today:
            raise Refused("date_in_future", field="reversed_on")
        if reversed_on < payment.received_on:
            raise Refused("before_received", field="reversed_on", received_on=payment.received_on)
    _take_back(actor, payment, standing_allocations(payment), on=reversed_on)
    edit(
        actor, payment, reversed_on=reversed_on, reversal_reason=reason.strip()[:300],
        unallocated_minor=0,
    )  # fmt: skip
    return payment


def standing_allocations(payment: Payment) -> list[Allocation]:
    """The allocations of a payment that nothing has reversed."""
    rows = payment.allocations.filter(reverses=None, reversed_by=None)
    return list(rows.select_related("receivable", "payment").order_by("pk"))


def _ask_about_the_rest(money: Money, proposal: core.Proposal, keep_rest: bool) -> None:
    """What is larger than due is asked first, and then kept, never lost (M7.2)."""
    if money.minor <= 0:
        raise Refused("amount_required", field="amount")
    if proposal.rest and not keep_rest:
        raise Refused(
            "surplus", field="keep_rest", requirement="M7.2", rest=proposal.rest,
            due=money - proposal.rest,
        )  # fmt: skip


def _hold(payer_id: int) -> dict[int, Receivable]:
    """The payer's open receivables, locked in one order for all, so that none is paid twice."""
    rows = Receivable.objects.select_for_update(of=("self",)).select_related("contract")
    mine = Q(account=payer_id) | Q(contract__account=payer_id)
    found = rows.filter(mine, open_minor__gt=0, archived_at=None)
    return {row.pk: row for row in found.order_by("pk")}


def _proposal(
    free: Money, parts: Mapping[int, Decimal | str | int] | None, held: Mapping[int, Receivable]
) -> core.Proposal:
    dues = [core.Due(r.pk, r.due_on, Money(r.open_minor, r.currency)) for r in held.values()]
    if parts is None:
        return core.propose(free, dues)
    chosen = {pk: money_in(value, free.currency, field="parts") for pk, value in parts.items()}
    decided = core.choose(free, chosen, dues)
    if isinstance(decided, core.Proposal):
        return decided
    first = decided[0]
    raise Refused(
        first.code, field="parts", requirement="M7.2", most=first.most or free,
        receivable=first.receivable_id or 0, currency=free.currency,
    )  # fmt: skip


def _allocate(
    actor: Actor,
    payment: Payment,
    proposal: core.Proposal,
    held: Mapping[int, Receivable],
    *,
    on: date,
) -> None:
    made = []
    for part in proposal.parts:
        row = held[part.receivable_id]
        receivable.reprice(actor, row, row.open_minor - part.money.minor)
        made.append(_row(actor, payment, row, part.money.minor, on=on))
    edit(actor, payment, unallocated_minor=proposal.rest.minor)
    about(payment)
    _settle(actor, made, on=on)


def _take_back(actor: Actor, payment: Payment, rows: Iterable[Allocation], *, on: date) -> None:
    taken = list(rows)
    held = Receivable.objects.select_for_update(of=("self",)).order_by("pk")
    owed = {r.pk: r for r in held.filter(pk__in=[a.receivable_id for a in taken])}
    made, back = [], 0
    for old in taken:
        row = owed[old.receivable_id]
        receivable.reprice(actor, row, row.open_minor + old.amount_minor)
        made.append(_row(actor, payment, row, -old.amount_minor, on=on, reverses=old))
        back += old.amount_minor
    edit(actor, payment, unallocated_minor=payment.unallocated_minor + back)
    _settle(actor, made, on=on)


def _row(
    actor: Actor,
    payment: Payment,
    row: Receivable,
    minor: int,
    *,
    on: date,
    reverses: Allocation | None = None,
) -> Allocation:
    return create(
        actor, Allocation, payment=payment, receivable=row, amount_minor=minor,
        currency=payment.currency, on=on, at=actor.now, by_id=actor.user_id, reverses=reverses,
    )  # fmt: skip


def _settle(actor: Actor, rows: list[Allocation], *, on: date) -> None:
    """Let commission, contract and opportunity follow what was allocated or taken back."""
    for contract in receivable.hold([a.receivable.contract_id for a in rows]):
        mine = [a for a in rows if a.receivable.contract_id == contract.pk and a.payment.cleared_on]
        commission.settle(actor, contract, mine, on=on)
        receivable.follow(actor, contract)


def _must_stand(payment: Payment) -> None:
    if payment.reversed_on:
        raise Refused("reversed_already")


def _check_days(
    actor: Actor, method: str, received: date, cleared: date | None, matures: date | None
) -> None:
    if method not in ("transfer", "note", "cheque", "cash"):
        raise Refused("bad_choice", field="method")
    if received > actor.today:
        raise Refused("date_in_future", field="received_on")
    if cleared and cleared > actor.today:
        raise Refused("date_in_future", field="cleared_on")
    if cleared and cleared < received:
        raise Refused("before_received", field="cleared_on", received_on=received)
    if cleared and matures and cleared < matures:
        raise Refused("not_mature", field="cleared_on", matures_on=matures)
