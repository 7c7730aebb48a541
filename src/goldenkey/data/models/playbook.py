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
    state = code("draft", "published", "retired", default="draft")
    source = models.TextField()
    parents = models.JSONField(default=dict)
    tree = models.TextField()
    """What reading gave, as JSON text (jsonb would lose the order): a process starts from it."""

    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["playbook", "number"], name="one_version_a_number")
        ]
