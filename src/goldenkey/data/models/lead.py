"""Leads and the imports they came in by."""

from django.db import models

from .base import Owned, code, text


class Import(Owned):
    """One file of leads: read, checked, written, perhaps undone. Its owner brought it."""

    AUDITED_TEXT = frozenset({"state", "encoding"})

    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=200)
    encoding = text(20)
    sheet = text(100)
    headings = models.JSONField(default=list)
    headings_digest = text(64)
    mapping = models.JSONField(default=list)
    options = models.JSONField(default=dict)
    state = code(
        "uploaded", "checking", "checked", "writing", "done", "undone", "failed", default="uploaded"
    )
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    summary = models.JSONField(default=dict)
    playbook_version = models.ForeignKey("data.PlaybookVersion", models.PROTECT, related_name="+")
    channel = text(40)

    class Meta:
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="import_newest"),
            models.Index(fields=["team", "-created_at", "-id"], name="import_team_newest"),
            models.Index(fields=["headings_digest", "-id"], name="import_of_headings"),
        ]


class ImportRow(models.Model):
    """A row of a file about which there is something to say; made anew by every check."""

    source = models.ForeignKey(Import, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    verdict = code("failed", "duplicate", "likely", "noted")
    cells = models.JSONField(default=list)
    findings = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="one_import_row")]


class Lead(Owned):
    """A possible customer, not yet qualified (潛在客戶名單 · 线索)."""

    AUDITED_TEXT = frozenset({"state", "channel", "kind", "drive"})

    state = code("new", "working", "qualified", "converted", "kept", "rejected", default="new")
    company = text()
    full_name = text()
    english_name = text()
    person = text(100)
    title = text(100)
    department = text(100)
    phone = text(60)
    email = text()
    region = text(100)
    address = text(300)
    industry = text(100)
    staff = models.PositiveIntegerField(null=True, blank=True)
    amount_minor = models.BigIntegerField(null=True, blank=True)
    currency = text(3)
    product = text()
    need = models.TextField(blank=True, default="")
    close_on = models.DateField(null=True, blank=True)
    listed_on = models.DateField(null=True, blank=True)
    channel = text(40)
    kind = code("account_led", "project_led")
    drive = code("active", "passive")
    note = models.TextField(blank=True, default="")
    reason = text(300)
    playbook_version = models.ForeignKey("data.PlaybookVersion", models.PROTECT, related_name="+")
    source_import = models.ForeignKey(Import, models.PROTECT, null=True, related_name="leads")
    source_row = models.PositiveIntegerField(null=True, blank=True)
    potential = text(16)
    qualified = text(16)
    account = models.ForeignKey("data.Account", models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey("data.Contact", models.PROTECT, null=True, related_name="+")
    opportunity = models.ForeignKey("data.Opportunity", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="lead_newest"),
            models.Index(fields=["team", "-created_at", "-id"], name="lead_team_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source_import", "source_row"], name="one_lead_a_row")
        ]

    def __str__(self) -> str:
        return self.company or self.person
