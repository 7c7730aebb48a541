"""What became of warnings: answers to them, how they changed; what is learned after the end."""

from django.db import models
from django.db.models import Q

from .base import Record, code, text
from .opportunity import OpenWarning, Opportunity

ANSWERS = ("snooze", "dismiss")
ENDS = ("taken_back", "facts_changed", "day_came", "over", "replaced")


class WarningAnswer(Record):
    """A warning put off until a day, or dismissed, with a reason (M4.7).

    `seen` is the print of what the warning had seen; `ended_at` says since when it holds no more.
    """

    AUDITED_TEXT = frozenset({"rule", "answer", "end"})

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="answers")
    rule = models.CharField(max_length=64)
    answer = code(*ANSWERS)
    until_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    seen = models.CharField(max_length=16)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    end = code(*ENDS)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "rule"],
                condition=Q(ended_at=None),
                name="one_answer_a_warning",
            )
        ]


class WarningChange(models.Model):
    """What a warning had seen from an instant on, each time that changed. Ids and codes only."""

    warning = models.ForeignKey(OpenWarning, models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    severity = models.CharField(max_length=16)
    since_on = models.DateField(null=True)
    seen = models.CharField(max_length=16)
    facts = models.JSONField(default=list)
    people = models.JSONField(default=list)


class LossReview(Record):
    """The reason of a loss as a second person found it, beside the one that was stated."""

    AUDITED_TEXT = frozenset({"verdict"})

    opportunity = models.OneToOneField(Opportunity, models.PROTECT, related_name="review")
    stated = text(500)
    verdict = code("agrees", "differs")
    reason = text(500)
    rule = text(64)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()


class StagePace(models.Model):
    """How many days most won opportunities of a playbook stayed in a stage; made each night."""

    playbook = models.ForeignKey("data.Playbook", models.PROTECT, related_name="paces")
    stage = models.CharField(max_length=64)
    days = models.PositiveIntegerField()
    won = models.PositiveIntegerField()
    counted_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["playbook", "stage"], name="one_pace_a_stage")
        ]
