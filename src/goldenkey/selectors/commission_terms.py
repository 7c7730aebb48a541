"""What commission counts by: a plan's terms as numbers, and the first month that is open."""

from __future__ import annotations

from datetime import date, timedelta

from goldenkey.core import commission_terms as core
from goldenkey.data.models import CommissionMonth, CommissionPlan

GAINS = ("earned", "clawed_back", "bonus", "bad_debt", "corrected")
"""Kinds of lines that are gained or lost; payable and paid move the same money on."""


def terms_of(plan: CommissionPlan | None) -> core.Terms:
    """A plan's rule for the core; without one nothing is earned."""
    if plan is None:
        return core.Terms(0)
    return core.Terms(
        rate=plan.basis_points,
        currency=plan.currency,
        period=plan.period,
        tiers=core.read(plan.tiers),
        quota_minor=plan.quota_minor,
        accelerator=plan.accelerator,
        holdback=plan.holdback,
        holdback_days=plan.holdback_days,
    )


def last_closed() -> date | None:
    """The first day of the latest month that is closed."""
    return CommissionMonth.objects.order_by("-first").values_list("first", flat=True).first()


def counts_on(day: date) -> date:
    """The day something counts: itself, or the first day of the first month still open."""
    closed = last_closed()
    opens = (closed + timedelta(days=32)).replace(day=1) if closed else day
    return max(day, opens)
