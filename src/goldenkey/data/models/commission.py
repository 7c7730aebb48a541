"""Commission month by month: what was closed, with its sums, and lines that are questioned."""

from django.db import models

from .base import Record, code, text


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
