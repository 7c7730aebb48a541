"""After the sale: what is planned with the customer, complaints, whom he recommends (M8)."""

from django.db import models
from django.db.models import Q

from .base import Record, code, text


class FollowUp(Record):
    """A contact planned when an order was accepted (M3.12, M8.2).

    `rule` is the playbook's id of it; one that comes again makes the next when it is done.
    """

    AUDITED_TEXT = frozenset({"rule", "kind"})

    contract = models.ForeignKey("data.Contract", models.PROTECT, related_name="follow_ups")
    owner = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    rule = models.CharField(max_length=64)
    kind = code("call", "visit", "message", default="call")
    due_on = models.DateField()
    round = models.PositiveSmallIntegerField(default=1)
    done_on = models.DateField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    words = text(500)
    activity = models.ForeignKey("data.Activity", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "rule", "round"],
                condition=Q(archived_at=None),
                name="one_follow_up_a_round",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=1, score__lte=5), name="score_of_five"
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on"], condition=Q(done_on=None), name="follow_up_due"
            )
        ]


class Complaint(Record):
    """Something a customer complains about; whoever answers stays on it until solved (M8.1).

    `solver` has the power to solve it; the owner answers the customer all the same.
    """

    AUDITED_TEXT = frozenset({"state", "severity"})

    account = models.ForeignKey("data.Account", models.PROTECT, related_name="complaints")
    contract = models.ForeignKey(
        "data.Contract", models.PROTECT, null=True, related_name="complaints"
    )
    contact = models.ForeignKey("data.Contact", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    solver = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=300)
    severity = code("low", "medium", "high", default="medium")
    state = code("heard", "analysed", "solved", "reported", "closed", default="heard")
    raised_on = models.DateField()
    answer_by_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["owner", "answer_by_on"], condition=Q(closed_on=None), name="complaint_due"
            )
        ]

    def __str__(self) -> str:
        return self.what


class ComplaintStep(Record):
    """A step taken with a complaint: which, when, by whom, and what was found or done (M8.1)."""

    AUDITED_TEXT = frozenset({"kind"})

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="steps")
    kind = code("listen", "analyse", "solve", "report", "follow", "reopen", default="listen")
    on = models.DateField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)


class Referral(Record):
    """A customer was asked whom else we could help; whom he named, and what came of it (M8.3)."""

    AUDITED_TEXT = frozenset({"state"})

    account = models.ForeignKey("data.Account", models.PROTECT, related_name="referrals")
    contract = models.ForeignKey(
        "data.Contract", models.PROTECT, null=True, related_name="referrals"
    )
    contact = models.ForeignKey("data.Contact", models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField()
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    state = code("asked", "named", "refused", default="asked")
    words = text(300)
    lead = models.ForeignKey("data.Lead", models.PROTECT, null=True, related_name="+")
