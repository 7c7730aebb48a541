"""Facts are rows: what we know, whether the customer confirmed it, and on what evidence."""

from django.db import models

from .base import Record, code, text


class EvidenceFile(Record):
    """A file kept as evidence: stored by its digest, never changed."""

    kind = code("lead", "account", "opportunity", "contract")
    record_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["kind", "record_id"], name="evidence_of")]


class Fact(models.Model):
    """One thing known about a record; append-only, a newer row supersedes an older one."""

    subject = code("lead", "account", "opportunity", "stakeholder", "contact")
    subject_id = models.BigIntegerField()
    name = models.CharField(max_length=64)
    value = models.JSONField(null=True)
    confirmed = models.BooleanField(default=False)
    said_by = models.ForeignKey("data.Contact", models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True, default="")
    activity = models.ForeignKey("data.Activity", models.PROTECT, null=True, related_name="facts")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, null=True, related_name="+")
    observed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    note = text(300)

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id", "name"], name="fact_of")]
