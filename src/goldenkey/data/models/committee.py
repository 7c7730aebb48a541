"""What a committee's map shows beside its people: lines between them, our relations, places."""

from django.db import models
from django.db.models import Q

from .base import Record, code
from .opportunity import Opportunity, Stakeholder

LINKS = ("influences", "conflicts")
BODIES = ("purchasing", "evaluation")
RELATIONS = ("none", "acquainted", "working", "trusted")


class SeatLink(Record):
    """A line between two people of one committee, beside reports-to (M4.5)."""

    AUDITED_TEXT = frozenset({"kind"})

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="links")
    from_seat = models.ForeignKey(Stakeholder, models.PROTECT, related_name="links_from")
    to_seat = models.ForeignKey(Stakeholder, models.PROTECT, related_name="links_to")
    kind = code(*LINKS)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_seat", "to_seat", "kind"],
                condition=Q(archived_at=None),
                name="one_link_a_kind",
            )
        ]


class SeatRelation(Record):
    """How well one of us and one of theirs know each other: now, and where it should come to."""

    AUDITED_TEXT = frozenset({"now", "target"})

    stakeholder = models.ForeignKey(Stakeholder, models.PROTECT, related_name="relations")
    user = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    now = code(*RELATIONS, default="none")
    target = code(*RELATIONS)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stakeholder", "user"],
                condition=Q(archived_at=None),
                name="one_relation_a_pair",
            )
        ]


class CommitteeBody(Record):
    """A named group of the committee: who sets the requirement, or who evaluates (M0.5)."""

    AUDITED_TEXT = frozenset({"kind"})

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="bodies")
    kind = code(*BODIES)
    name = models.CharField(max_length=100)
    members = models.JSONField(default=list)
    """Who sits on it: stakeholders of the same opportunity, by id."""


class CommitteeMap(Record):
    """Where the people of a committee were put on its map: `places` by node, as [x, y]."""

    opportunity = models.OneToOneField(Opportunity, models.PROTECT, related_name="map")
    places = models.JSONField(default=dict)
