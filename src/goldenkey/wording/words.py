"""Words for codes, by kind: the field's standard terms (GLOSSARY.md)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _in

from goldenkey.wording.audit_words import AUDIT_WORDS
from goldenkey.wording.import_words import IMPORT_WORDS
from goldenkey.wording.playbook_words import PLAYBOOK_WORDS
from goldenkey.wording.work_words import WORK_WORDS

WORDS: dict[str, dict[str, Any]] = {
    **AUDIT_WORDS,
    **WORK_WORDS,
    **IMPORT_WORDS,
    **PLAYBOOK_WORDS,
    "noun": {
        "lead": _("lead"),
        "account": _("customer"),
        "contact": _("contact"),
        "opportunity": _("opportunity"),
        "contract": _("contract"),
        "payment": _("payment"),
        "receivable": _("receivable"),
        "import": _("import"),
        "playbook": _("playbook"),
        "stakeholder": _("committee member"),
        "seatlink": _("line of the map"),
        "activity": _("activity"),
        "user": _("user"),
        "record": _("record"),
    },
    "role": {
        "rep": _in("role", "Salesperson"),
        "manager": _("Sales manager"),
        "director": _("Director"),
        "finance": _("Finance"),
        "compliance": _("Compliance"),
        "admin": _("Sales operations"),
        "system": _("System"),
    },
    "account_kind": {"organisation": _("Organisation"), "person": _in("account", "Person")},
    "ownership": {
        "foreign": _("Wholly foreign-owned"),
        "joint": _("Joint venture"),
        "state": _("State-owned"),
        "private": _("Private"),
    },
    "credit_rating": {"good": _("Good"), "fair": _("Fair"), "poor": _("Poor")},
    "relationship": {
        "vendor": _("Vendor"),
        "preferred": _("Preferred supplier"),
        "partner": _("Partner"),
        "alliance": _("Strategic alliance"),
    },
    "lead_state": {
        "new": _in("lead", "New"),
        "working": _("Being evaluated"),
        "qualified": _("Qualified"),
        "converted": _("Converted"),
        "kept": _("Kept for later"),
        "rejected": _("Rejected"),
    },
    "truth": {"true": _("True"), "false": _("False"), "unknown": _("Unknown")},
    "opportunity_kind": {"account_led": _("Account-led"), "project_led": _("Project-led")},
    "drive": {"active": _("Active"), "passive": _("Passive")},
    "state": {
        "open": _in("opportunity", "Open"),
        "won": _("Won"),
        "lost": _("Lost"),
        "dropped": _("Dropped"),
    },
    "phase": {
        "discover": _("Discover"),
        "validate": _("Validate needs"),
        "negotiate": _("Negotiate"),
        "contract": _("Sign contract"),
        "deliver": _("Deliver and collect"),
    },
    "standard_role": {
        "end_user": _("User"),
        "decision_maker": _("Decision maker"),
        "purchaser": _("Purchaser"),
        "influencer": _("Influencer"),
        "coach": _("Coach"),
        "selector": _("Selector"),
        "superior": _("Superior"),
        "gatekeeper": _("Gatekeeper"),
    },
    "dot": {
        "end_user": _in("dot", "U"),
        "decision_maker": _in("dot", "D"),
        "purchaser": _in("dot", "P"),
        "influencer": _in("dot", "I"),
    },
    "cover": {
        "met": _("met"),
        "through": _("reached through others"),
        "stale": _("gone stale"),
        "none": _("not found yet"),
        "against": _("opposes"),
        "hidden": _("hidden from you"),
    },
    "influence": {
        "high": _in("influence", "High"),
        "medium": _in("influence", "Medium"),
        "low": _in("influence", "Low"),
        "unknown": _("Unknown"),
    },
    "stance": {
        "supporter": _("Supporter"),
        "neutral": _("Neutral"),
        "opponent": _("Opponent of this purchase"),
        "unknown": _("Unknown"),
    },
    "access": {
        "easy": _("Easily met"),
        "medium": _("Met by appointment"),
        "hard": _("Hard to meet"),
        "unknown": _("Unknown"),
    },
    "seat_link": {
        "reports": _("reports to"),
        "influences": _("influences"),
        "conflicts": _("is at odds with"),
    },
    "relation": {
        "none": _("Do not know each other"),
        "acquainted": _("Have met"),
        "working": _("Work well together"),
        "trusted": _("Trust each other"),
    },
    "power": {
        "recommends": _("Recommends"),
        "decides": _("Decides"),
        "unknown": _("Unknown"),
    },
    "met": {
        "full": _("Fully met"),
        "partly": _("Partly met"),
        "no": _("Not met"),
        "unknown": _("Unknown"),
    },
    "position": {
        "2": _("Much better"),
        "1": _("Somewhat better"),
        "0": _("Equal"),
        "-1": _("Somewhat worse"),
        "-2": _("Much worse"),
    },
    "activity_kind": {
        "visit": _("Visit"),
        "call": _in("activity", "Call"),
        "meeting": _("Meeting"),
        "message": _("Message"),
    },
    "outcome": {
        "advance": _("Advance"),
        "continuation": _("Continuation"),
        "no_sale": _("No sale"),
        "order": _("Order"),
    },
    "severity": {"high": _("Duck about to fly"), "medium": _("Warning"), "low": _("Notice")},
    "go": {"go": _("Go on"), "no_go": _("Give up")},
    "contract_state": {
        "signed": _("Signed"),
        "delivering": _("Delivering"),
        "accepted": _("Accepted"),
        "closed": _("Paid in full"),
        "cancelled": _("Cancelled"),
    },
    "trigger": {
        "signing": _("on signing"),
        "shipment": _("on shipment"),
        "arrival": _("on arrival"),
        "acceptance": _("on acceptance"),
        "date": _("on a date"),
    },
    "acceptance": {
        "accepted": _("Accepted"),
        "partial": _("Partly accepted"),
        "refused": _("Refused"),
    },
    "method": {
        "transfer": _("Transfer"),
        "note": _("Promissory note"),
        "cheque": _("Cheque"),
        "cash": _("Cash"),
    },
    "commission": {
        "expected": _in("commission", "Expected"),
        "earned": _("Earned"),
        "payable": _("Payable"),
        "paid": _("Paid"),
        "clawed_back": _("Clawed back"),
    },
    "money_state": {
        "waiting": _in("money", "Waiting"),
        "late": _("Overdue"),
        "due": _in("money", "Open"),
        "partly_paid": _("Partly paid"),
        "uncleared": _("Paid, not cleared"),
        "paid": _in("money", "Paid in"),
    },
    "payment_state": {
        "cleared": _("Cleared"),
        "uncleared": _("Not cleared yet"),
        "reversed": _("Reversed"),
    },
    "bucket": {
        "not_due": _("Not due"),
        "1_30": _("1–30 days"),
        "31_60": _("31–60 days"),
        "61_90": _("61–90 days"),
        "over_90": _("Over 90 days"),
    },
}
