"""Records that moved from one of us to another: when somebody left, or a customer was moved."""

from django.db import models

from .base import text


class Handover(models.Model):
    """Who handed over to whom, and what moved: [kind, id, owner before, team before] (M0.10).

    Ids only; the pages read the names from the records.
    """

    from_user = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    to_user = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    account = models.ForeignKey("data.Account", models.PROTECT, null=True, related_name="+")
    reason = text(300)
    moves = models.JSONField(default=list)
    left = models.PositiveIntegerField(default=0)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
