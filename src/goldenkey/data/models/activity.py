"""What we did with the customer, what came of it, and what comes next."""

from django.db import models

from .base import Record, code, text


class Activity(Record):
    """A visit, call, meeting or message, and its outcome decided by two facts (M5.11)."""

    AUDITED_TEXT = frozenset({"kind", "outcome"})

    account = models.ForeignKey("data.Account", models.PROTECT, related_name="activities")
    opportunity = models.ForeignKey(
        "data.Opportunity", models.PROTECT, null=True, related_name="activities"
    )
    kind = code("visit", "call", "meeting", "message", default="visit")
    on = models.DateField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    contacts = models.ManyToManyField("data.Contact", related_name="activities")
    note = models.TextField(blank=True, default="")
    agreed = models.BooleanField(null=True, blank=True)
    agreed_what = text(300)
    agreed_by_on = models.DateField(null=True, blank=True)
    ordered = models.BooleanField(default=False)
    outcome = code("advance", "continuation", "no_sale", "order")
    planned = code("advance", "continuation", "no_sale", "order")
    reflection = text(500)
    key = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["opportunity", "-on", "-id"], name="activity_of_opp"),
            models.Index(fields=["account", "-on", "-id"], name="activity_of_account"),
        ]


class NextStep(Record):
    """The next thing to do: dated, and agreed by the customer or not."""

    account = models.ForeignKey("data.Account", models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(
        "data.Opportunity", models.PROTECT, null=True, related_name="next_steps"
    )
    what = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    contacts = models.ManyToManyField("data.Contact", related_name="+")
    agreed = models.BooleanField(default=False)
    owner = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    source = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "due_on"], name="step_due")]


class Postponement(Record):
    """A next step was moved to another day, and why; kept so that a habit can be seen."""

    step = models.ForeignKey(NextStep, models.PROTECT, related_name="postponements")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField()
    reason = text(300)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
