"""Commission: plans, who earns on a contract, the ledger, closed months, questioned lines."""

from django.db import models
from django.db.models import Q

from .base import Record, code, text
from .contract import Allocation, Contract


class CommissionPlan(Record):
    """A company's rule for commission, for contracts signed in its days (M7.5).

    `basis_points` is the rate of all cash; `tiers` [[from, rate], …] and `accelerator` (of the
    rate, above the quota) count what cleared in a `period`, in the plan's currency. A plan that
    contracts run on is never rewritten: what follows it names it in `replaces`.
    """

    AUDITED_TEXT = frozenset({"period", "currency"})

    name = models.CharField(max_length=100)
    basis_points = models.PositiveIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    currency = text(3)
    period = code("month", "quarter", "year", default="quarter")
    tiers = models.JSONField(default=list)
    quota_minor = models.BigIntegerField(null=True, blank=True)
    accelerator = models.PositiveIntegerField(default=10_000)
    holdback = models.PositiveIntegerField(default=0)
    holdback_days = models.PositiveSmallIntegerField(default=0)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")


class CommissionShare(Record):
    """Who earns on a contract, and which part of its commission (10,000 basis points in all).

    Without a plan nothing is earned yet: the first plan that covers the contract's day is taken.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="shares")
    user = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    basis_points = models.PositiveIntegerField()
    plan = models.ForeignKey(CommissionPlan, models.PROTECT, null=True, related_name="shares")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "user"],
                condition=Q(archived_at=None),
                name="one_share_a_person",
            )
        ]


class CommissionLine(models.Model):
    """Append-only: commission earned on cleared cash, or clawed back, with the allocation that
    caused it; payable and paid lines move the same money on.

    `on` is the day it counts, in the first month that was open; `credited_on` the day of the cash
    it goes back to, which says to which period of a plan's tiers it belongs.
    """

    share = models.ForeignKey(CommissionShare, models.PROTECT, related_name="lines")
    user = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    allocation = models.ForeignKey(Allocation, models.PROTECT, null=True, related_name="+")
    kind = code("earned", "clawed_back", "bonus", "bad_debt", "corrected", "payable", "paid")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    on = models.DateField()
    credited_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    because = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["user", "on", "id"], name="commission_of_user"),
            models.Index(fields=["on"], name="commission_of_month"),
            models.Index(fields=["credited_on"], name="commission_of_period"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["share", "allocation"],
                condition=Q(allocation__isnull=False),
                name="one_commission_line_an_allocation",
            )
        ]


class CommissionMonth(models.Model):
    """Append-only: a month that is closed; what comes later for it counts in the next open one."""

    first = models.DateField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    lines = models.PositiveIntegerField(default=0)


class CommissionTotal(models.Model):
    """Append-only: a person's sums of a closed month in one currency, as they were closed."""

    month = models.ForeignKey(CommissionMonth, models.PROTECT, related_name="totals")
    user = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    earned_minor = models.BigIntegerField(default=0)
    clawed_back_minor = models.BigIntegerField(default=0)
    bonus_minor = models.BigIntegerField(default=0)
    bad_debt_minor = models.BigIntegerField(default=0)
    corrected_minor = models.BigIntegerField(default=0)
    payable_minor = models.BigIntegerField(default=0)
    paid_minor = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "user", "currency"], name="one_total_a_person_and_month"
            )
        ]


class CommissionDispute(Record):
    """A line of the ledger that its salesperson questions, and what was answered (M7.5)."""

    AUDITED_TEXT = frozenset({"state"})

    line = models.ForeignKey("data.CommissionLine", models.PROTECT, related_name="disputes")
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    state = code("open", "upheld", "declined", default="open")
    answer = text(500)
    answered_by = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    correction = models.ForeignKey(
        "data.CommissionLine", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=models.Q(state="open"), name="one_open_dispute_a_line"
            )
        ]
