"""Turns a lead and its evaluation into words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from goldenkey.selectors.lead import EvaluationView, LeadDetail, LeadRow, LeafTerm, Question
from goldenkey.wording import braces, figures, phrases

TONES = {"true": "good", "false": "bad", "unknown": "warn"}
MARKS = {"true": "yes", "false": "no", "unknown": "unknown"}
STATES = {
    "new": "gold", "working": "calm", "qualified": "good", "converted": "", "kept": "",
    "rejected": "bad",
}  # fmt: skip


def verdict(view: EvaluationView) -> tuple[str, str]:
    """What the evaluation comes to, and its tone."""
    said = {
        "true": _("Qualified: both criteria hold."),
        "false": _("Not qualified as it stands."),
        "unknown": _("Not decided yet: what is unknown does not count as true."),
    }
    return said[view.qualified or "unknown"], TONES[view.qualified or "unknown"]


def potential(view: EvaluationView) -> str:
    """The potential test in words (M1.5)."""
    if view.outcome == "undecided":
        parts = phrases.listing(_part(name) for name in view.outcome_ask)
        return _("Potential undecided; still to find out: %(parts)s") % {"parts": parts}
    return view.outcome_say


def _part(name: str) -> str:
    return {
        "need": _("is there a need"),
        "ability": _("can they pay, in price and time"),
        "authority": _("may they decide"),
    }.get(name, name)


def answer(question: Question) -> str:
    """What a question was answered."""
    named = dict(question.options)
    return named.get(str(question.value)) or braces.shown(question.value)


def leaf(view: EvaluationView, found: LeafTerm) -> str:
    """A leaf of a formula: the question it asks; a comparison as it is written."""
    asked = {q.name: q.ask for q in (*view.questions, *view.answered)}
    return asked.get(found.text, found.text)


def age(row: LeadRow, today: Any) -> str:
    """How long ago the lead came in."""
    return figures.ago(row.created_at.date(), today)


def convert_initial(found: LeadDetail, known: Any, currency: str) -> dict[str, Any]:
    """What the form of the conversion starts with: the same customer, if he is ours already."""
    same = next((k.account_id for k in known if k.is_same and k.account_id), None)
    return {
        "account_id": str(same or 0),
        "name": found.product or found.need[:80] or found.name,
        "amount": found.money.amount if found.money else None,
        "currency": found.money.currency if found.money else currency,
        "kind": found.kind or "account_led",
        "drive": found.drive,
        "playbook_key": found.playbook_key,
    }
