"""The customer's side: accounts, contacts, and who works where since when."""

from django.db import models
from django.db.models import Q

from .base import Owned, Record, code, text


class Account(Owned):
    """A customer: an organisation, or a person who buys for himself."""

    AUDITED_TEXT = frozenset(
        {
            "kind", "relationship", "relationship_target", "credit_rating", "ownership",
            "intent_grade", "value_grade",
        }
    )  # fmt: skip

    kind = code("organisation", "person", default="organisation")
    name = models.CharField(max_length=200)
    full_name = text()
    english_name = text()
    region = text(100)
    address = text(300)
    phone = text(60)
    industry = text(100)
    ownership = code("foreign", "joint", "state", "private")
    country = text(100)
    staff = models.PositiveIntegerField(null=True, blank=True)
    revenue_minor = models.BigIntegerField(null=True, blank=True)
    revenue_currency = text(3)
    product_lines = text(300)
    technology = text(300)
    credit_rating = code("good", "fair", "poor")
    channel = text(40)
    relationship = code("vendor", "preferred", "partner", "alliance", default="vendor")
    relationship_target = code("vendor", "preferred", "partner", "alliance")
    relationship_since = models.DateField(null=True, blank=True)
    relationship_why = text(300)
    relationship_target_on = models.DateField(null=True, blank=True)
    buys_on = models.DateField(null=True, blank=True)
    cycle_days = models.PositiveIntegerField(null=True, blank=True)
    batch_minor = models.BigIntegerField(null=True, blank=True)
    intent_grade = text(16)
    value_grade = text(16)
    last_contact_on = models.DateField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    logo = text(64)
    note = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="account_newest"),
            models.Index(fields=["team", "-created_at", "-id"], name="account_team_newest"),
            models.Index(fields=["owner", "next_due_on"], name="account_due"),
        ]

    def __str__(self) -> str:
        return self.name


STANDINGS = ("private", "state", "official")
"""How strictly gifts are judged: private, state-owned, public official (M4.9)."""


class Contact(Record):
    """A person at the customer's. What we write about him is personal data."""

    AUDITED_TEXT = frozenset({"standing"})

    name = models.CharField(max_length=100)
    title = text(100)
    phone = text(60)
    mobile = text(60)
    email = text()
    birthday = text(10)
    interests = text(300)
    note = models.TextField(blank=True, default="")
    standing = code(*STANDINGS)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    erased_at = models.DateTimeField(null=True, blank=True)
    last_contact_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Position(Record):
    """A contact works at an account, from a day to a day (n to m)."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="positions")
    account = models.ForeignKey(Account, models.PROTECT, related_name="positions")
    title = text(100)
    department = text(100)
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "account"],
                condition=Q(archived_at=None, until_on=None),
                name="one_position_an_account",
            )
        ]
