"""Conduct (M4.9, M2.8): the register of gifts, quiet periods, and who must not meet whom.

The register is append-only and holds ids, codes and amounts; every word about people stands in an
ordinary row beside it, so that erasing a person forges nothing.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .account import STANDINGS
from .base import Priced, Record, code, text

CATEGORIES = (
    "gift", "hospitality", "entertainment", "travel", "sponsorship", "cash", "cash_equivalent"
)  # fmt: skip
DECISIONS = ("approved", "refused", "withdrawn", "given")


class GiftEntry(Priced):
    """Append-only: something of value for a person at the customer's, asked for or given (M4.9).

    `standing` is how strictly the recipient was judged that day; `year_minor` what he had had by
    then in the calendar year, from all of us and over all his employers, in our own currency.
    """

    opportunity = models.ForeignKey(
        "data.Opportunity", models.PROTECT, null=True, related_name="gifts"
    )
    account = models.ForeignKey("data.Account", models.PROTECT, related_name="gifts")
    contact = models.ForeignKey("data.Contact", models.PROTECT, related_name="gifts")
    giver = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    step = models.ForeignKey("data.NextStep", models.PROTECT, null=True, related_name="gifts")
    category = code(*CATEGORIES, default="gift")
    standing = code(*STANDINGS, default="private")
    on = models.DateField()
    planned = models.BooleanField(default=False)
    year_minor = models.BigIntegerField(default=0)
    decider = code("manager", "compliance", default="compliance")
    limit_minor = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["contact", "on"], name="gift_of_contact"),
            models.Index(fields=["opportunity", "-id"], name="gift_of_opp"),
        ]


class GiftDecision(models.Model):
    """Append-only: what became of an entry, decided by somebody else or by the rules (`by` empty).

    `rules` are the codes that refused it, or that say who had to decide.
    """

    entry = models.ForeignKey(GiftEntry, models.PROTECT, related_name="decisions")
    kind = code(*DECISIONS)
    by = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    rules = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["entry", "-id"], name="decision_of_gift")]


class GiftNote(Record):
    """The words of an entry: what for, on what occasion, and why it was decided as it was."""

    entry = models.OneToOneField(GiftEntry, models.PROTECT, related_name="note")
    purpose = models.CharField(max_length=300)
    occasion = text()
    decided_why = text(500)


class QuietPeriod(Record):
    """A tender's time in which its evaluators are left alone (評選禁止接觸期)."""

    opportunity = models.ForeignKey(
        "data.Opportunity", models.PROTECT, related_name="quiet_periods"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    evaluators = models.ManyToManyField("data.Contact", related_name="quiet_periods")
    why = text(500)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["opportunity", "ends_on"], name="quiet_of_opp")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="quiet_period_has_days"
            )
        ]


class QuietException(Record):
    """Compliance lets one person be contacted in a quiet period, in writing; stays on record."""

    quiet_period = models.ForeignKey(QuietPeriod, models.PROTECT, related_name="exceptions")
    contact = models.ForeignKey("data.Contact", models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")


class KeptApart(Record):
    """Two people at customers, or two customers, who must not run into each other (M2.8)."""

    first_account = models.ForeignKey("data.Account", models.PROTECT, related_name="+")
    first = models.ForeignKey("data.Contact", models.PROTECT, null=True, related_name="+")
    second_account = models.ForeignKey("data.Account", models.PROTECT, related_name="+")
    second = models.ForeignKey("data.Contact", models.PROTECT, null=True, related_name="+")
    why = text(300)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
