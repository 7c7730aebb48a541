"""Whether the ledger of commission is what its rules give: recomputed in bulk, to the cent (M7.5).

Three laws: what a share earned is its part of the contract's commission for what has cleared;
a period's bonus is what its cash reaches above the plain rate; a closed month's sums are those
of its lines. `goldenkey check` and the page of months say what does not agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, F, Q, Sum

from goldenkey.core import commission as core
from goldenkey.core import commission_terms
from goldenkey.core.money import Money
from goldenkey.data.models import (
    Allocation,
    CommissionLine,
    CommissionPlan,
    CommissionShare,
    CommissionTotal,
)
from goldenkey.policies.actor import Actor
from goldenkey.selectors.commission_terms import terms_of

EARNING = ("earned", "clawed_back")
KINDS = ("earned", "clawed_back", "bonus", "bad_debt", "corrected", "payable", "paid")
MANY = 20_000
WEIGHED = Sum(
    F("allocation__amount_minor") * F("share__basis_points"), output_field=BigIntegerField()
)
"""Cash of allocations × basis points of the share: the base of tiers."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A sum that is not what its rule gives; `what` is contract, bonus or month."""

    what: str
    id: int
    user_id: int
    stands: int
    should: int


@dataclass(frozen=True, slots=True)
class Bonus:
    """What a person's cash of a period should bring above the plain rate, and what it has."""

    user_id: int
    plan: CommissionPlan
    first: date
    last: date
    base: int
    should: Money
    stands: int
    share_id: int

    @property
    def due(self) -> int:
        """What is still to be written; negative where cash was taken back."""
        return self.should.minor - self.stands


def differences(actor: Actor) -> Iterator[Difference]:
    """Every sum of the company that does not agree: of contracts, and of closed months."""
    yield from earnings(actor)
    yield from totals(actor)


def earnings(
    actor: Actor, first: date | None = None, last: date | None = None
) -> Iterator[Difference]:
    """Shares whose lines do not sum to what their contract's cleared cash gives."""
    _require(actor)
    lines = CommissionLine.objects.filter(kind__in=EARNING)
    if first:
        lines = lines.filter(on__gte=first)
    if last:
        lines = lines.filter(on__lte=last)
    touched = sorted(set(lines.values_list("share__contract", flat=True)))
    for start in range(0, len(touched), MANY):
        yield from _of_contracts(touched[start : start + MANY])


def bonuses(actor: Actor, first: date, last: date) -> list[Bonus]:
    """The bonus of every period that cash of these days belongs to, by person and plan."""
    actor.require("commission.close")
    found: list[Bonus] = []
    for plan in CommissionPlan.objects.order_by("pk"):
        terms = terms_of(plan)
        if terms.rises:
            moved = CommissionLine.objects.filter(
                share__plan=plan, kind__in=EARNING, on__gte=first, on__lte=last
            )
            days = set(moved.values_list("credited_on", flat=True).distinct())
            spans = sorted({commission_terms.bounds(d, plan.period) for d in days if d})
            for span in spans:
                found += _bonuses(plan, terms, *span, until=last)
    return found


def sums(actor: Actor, first: date, last: date) -> dict[tuple[int, str], dict[str, int]]:
    """A month's lines, summed by person, currency and kind."""
    _require(actor)
    rows = CommissionLine.objects.filter(on__gte=first, on__lte=last)
    grouped = rows.values("user", "currency", "kind").annotate(total=Sum("amount_minor"))
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    for row in grouped.order_by():
        found[row["user"], row["currency"]][row["kind"]] = row["total"]
    return dict(found)


def totals(actor: Actor) -> Iterator[Difference]:
    """Closed months whose kept sums are not those of their lines."""
    kept: dict[date, dict[tuple[int, str], CommissionTotal]] = defaultdict(dict)
    for row in CommissionTotal.objects.select_related("month").order_by("pk"):
        kept[row.month.first][row.user_id, row.currency] = row
    for month, rows in sorted(kept.items()):
        now = sums(actor, *commission_terms.bounds(month, "month"))
        for key in sorted(set(now) | set(rows)):
            yield from _of_total(key[0], rows.get(key), now.get(key, {}))


def _require(actor: Actor) -> None:
    """Who reads commission may work it out anew, and so may who has all sums of money checked."""
    if not actor.may("collection.set"):
        actor.require("commission.read")


def _of_total(
    user_id: int, row: CommissionTotal | None, now: dict[str, int]
) -> Iterator[Difference]:
    for kind in KINDS:
        stands = getattr(row, f"{kind}_minor") if row else 0
        if stands != now.get(kind, 0):
            yield Difference("month", row.month_id if row else 0, user_id, stands, now.get(kind, 0))


def _of_contracts(ids: list[int]) -> Iterator[Difference]:
    cleared = _cleared(ids)
    had = _sums(CommissionLine.objects.filter(kind__in=EARNING, share__contract__in=ids))
    for pk, shares in _shares(ids).items():
        amount = shares[0][1]
        hopes = core.expected(amount, [core.Share(s, bp, rate) for s, _m, bp, rate, _u in shares])
        come = Money(cleared.get(pk, 0), amount.currency)
        for share_id, _money, _bp, _rate, user_id in shares:
            should = core.earned(hopes[share_id], amount, come).minor
            if should != had.get(share_id, 0):
                yield Difference("contract", pk, user_id, had.get(share_id, 0), should)


def _cleared(ids: list[int]) -> dict[int, int]:
    rows = Allocation.objects.filter(
        receivable__contract__in=ids, payment__cleared_on__isnull=False,
        payment__reversed_on__isnull=True,
    )  # fmt: skip
    grouped = rows.values_list("receivable__contract").annotate(Sum("amount_minor"))
    return dict(grouped.order_by())


def _sums(lines: Any) -> dict[int, int]:
    return dict(lines.values_list("share").annotate(Sum("amount_minor")).order_by())


def _shares(ids: list[int]) -> dict[int, list[tuple[int, Money, int, int, int]]]:
    rows = CommissionShare.objects.filter(contract__in=ids, archived_at=None, plan__isnull=False)
    found: dict[int, list[tuple[int, Money, int, int, int]]] = defaultdict(list)
    for pk, contract, minor, currency, bp, rate, user in rows.order_by("pk").values_list(
        "pk", "contract", "contract__amount_minor", "contract__currency", "basis_points",
        "plan__basis_points", "user",
    ):  # fmt: skip
        found[contract].append((pk, Money(minor, currency), bp, rate, user))
    return found


def _bonuses(
    plan: CommissionPlan, terms: commission_terms.Terms, first: date, last: date, *, until: date
) -> Iterator[Bonus]:
    period = CommissionLine.objects.filter(
        share__plan=plan, currency=plan.currency, on__lte=until,
        credited_on__gte=first, credited_on__lte=last,
    )  # fmt: skip
    cash = period.filter(kind__in=EARNING).values_list("user", "share").annotate(base=WEIGHED)
    base: dict[int, int] = defaultdict(int)
    most: dict[int, tuple[int, int]] = {}
    for user, share, part in cash.order_by("user", "share"):
        base[user] += part
        most[user] = max(most.get(user, (part, -share)), (part, -share))
    given = period.filter(kind="bonus").values_list("user").annotate(Sum("amount_minor"))
    stands = dict(given.order_by())
    for user, sum_of in sorted(base.items()):
        should = commission_terms.bonus(terms, max(0, int(sum_of)))
        yield Bonus(
            user, plan, first, last, int(sum_of), should, stands.get(user, 0), -most[user][1]
        )


def bonus_so_far(actor: Actor, user_id: int, plan: CommissionPlan, day: date) -> int:
    """The base of a person's period that a day lies in: cleared cash × basis points."""
    actor.require("commission.read")
    first, last = commission_terms.bounds(day, plan.period)
    rows = CommissionLine.objects.filter(
        Q(credited_on__gte=first, credited_on__lte=last), share__plan=plan, user=user_id,
        kind__in=EARNING, currency=plan.currency,
    )  # fmt: skip
    return int(rows.aggregate(total=WEIGHED)["total"] or 0)
