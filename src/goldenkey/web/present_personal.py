"""What is kept about a person, as a page says it and as a file holds it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from goldenkey.core.money import Money
from goldenkey.selectors.personal import Data
from goldenkey.wording import codes, figures, phrases
from goldenkey.wording.audit_words import AUDIT_WORDS

SECTIONS: dict[str, Any] = {
    "person": _("The person"),
    "posts": _("Posts"),
    "seats": _("Part in our opportunities"),
    "activities": _("Contacts so far"),
    "facts": _("What was said or noted"),
    "gifts": _("Gifts and hospitality"),
    "quiet_periods": _("Quiet periods"),
    "leads": _("Leads"),
}
KINDS = {
    "stance": "stance", "influence": "influence", "access": "access", "power": "power",
    "outcome": "outcome", "standing": "standing", "category": "gift",
}  # fmt: skip


UNSAID = frozenset({"amount_org_minor", "currency"})


def pairs(row: dict[str, Any]) -> list[tuple[str, str]]:
    """A row as labels and values; ids and what is empty stand only in the file."""
    words = AUDIT_WORDS["field"]
    return [
        (str(words[name]), _said(name, value, row.get("currency", "")))
        for name, value in row.items()
        if name in words and name not in UNSAID and not name.endswith("_id")
        and value not in ("", None, [], {}, False)
    ]  # fmt: skip


def as_file(found: Data) -> str:
    """All of it as JSON text."""
    return json.dumps(
        {"contact_id": found.contact_id, "hidden": list(found.hidden),
         **{name: list(rows) for name, rows in found.sections.items()}},
        ensure_ascii=False, indent=1, default=str,
    )  # fmt: skip


def _said(name: str, value: Any, currency: str) -> str:
    if name.endswith("_minor") and currency:
        return figures.money(Money(int(value), currency))
    if isinstance(value, list):
        return phrases.listing([str(one) for one in value])
    if name in KINDS:
        return codes.word(str(value), KINDS[name])
    if isinstance(value, bool):
        return "✓"
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        try:
            return figures.day(date.fromisoformat(value))
        except ValueError:
            return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
