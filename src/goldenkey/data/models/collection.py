"""Getting paid: promises, disputes, reminders; a customer's credit; how the company collects."""

from django.db import models
from django.db.models import Q

from .base import Record, code, text


class Promise(Record):
    """The customer said that he pays so much by a day; kept or broken is seen from the money."""

    receivable = models.ForeignKey("data.Receivable", models.PROTECT, related_name="promises")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    given_on = models.DateField()
    promised_on = models.DateField()
    said_by = models.ForeignKey("data.Contact", models.PROTECT, null=True, related_name="+")
    note = text(300)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")


class Dispute(Record):
    """The customer disputes (part of) what he owes; reminders rest until it is settled."""

    AUDITED_TEXT = frozenset({"reason"})

    receivable = models.ForeignKey("data.Receivable", models.PROTECT, related_name="disputes")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    reason = code("goods", "price", "papers", "delivery", "other", default="other")
    opened_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    note = text(500)
    outcome = text(500)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receivable"],
                condition=Q(archived_at=None, settled_on=None),
                name="one_open_dispute",
            )
        ]


class Reminder(models.Model):
    """Append-only: a step of collection was taken for a receivable (M7.4); codes, no words."""

    receivable = models.ForeignKey("data.Receivable", models.PROTECT, related_name="reminders")
    step = models.CharField(max_length=64)
    kind = code("message", "call", "visit", "letter", "manager", "stop_shipment")
    way = code("done", "printed", "email", "file", default="done")
    on = models.DateField()
    due_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receivable", "step", "due_on"], name="one_step_once")
        ]


class CreditTerms(Record):
    """A customer's own credit: rating, limit in the organisation's currency, days (M7.3)."""

    AUDITED_TEXT = frozenset({"rating"})

    account = models.ForeignKey("data.Account", models.PROTECT, related_name="credit_terms")
    rating = text(16)
    limit_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    credit_days = models.PositiveSmallIntegerField(default=30)
    stop_after_days = models.PositiveSmallIntegerField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    note = text(500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(archived_at=None), name="one_credit_an_account"
            )
        ]


class CreditRelease(Record):
    """Finance lets one signature or shipment pass above the limit, with a reason, until a day."""

    AUDITED_TEXT = frozenset({"what"})

    account = models.ForeignKey("data.Account", models.PROTECT, related_name="credit_releases")
    what = code("sign", "ship")
    reason = text(300)
    until_on = models.DateField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    contract = models.ForeignKey("data.Contract", models.PROTECT, null=True, related_name="+")
    used_on = models.DateField(null=True, blank=True)


class CollectionPolicy(Record):
    """How the company reckons late money: one row; what is empty comes from the playbook.

    Rates are basis points. `provision`: pairs of (days late from, part that is provided for).
    `statute` names the rule pack in force, "" for none.
    """

    AUDITED_TEXT = frozenset({"statute"})

    carrying_cost = models.PositiveIntegerField(null=True, blank=True)
    gross_margin = models.PositiveIntegerField(null=True, blank=True)
    provision = models.JSONField(default=list)
    statute = text(32)


class LetterTemplate(Record):
    """The company's own words of a collection letter in one language; without it ours stand."""

    AUDITED_TEXT = frozenset({"tone", "language"})

    tone = code("before", "due", "late", "final")
    language = code("zh-hant", "zh-hans", "en")
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tone", "language"],
                condition=Q(archived_at=None),
                name="one_letter_a_language",
            )
        ]


class HandoverCheck(Record):
    """One item of the inspection or hand-over list of a delivery that was done (M3.10)."""

    AUDITED_TEXT = frozenset({"list_key", "item"})

    delivery = models.ForeignKey("data.Delivery", models.PROTECT, related_name="checks")
    list_key = models.CharField(max_length=64)
    item = models.CharField(max_length=64)
    on = models.DateField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "list_key", "item"],
                condition=Q(archived_at=None),
                name="one_check_an_item",
            )
        ]


class MoneyCheck(models.Model):
    """What a night's check of all sums of money found: nothing, or codes with ids."""

    at = models.DateTimeField()
    on = models.DateField()
    count = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="money_check_newest")]
