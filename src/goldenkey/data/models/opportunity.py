"""Opportunities, their committee, needs, rivals and history."""

from django.db import models
from django.db.models import Q

from .base import Owned, Priced, Record, code, text

STATES = ("open", "won", "lost", "dropped")
PHASES = ("discover", "validate", "negotiate", "contract", "deliver")
REACHES = ("company", "some", "own")
"""How far a word carries in the customer's house: everywhere, to some, in the own department."""
OUTSIDERS = ("expert", "public_figure", "reference")
"""Who does not work at the customer, and is listened to there (M4.1)."""


class Opportunity(Owned, Priced):
    """A possible order, walked through its stages (商機 · 商机)."""

    AUDITED_TEXT = frozenset({"kind", "drive", "stage", "phase", "buying_step", "state", "go"})

    account = models.ForeignKey("data.Account", models.PROTECT, related_name="opportunities")
    name = models.CharField(max_length=200)
    kind = code("account_led", "project_led", default="account_led")
    drive = code("active", "passive")
    playbook_version = models.ForeignKey("data.PlaybookVersion", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=64)
    phase = code(*PHASES, default="discover")
    stage_since = models.DateField()
    buying_step = text(32)
    state = code(*STATES, default="open")
    live = models.BooleanField(default=True)
    close_on = models.DateField(null=True, blank=True)
    close_moves = models.PositiveSmallIntegerField(default=0)
    go = code("go", "no_go")
    go_reason = text(500)
    won_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    lost_reason = text(500)
    lost_to = text()
    channel = text(40)
    # copies for lists, written by the action that changes what they are made of
    coverage = text(8)
    warning_count = models.PositiveSmallIntegerField(default=0)
    worst_severity = code("high", "medium", "low")
    worst_rule = text(64)
    worst_days = models.PositiveIntegerField(null=True, blank=True)
    gate_missing = models.PositiveSmallIntegerField(default=0)
    chance = models.PositiveSmallIntegerField(null=True, blank=True)
    chance_confirmed = models.PositiveSmallIntegerField(null=True, blank=True)
    next_step = text(300)
    next_step_on = models.DateField(null=True, blank=True)
    next_step_agreed = models.BooleanField(default=False)
    last_contact_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="opp_newest"),
            models.Index(fields=["team", "-created_at", "-id"], name="opp_team_newest"),
            models.Index(fields=["owner", "-created_at", "-id"], name="opp_owner_newest"),
            models.Index(fields=["phase", "-created_at", "-id"], name="opp_phase_newest"),
            models.Index(
                fields=["phase", "team", "amount_org_minor"],
                condition=Q(live=True),
                name="opp_board",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Stakeholder(Record):
    """Somebody on the committee: a contact, one of our users, or a group reached through others."""

    AUDITED_TEXT = frozenset({"influence", "access", "reach", "outside"})

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="stakeholders")
    contact = models.ForeignKey("data.Contact", models.PROTECT, null=True, related_name="stakes")
    user = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    group_name = text()
    reached_through = text(300)
    roles = models.JSONField(default=list)
    influence = code("high", "medium", "low", "unknown", default="unknown")
    stance = code("supporter", "neutral", "opponent", "unknown", default="unknown")
    stance_confirmed = models.BooleanField(default=False)
    access = code("easy", "medium", "hard", "unknown", default="unknown")
    power = code("recommends", "decides", "unknown", default="unknown")
    reports_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    our_user = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")
    interests = text(300)
    reach = code(*REACHES, "unknown", default="unknown")
    outside = code(*OUTSIDERS)
    adaptability = text(300)
    last_met_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "contact"],
                condition=Q(archived_at=None) & ~Q(contact=None),
                name="one_seat_a_person",
            )
        ]


class Need(Record):
    """What the customer needs, implied or explicit, and how well we meet it (M3.3, M5.1)."""

    AUDITED_TEXT = frozenset({"met"})

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="needs")
    words = models.CharField(max_length=300)
    explicit = models.BooleanField(default=False)
    met = code("full", "partly", "no", "unknown", default="unknown")
    met_confirmed = models.BooleanField(default=False)
    said_by = models.ForeignKey(Stakeholder, models.PROTECT, null=True, related_name="+")


class CompetitorPosition(Record):
    """How we stand against a rival on the five-step scale: 2 much better … -2 much worse (M3.3)."""

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="rivals")
    name = models.CharField(max_length=200)
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="+")
    position = models.SmallIntegerField(null=True, blank=True)
    in_touch_with_decider = models.BooleanField(null=True, blank=True)
    confirmed = models.BooleanField(default=False)


class GateOverride(models.Model):
    """A gate let through by somebody with the right, in writing; stays on record (M3.7)."""

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="overrides")
    stage = models.CharField(max_length=64)
    by = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    missing = models.JSONField(default=list)
    at = models.DateTimeField()


class OpportunityHistory(models.Model):
    """One row a change: what the opportunity was from an instant to the next (flow reports)."""

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="history")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=64)
    phase = models.CharField(max_length=32)
    state = models.CharField(max_length=32)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    amount_org_minor = models.BigIntegerField()
    close_on = models.DateField(null=True)
    owner = models.ForeignKey("data.User", models.PROTECT, related_name="+")
    coverage = models.CharField(max_length=8)
    warnings = models.JSONField(default=list)
    chance = models.PositiveSmallIntegerField(null=True)
    chance_confirmed = models.PositiveSmallIntegerField(null=True)
    reason = text(500)
    by = models.ForeignKey("data.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["opportunity", "-valid_from"], name="history_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity"], condition=Q(valid_to=None), name="one_present_row"
            )
        ]


class OpenWarning(models.Model):
    """A warning as it stood over time: opened, changed, closed (M4.7). Ids and codes, no names."""

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="warnings")
    rule = models.CharField(max_length=64)
    severity = models.CharField(max_length=16)
    since_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    facts = models.JSONField(default=list)
    people = models.JSONField(default=list)
    seen = text(16)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "rule"],
                condition=Q(closed_at=None),
                name="one_open_warning_a_rule",
            )
        ]
