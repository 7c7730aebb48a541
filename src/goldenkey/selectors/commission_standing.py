"""Beside a statement: how a period stands by its tiers, questions, and what a payment would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenkey.core import commission as core
from goldenkey.core import commission_terms
from goldenkey.core.commission_terms import Part, Rung, Terms
from goldenkey.core.money import Money
from goldenkey.data.models import (
    Allocation,
    CommissionLine,
    CommissionPlan,
    CommissionShare,
    Invoice,
    Receivable,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import commission_check
from goldenkey.selectors.commission_reach import person_of
from goldenkey.selectors.commission_shapes import DisputeRow, Standing
from goldenkey.selectors.commission_terms import terms_of

EARNING = ("earned", "clawed_back")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What somebody's commission would be if so much more of a contract were paid."""

    contract_id: int
    contract: str
    account: str
    label: str
    paid: Money
    earned: Money
    held: Money
    bonus: Money
    rate: int
    share: int
    parts: tuple[Part, ...]

    @property
    def total(self) -> Money:
        """What it would bring in all, what is kept back included."""
        return self.earned + self.bonus


@dataclass(frozen=True, slots=True)
class Choice:
    """An open receivable that could be paid, or an invoice about some."""

    value: str
    name: str
    open: Money


def standings(actor: Actor, user_id: int, day: date) -> tuple[Standing, ...]:
    """How a person's period stands on a day, for each plan with tiers or a quota he sells by."""
    plans = CommissionPlan.objects.filter(shares__user=user_id, shares__archived_at=None)
    found = ((plan, terms_of(plan)) for plan in plans.distinct().order_by("pk"))
    rising = ((plan, terms) for plan, terms in found if terms.rises)
    return tuple(_standing(actor, user_id, plan, terms, day) for plan, terms in rising)


def dispute(actor: Actor, line: CommissionLine, row: Any) -> DisputeRow:
    """A question and its answer."""
    answered = row.answered_by
    return DisputeRow(
        id=row.pk, version=row.version, line_id=line.pk, by=row.by.name, words=row.words,
        raised_on=row.created_at.date(), state=row.state, answer=row.answer,
        answered_by=answered.name if answered else "",
        answered_on=row.answered_at.date() if row.answered_at else None,
        correction=(
            Money(row.correction.amount_minor, row.correction.currency) if row.correction else None
        ),
        may_answer=row.state == "open" and actor.may("commission.approve")
        and actor.user_id not in (row.by_id, line.user_id),
    )  # fmt: skip


def choices(actor: Actor, user_id: int) -> tuple[Choice, ...]:
    """What could be paid next of the contracts somebody has a share of: invoices, then due sums."""
    person_of(actor, user_id)
    mine = CommissionShare.objects.filter(user=user_id, archived_at=None, plan__isnull=False)
    rows = scope.visible(actor, Receivable).filter(
        contract__in=mine.values("contract"), open_minor__gt=0
    )
    rows = rows.select_related("contract", "account", "plan_line").prefetch_related("invoices")
    found = list(rows.order_by("due_on", "pk")[:MOST])
    bills: dict[int, list[Receivable]] = {}
    named: dict[int, str] = {}
    for row in found:
        for bill in row.invoices.all():
            if bill.archived_at is None:
                bills.setdefault(bill.pk, []).append(row)
                named[bill.pk] = bill.number
    billed = tuple(_invoice(pk, named[pk], about) for pk, about in bills.items())
    return billed + tuple(_receivable(row) for row in found)


MOST = 100


def what_if(actor: Actor, user_id: int, choice: str, day: date) -> WhatIf | None:
    """What it would bring somebody if an invoice, or a receivable, were paid in a month."""
    person_of(actor, user_id)
    found = _chosen(actor, choice)
    if not found:
        return None
    contract = found[0].contract
    share = CommissionShare.objects.filter(
        user=user_id, contract=contract, archived_at=None, plan__isnull=False
    ).select_related("plan")  # fmt: skip
    mine = share.first()
    if mine is None:
        return None
    more = Money(sum(row.open_minor for row in found), contract.currency)
    return _what_if(actor, mine, contract, more, choice, day)


def _what_if(
    actor: Actor, mine: CommissionShare, contract: Any, more: Money, choice: str, day: date
) -> WhatIf:
    shares = contract.shares.filter(archived_at=None, plan__isnull=False).select_related("plan")
    parts = [core.Share(s.pk, s.basis_points, _rate(s)) for s in shares.order_by("pk")]
    hope = core.expected(contract.money, parts)[mine.pk]
    come = _cleared(contract)
    now = core.earned(hope, contract.money, come)
    then = core.earned(hope, contract.money, come + more)
    terms = terms_of(mine.plan)
    bonus, rungs = _bonus(actor, mine, terms, more, day)
    free_on = commission_terms.released_on(contract.accepted_on, terms)
    released = free_on is not None and free_on <= day
    kept = core.held(then, terms.holdback, released=released)
    before = core.held(now, terms.holdback, released=released)
    return WhatIf(
        contract.pk, contract.number, contract.account.name, choice, more, then - now,
        kept - before, bonus, terms.rate, mine.basis_points, rungs,
    )  # fmt: skip


def _bonus(
    actor: Actor, mine: CommissionShare, terms: Terms, more: Money, day: date
) -> tuple[Money, tuple[Part, ...]]:
    plan = mine.plan
    if plan is None or not terms.rises or more.currency != plan.currency:
        return Money(0, more.currency), ()
    base = max(0, commission_check.bonus_so_far(actor, mine.user_id, plan, day))
    then = base + more.minor * mine.basis_points
    gained = commission_terms.bonus(terms, then) - commission_terms.bonus(terms, base)
    return gained, commission_terms.parts(terms, then)


def _standing(
    actor: Actor, user_id: int, plan: CommissionPlan, terms: Terms, day: date
) -> Standing:
    first, last = commission_terms.bounds(day, plan.period)
    base = max(0, commission_check.bonus_so_far(actor, user_id, plan, day))
    cash = Money(base // core.WHOLE, plan.currency)
    above: Rung | None = None
    for rung in commission_terms.rungs(terms):
        if rung.first.minor * core.WHOLE > base:
            above = rung
            break
    return Standing(
        plan.name, first, last, commission_terms.parts(terms, base), cash,
        commission_terms.bonus(terms, base), above, above.first - cash if above else None,
    )  # fmt: skip


def _chosen(actor: Actor, choice: str) -> list[Receivable]:
    kind, _dash, number = choice.partition("-")
    if not number.isdigit():
        return []
    rows = scope.visible(actor, Receivable).filter(open_minor__gt=0)
    if kind == "invoice":
        bill = scope.get(actor, Invoice, int(number))
        rows = rows.filter(invoices=bill)
    elif kind == "receivable":
        rows = rows.filter(pk=int(number))
    else:
        raise Refused("bad_choice", field="choice")
    return list(rows.select_related("contract__account").order_by("pk"))


def _invoice(pk: int, number: str, about: list[Receivable]) -> Choice:
    money = Money(sum(row.open_minor for row in about), about[0].currency)
    return Choice(f"invoice-{pk}", f"{number} · {about[0].account.name}", money)


def _receivable(row: Receivable) -> Choice:
    label = row.plan_line.label
    name = " · ".join(t for t in (row.contract.number, row.account.name, label) if t)
    return Choice(f"receivable-{row.pk}", name, Money(row.open_minor, row.currency))


def _cleared(contract: Any) -> Money:
    rows = Allocation.objects.filter(
        receivable__contract=contract, payment__cleared_on__isnull=False,
        payment__reversed_on__isnull=True,
    )  # fmt: skip
    return Money(sum(rows.values_list("amount_minor", flat=True)), contract.currency)


def _rate(share: CommissionShare) -> int:
    return share.plan.basis_points if share.plan else 0
