"""Turns entries of the audit into what a reader understands."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from goldenkey.selectors.history import Change
from goldenkey.wording import codes, figures

HIDDEN = frozenset(
    {
        "amount_org_minor",
        "rate",
        "rate_on",
        "phase",
        "live",
        "stage_since",
        "team_id",
        "last_met_on",
    }
)
"""Columns that only follow others."""


def action(change: Change) -> str:
    """What was done."""
    return codes.word(change.action, "action")


def fields(change: Change) -> list[tuple[str, str]]:
    """The columns that changed: name, and from what to what where that is kept."""
    return [
        (codes.word(name, "field"), _between(kept))
        for name, kept in change.fields
        if name not in HIDDEN
    ]


def when(change: Change, zone: str) -> str:
    """When, in the reader's zone."""
    return figures.moment(change.at, zone)


def _between(kept: tuple[Any, ...]) -> str:
    if len(kept) != 2:
        return ""
    before, after = (_shown(value) for value in kept)
    return _("%(before)s → %(after)s") % {"before": before, "after": after}


def _shown(value: Any) -> str:
    if value in (None, "", []):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
