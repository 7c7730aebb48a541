"""Words of the editor of playbooks: sections of a file, states of a version, kinds of change."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _in

PLAYBOOK_WORDS: dict[str, dict[str, Any]] = {
    "playbook_state": {
        "draft": _in("playbook version", "Draft"),
        "published": _in("playbook version", "In force"),
        "retired": _in("playbook version", "Superseded"),
        "discarded": _in("playbook version", "Thrown away"),
    },
    "rule_change": {
        "added": _in("rule", "Added"),
        "removed": _in("rule", "Removed"),
        "changed": _in("rule", "Changed"),
    },
    "playbook_effect": {
        "homeless": _("Their stage is gone and leads nowhere yet"),
        "opens": _("A gate that is shut would open"),
        "shuts": _("A gate that is open would shut"),
        "appear": _("Warnings would appear"),
        "vanish": _("Warnings would vanish"),
        "contact": _("The next contact would move"),
        "same": _("Nothing would change"),
    },
    "playbook_section": {
        "schema": _("Schema number"),
        "key": _("Key"),
        "extends": _("What it builds on"),
        "name": _("Name of the playbook"),
        "choices": _("Lists of choices"),
        "facts": _("Facts"),
        "roles": _("Roles"),
        "buying_steps": _("The customer's steps"),
        "stages": _("Stages and gates"),
        "warnings": _("Warnings"),
        "grades": _("Grades and rhythm"),
        "qualification": _("Evaluation"),
        "potential": _("Potential customers"),
        "channels": _("Channels"),
        "chance": _("Chance of winning"),
        "favours": _("What speaks for us"),
        "fresh_days": _("How long a contact stays fresh"),
        "usual_cycle_days": _("Usual cycle"),
        "evaluation_form": _("Evaluation form"),
        "questions": _("Questions"),
        "messages": _("Messages by role"),
        "objections": _("Objections"),
        "signals": _("Buying signals"),
        "visit_reasons": _("Good reasons for a visit"),
        "checklists": _("Checklists"),
        "advice": _("Advice by stage"),
        "occasions": _("Occasions"),
        "segments": _("Segments and doors"),
        "charter": _("The customer's project"),
        "relations": _("Relations"),
        "market": _("Market"),
        "convincing": _("Convincing"),
        "negotiation": _("Negotiation"),
        "collection": _("Money"),
        "after_sales": _("After the sale"),
        "conduct": _("Conduct"),
    },
}
