"""The time after the sale in words: how late, how satisfied, what a complaint waits for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from goldenkey.core.after_sales import POOR
from goldenkey.core.after_sales import STEPS as ORDER
from goldenkey.selectors.after_sales_shapes import ComplaintRow, FollowUpRow, Satisfaction
from goldenkey.wording import codes, figures

STEPS = ("listen", *ORDER, "reopen")
TONES = {"high": "bad", "medium": "warn", "low": ""}
STATES = {"closed": "good", "reported": "calm", "solved": "calm", "analysed": "warn"}
REFERRALS = {"named": "good", "asked": "calm"}


def late(row: FollowUpRow | ComplaintRow) -> str:
    """How late something is; nothing where it is not."""
    if not row.days_late:
        return ""
    return _("%(days)s overdue") % {"days": figures.days(row.days_late)}


def score(value: int | None) -> str:
    """How satisfied the customer is."""
    return "" if value is None else _("satisfaction %(score)s of 5") % {"score": value}


def satisfaction(found: Satisfaction) -> str:
    """The mean of what customers said."""
    return "—" if found.mean is None else f"{found.mean:.1f}"


def thanks(value: int | None) -> str:
    """What is said after a contact: who is dissatisfied has a complaint."""
    if value is not None and value <= POOR:
        return _("Saved. The customer is dissatisfied: write the complaint down and stay on it.")
    return codes.say("saved")


def tone(severity: str) -> str:
    """The tone of how urgent a complaint is."""
    return TONES.get(severity, "")


def state_tone(state: str) -> str:
    """The tone of how far a complaint is."""
    return STATES.get(state, "bad")


def referral_tone(state: str) -> str:
    """The tone of what came of asking."""
    return REFERRALS.get(state, "")


def can_reopen(row: ComplaintRow) -> bool:
    """Whether it can be found unsolved after all."""
    return row.state in ("solved", "reported", "closed")
