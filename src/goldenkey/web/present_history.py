"""Turns entries of the audit into what a reader understands."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from goldenkey.core.money import Money
from goldenkey.selectors.history import Change
from goldenkey.wording import codes, figures, phrases

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


def fields(change: Change, currency: str = "") -> list[tuple[str, str]]:
    """The columns that changed: name, and from what to what where that is kept."""
    return [
        (codes.word(name, "field"), _between(name, kept, currency))
        for name, kept in change.fields
        if name not in HIDDEN
    ]


def listed(found: list[tuple[str, str]]) -> str:
    """The columns that changed, in one line."""
    return phrases.listing(phrases.noted(name, between) for name, between in found)


def when(change: Change, zone: str) -> str:
    """When, in the reader's zone."""
    return figures.moment(change.at, zone)


CODES = {
    "kind": "opportunity_kind", "drive": "drive", "state": "state", "stage": "phase", "go": "go",
    "stance": "stance", "influence": "influence", "access": "access", "power": "power",
    "met": "met", "outcome": "outcome", "position": "position", "ownership": "ownership",
    "credit_rating": "credit_rating", "relationship": "relationship",
    "relationship_target": "relationship", "method": "method", "result": "acceptance",
}  # fmt: skip
"""Columns that hold a code, and the kind of its word."""


def _between(name: str, kept: tuple[Any, ...], currency: str) -> str:
    """From what to what; of ids, bare sums and words only that they changed."""
    told = not name.endswith(("_id", "_minor")) or (name == "amount_minor" and currency)
    if len(kept) != 2 or not told:
        return ""
    before, after = (_shown(name, value, currency) for value in kept)
    return _("%(before)s → %(after)s") % {"before": before, "after": after}


def _shown(name: str, value: Any, currency: str) -> str:
    if value in (None, "", []):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "amount_minor" and currency:
        return figures.money(Money(value, currency))
    return codes.word(str(value), CODES[name]) if name in CODES else str(value)
