"""Bank statements: files as the bank gave them, and each of their entries once."""

from django.db import models
from django.db.models import Q

from .base import Record, code, text


class BankStatement(Record):
    """A statement file that was read; `digest` is that of the file, `stored_as` where it stands.

    `given` counts the entries of the file, `known` those that an earlier file had brought.
    """

    AUDITED_TEXT = frozenset({"format"})

    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)
    format = code("csv", "camt053")
    bank_account = text(64)
    currency = models.CharField(max_length=3)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    given = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=Q(archived_at=None), name="one_statement_a_file"
            )
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="statement_newest")]

    def __str__(self) -> str:
        return self.file_name


class StatementEntry(Record):
    """A movement on our bank account, once however many files bring it (`key`).

    Money out is negative and kept beside. `state`: waiting for a decision, recorded as a payment
    (`payment`), put aside, or money that went out.
    """

    AUDITED_TEXT = frozenset({"state"})

    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="entries")
    place = models.PositiveIntegerField()
    key = models.CharField(max_length=64, unique=True)
    booked_on = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    reference = text(100)
    payer = text(200)
    words = text(500)
    state = code("open", "recorded", "aside", "out", default="open")
    account = models.ForeignKey("data.Account", models.PROTECT, null=True, related_name="+")
    payment = models.OneToOneField(
        "data.Payment", models.PROTECT, null=True, related_name="statement_entry"
    )
    aside_why = text(300)

    class Meta:
        indexes = [
            models.Index(
                fields=["booked_on", "id"], condition=Q(state="open"), name="statement_open"
            ),
            models.Index(fields=["currency", "amount_minor", "booked_on"], name="statement_alike"),
        ]
