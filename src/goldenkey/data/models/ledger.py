"""What the system keeps about itself: the audit, the job queue, the search index."""

from django.db import models
from django.db.models import Q

from .base import code, text


class AuditEntry(models.Model):
    """Append-only: who did what to which record; ids and codes, never words about people."""

    at = models.DateTimeField()
    by = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=64)
    kind = models.CharField(max_length=32)
    record_id = models.BigIntegerField(null=True)
    changes = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["kind", "record_id", "-id"], name="audit_of")]


class Job(models.Model):
    """Background work: leased, not taken, so that a killed worker's job is run again."""

    name = models.CharField(max_length=64)
    payload = models.JSONField(default=dict)
    state = code("ready", "running", "done", "failed", default="ready")
    run_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = text(64)
    lease_until = models.DateTimeField(null=True)
    unique_key = models.CharField(max_length=128, null=True, unique=True)
    error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["run_at", "id"], condition=Q(state="ready"), name="job_ready"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="job_running"),
        ]


class SearchEntry(models.Model):
    """One searchable record: its title, and tokens made by core.tokens."""

    kind = code("lead", "account", "contact", "opportunity", "contract")
    record_id = models.BigIntegerField()
    team = models.ForeignKey("data.Team", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=300)
    subtitle = text(300)
    tokens = models.TextField()
    weight = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="one_search_entry")
        ]


class AnsweredRequest(models.Model):
    """A request that was answered: the same key again gets the same answer, not a second row."""

    user = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_answer_a_key")]
