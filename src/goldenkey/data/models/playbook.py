"""Playbooks and their versions: the method as data, never changed once published."""

from django.db import models

from .base import Record, code


class Playbook(models.Model):
    """One way of selling, named by its key; its content stands in versions."""

    key = models.CharField(max_length=64, unique=True)
    team = models.ForeignKey("data.Team", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()


class PlaybookVersion(Record):
    """A version of a playbook as its file; an opportunity pins the one it runs on."""

    AUDITED_TEXT = frozenset({"state", "digest"})

    playbook = models.ForeignKey(Playbook, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = code("draft", "published", "retired", "discarded", default="draft")
    source = models.TextField()
    parents = models.JSONField(default=dict)
    tree = models.TextField()
    """What reading gave, as JSON text (jsonb would lose the order): a process starts from it."""

    digest = models.CharField(max_length=64)
    problems = models.JSONField(default=list)
    """What was found wrong in a draft when it was saved: code, parameters, field, line, column."""

    places = models.JSONField(default=dict)
    """Where those go who stand in a stage this version no longer has: old stage to new."""

    edited_by = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["playbook", "number"], name="one_version_a_number")
        ]


class PlaybookPreview(models.Model):
    """What a version would change for live opportunities, worked out in the background for one."""

    playbook_version = models.ForeignKey(PlaybookVersion, models.PROTECT, related_name="+")
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    places = models.JSONField(default=dict)
    state = code("waiting", "done", "failed", default="waiting")
    found = models.JSONField(default=list)
    created_at = models.DateTimeField()
