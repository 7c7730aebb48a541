"""Words for the codes of tenders (GLOSSARY.md)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _in

TENDER_WORDS: dict[str, dict[str, Any]] = {
    "milestone": {
        "notice": _in("tender", "Notice"),
        "questions": _in("tender", "End of questions"),
        "submission": _in("tender", "Submission of bids"),
        "opening": _in("tender", "Opening of bids"),
        "selection_meeting": _in("tender", "Selection meeting"),
        "bid_meeting": _in("tender", "Bid meeting"),
        "award": _in("tender", "Award"),
    },
    "procedure": {
        "open": _in("tender", "Open to all"),
        "selective": _in("tender", "After prequalification"),
        "limited": _in("tender", "By invitation"),
        "direct": _in("tender", "Direct purchase"),
    },
    "tender_aim": {
        "specification": _in("tender", "Ours is the chosen specification"),
        "price": _in("tender", "A sound price"),
    },
    "tender_state": {
        "open": _in("tender", "running"),
        "won": _in("tender", "won"),
        "lost": _in("tender", "lost"),
        "cancelled": _in("tender", "cancelled by the customer"),
    },
    "compliance": {
        "full": _in("tender", "fully met"),
        "partly": _in("tender", "partly met"),
        "no": _in("tender", "not met"),
        "unknown": _in("tender", "unknown"),
    },
    "bond_kind": {
        "bid": _in("tender", "Bid bond"),
        "performance": _in("tender", "Performance bond"),
    },
    "bond_form": {
        "cash": _in("tender", "Cash deposit"),
        "bank_guarantee": _in("tender", "Bank guarantee"),
        "cheque": _in("tender", "Cheque"),
        "insurance": _in("tender", "Guarantee insurance"),
    },
    "bond_state": {
        "planned": _in("bond", "to be given"),
        "given": _in("bond", "with the customer"),
        "late": _in("bond", "should be back"),
        "returned": _in("bond", "returned"),
        "forfeited": _in("bond", "kept by the customer"),
    },
    "notice_field": {
        "company": _("Company"),
        "product": _in("notice", "What is bought"),
        "value": _("Amount"),
        "status": _("Status"),
        "notice": _in("tender", "Notice"),
        "questions": _in("tender", "End of questions"),
        "submission": _in("tender", "Submission of bids"),
        "opening": _in("tender", "Opening of bids"),
        "award": _in("tender", "Award"),
        "items": _in("notice", "Items"),
    },
    "notice_verdict": {
        "new": _in("notice", "new"),
        "update": _in("notice", "update of a lead"),
        "known": _in("notice", "known already"),
        "elsewhere": _in("notice", "with another team"),
        "older": _in("notice", "superseded in this file"),
        "passed": _in("notice", "not a tender notice"),
        "cancelled": _in("notice", "cancelled"),
    },
}
"""Words for codes, by kind."""
