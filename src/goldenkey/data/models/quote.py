"""Quotes and their versions: drafted, approved where the discount asks for it, sent, kept."""

from django.db import models
from django.db.models import Q

from .base import Priced, Record, code, text


class Quote(Record):
    """A quote of an opportunity; what was sent stands in its versions."""

    opportunity = models.ForeignKey("data.Opportunity", models.PROTECT, related_name="quotes")
    number = models.CharField(max_length=32, unique=True)


class QuoteVersion(Record, Priced):
    """One version: a draft may change, a sent one never does. The amount is the gross.

    `digest` is of lines and sums; an approval holds for that digest only. `approver` is who was
    asked by name.
    """

    AUDITED_TEXT = frozenset({"state"})

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = code(
        "draft", "waiting", "approved", "refused", "sent", "superseded", "accepted",
        default="draft",
    )  # fmt: skip
    list_minor = models.BigIntegerField(default=0)
    less_minor = models.BigIntegerField(default=0)
    net_minor = models.BigIntegerField(default=0)
    tax_minor = models.BigIntegerField(default=0)
    discount = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
    valid_until = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    approver = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    answer = text(300)
    note = text(500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quote", "number"], name="one_quote_version_a_number")
        ]


class QuoteLine(Record):
    """One line; quantity is decimal text. Price list and cost are those of the day it was made."""

    quote_version = models.ForeignKey(QuoteVersion, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    product = models.ForeignKey("data.Product", models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=200)
    unit = text(20)
    quantity = models.CharField(max_length=20)
    price_minor = models.BigIntegerField()
    listed_minor = models.BigIntegerField(null=True, blank=True)
    cost_minor = models.BigIntegerField(null=True, blank=True)
    discount = models.PositiveIntegerField(default=0)
    tax = models.PositiveIntegerField(default=0)
    net_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quote_version", "place"],
                condition=Q(archived_at=None),
                name="one_quote_line_a_place",
            )
        ]


class QuoteDecision(models.Model):
    """Append-only: an approval asked for or answered, with a snapshot of what it is about."""

    quote_version = models.ForeignKey(QuoteVersion, models.PROTECT, related_name="decisions")
    kind = code("asked", "approved", "refused")
    approver = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    snapshot = models.JSONField()
    at = models.DateTimeField()
