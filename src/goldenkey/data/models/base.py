"""What every kept record shares: a version, instants, an archive mark, columns of money."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from goldenkey.core.money import Money


class Record(models.Model):
    """A row people edit; never deleted, only archived. `version` tells one editor of another."""

    AUDITED_TEXT: ClassVar[frozenset[str]] = frozenset()
    """Text columns whose values may stand in the audit: codes, never words about people."""

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Owned(Record):
    """A record with its own team and owner: where scope starts (fence 4)."""

    owner = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    team = models.ForeignKey("data.Team", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Priced(models.Model):
    """Money as integer minor units with its currency, and the organisation's amount beside it."""

    amount_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    amount_org_minor = models.BigIntegerField(default=0)
    rate = models.CharField(max_length=24, default="1")
    rate_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def money(self) -> Money:
        """The amount in its own currency."""
        return Money(self.amount_minor, self.currency)


def choices(*codes: str) -> list[tuple[str, str]]:
    """Codes as choices: the words for them live in wording, not in the table."""
    return [(code, code) for code in codes]


def code(*codes: str, default: str = "", **options: Any) -> models.CharField[str, str]:
    """A column that holds one of a few codes."""
    return models.CharField(
        max_length=32, choices=choices(*codes), default=default, blank=True, **options
    )


def text(length: int = 200) -> models.CharField[str, str]:
    """An optional line of text; absent is empty, never null."""
    return models.CharField(max_length=length, blank=True, default="")
