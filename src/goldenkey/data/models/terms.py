"""The terms sheet: what is negotiated, how far we go, what was given for what (M6.1–M6.2)."""

from django.db import models
from django.db.models import Q

from .base import Record, code, text


class TermsSheet(Record):
    """The sheet of one opportunity. `walk_away` and `alternative`: where we stop, and what else
    we would do; seen only with the right to limits.
    """

    opportunity = models.OneToOneField(
        "data.Opportunity", models.PROTECT, related_name="terms_sheet"
    )
    walk_away = text(300)
    alternative = text(300)


class TermsIssue(Record):
    """One issue: our target and limit, the customer's position, what we offer now.

    Values are decimal text in the issue's unit, or words. `offer`, `position` and `given` are
    copies, written by the moves; `waiting` is a give that waits for its approver.
    """

    AUDITED_TEXT = frozenset({"status", "unit", "better"})

    sheet = models.ForeignKey(TermsSheet, models.PROTECT, related_name="issues")
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=64)
    label = text(60)
    unit = code("money", "days", "months", "percent", "text", default="text")
    better = code("higher", "lower", default="higher")
    target = text(100)
    limit = text(100)
    position = text(100)
    asked_on = models.DateField(null=True, blank=True)
    offer = text(100)
    given = models.BooleanField(default=False)
    status = code("open", "agreed", "disputed", default="open")
    waiting = models.ForeignKey("data.TermsMove", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "key"], condition=Q(archived_at=None), name="one_issue_a_key"
            )
        ]


class TermsMove(models.Model):
    """Append-only: one move on an issue, with what it got for it or who lets it pass.

    Values are terms of business (60 days, 9.8 million), never words about people. An answer to a
    give that waited names it in `answers`.
    """

    issue = models.ForeignKey(TermsIssue, models.PROTECT, related_name="moves")
    kind = code("position", "offer", "give", "approved", "refused", "agreed", "disputed", "open")
    before = text(100)
    value = text(100)
    in_return = text(200)
    approver = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")
    reasons = models.JSONField(default=list)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["issue", "id"], name="moves_of_issue")]
        constraints = [
            models.UniqueConstraint(
                fields=["answers"],
                condition=Q(answers__isnull=False),
                name="a_give_is_answered_once",
            )
        ]


class TermsPackage(Record):
    """Terms that go together: a value per issue, and the quote that prices them."""

    sheet = models.ForeignKey(TermsSheet, models.PROTECT, related_name="packages")
    name = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    quote_version = models.ForeignKey(
        "data.QuoteVersion", models.PROTECT, null=True, related_name="+"
    )
