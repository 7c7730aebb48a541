"""Tenders (M6.3): dates, requirements, scores, meetings, bonds, result; notices read from files."""

from django.db import models
from django.db.models import Q

from .base import Record, code, text

MILESTONES = (
    "notice", "questions", "submission", "opening", "selection_meeting", "bid_meeting", "award"
)  # fmt: skip


class Tender(Record):
    """The tender of one opportunity. `aim`: the best outcome is that our specification is chosen,
    else a sound price (M6.3).
    """

    AUDITED_TEXT = frozenset({"procedure", "aim", "state", "number", "ocid"})

    opportunity = models.OneToOneField("data.Opportunity", models.PROTECT, related_name="tender")
    number = text(100)
    title = text(300)
    ocid = text(100)
    procedure = code("open", "selective", "limited", "direct", default="open")
    aim = code("specification", "price", default="specification")
    state = code("open", "won", "lost", "cancelled", default="open")
    decided_on = models.DateField(null=True, blank=True)
    reason = text(500)


class TenderMilestone(Record):
    """One date of the timetable; `done_on` where it is behind us and was kept."""

    AUDITED_TEXT = frozenset({"kind"})

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="milestones")
    kind = code(*MILESTONES)
    on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    note = text(200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tender", "kind"], condition=Q(archived_at=None), name="one_date_a_kind"
            )
        ]


class TenderRequirement(Record):
    """What the tender asks for, how far we comply, what we answer, and who marked it."""

    AUDITED_TEXT = frozenset({"mark"})

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="requirements")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    must = models.BooleanField(default=True)
    mark = code("full", "partly", "no", "unknown", default="unknown")
    answer = text(500)
    marked_by = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    marked_on = models.DateField(null=True, blank=True)


class TenderCriterion(Record):
    """What bids are scored by; `weight` in basis points of the whole, empty while unknown."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="criteria")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    weight = models.PositiveIntegerField(null=True, blank=True)


class TenderBidder(Record):
    """Who bids: we or a rival; after the result with price, rank and the reason given."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="bidders")
    name = models.CharField(max_length=200)
    ours = models.BooleanField(default=False)
    price_minor = models.BigIntegerField(null=True, blank=True)
    currency = text(3)
    won = models.BooleanField(default=False)
    reason = text(300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tender", "name"], condition=Q(archived_at=None), name="one_bidder_a_name"
            ),
            models.UniqueConstraint(
                fields=["tender"],
                condition=Q(archived_at=None, ours=True),
                name="we_bid_once",
            ),
        ]


class TenderScore(Record):
    """What a bidder is expected to score by a criterion, 0–100: at worst, likely, at best."""

    criterion = models.ForeignKey(TenderCriterion, models.PROTECT, related_name="scores")
    bidder = models.ForeignKey(TenderBidder, models.PROTECT, related_name="scores")
    low = models.PositiveSmallIntegerField()
    likely = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "bidder"],
                condition=Q(archived_at=None),
                name="one_score_a_criterion",
            )
        ]


class TenderMeeting(Record):
    """A selection meeting or a bid meeting as it went; `people` are ids of contacts."""

    AUDITED_TEXT = frozenset({"kind"})

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="meetings")
    kind = code("selection_meeting", "bid_meeting")
    on = models.DateField()
    people = models.JSONField(default=list)
    went = models.CharField(max_length=500)
    follow_up = text(300)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")


class TenderBond(Record):
    """Money or a guarantee that binds us: given, due back, returned, or kept by the customer."""

    AUDITED_TEXT = frozenset({"kind", "form"})

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="bonds")
    kind = code("bid", "performance")
    form = code("cash", "bank_guarantee", "cheque", "insurance", default="cash")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    given_on = models.DateField(null=True, blank=True)
    due_back_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    forfeited_on = models.DateField(null=True, blank=True)
    note = text(300)

    class Meta:
        indexes = [models.Index(fields=["returned_on", "due_back_on"], name="bond_due_back")]


class TenderNotice(Record):
    """The latest published notice of a contracting process we hold a lead for.

    `ocid` and `release` (its id) are those of the Open Contracting Data Standard; `news` are the
    changes that a later release brought.
    """

    AUDITED_TEXT = frozenset({"ocid", "release"})

    lead = models.ForeignKey("data.Lead", models.PROTECT, related_name="notices")
    ocid = models.CharField(max_length=100)
    release = models.CharField(max_length=200)
    released_at = models.DateTimeField()
    notice = models.JSONField(default=dict)
    news = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ocid"], condition=Q(archived_at=None), name="one_notice_an_ocid"
            )
        ]
