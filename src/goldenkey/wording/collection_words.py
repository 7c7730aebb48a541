"""Words for codes of bank statements, collection and credit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _in

COLLECTION_WORDS: dict[str, dict[str, Any]] = {
    "statement_format": {"csv": _("Table"), "camt053": "camt.053"},
    "entry_state": {
        "open": _in("bank entry", "To decide"),
        "recorded": _in("bank entry", "Recorded"),
        "aside": _in("bank entry", "Put aside"),
        "out": _in("bank entry", "Money out"),
    },
    "match_reason": {
        "invoice": _("the invoice's number stands in it"),
        "contract": _("the contract's number stands in it"),
        "payer": _("the payer is known"),
        "name": _("the payer's name is like it"),
        "amount": _("only one receivable has this amount"),
    },
    "dispute_reason": {
        "goods": _("The goods"),
        "price": _("The price"),
        "papers": _("The papers"),
        "delivery": _("The delivery"),
        "other": _("Something else"),
    },
    "promise_state": {
        "open": _in("promise", "Open"),
        "kept": _in("promise", "Kept"),
        "partly": _in("promise", "Partly kept"),
        "broken": _in("promise", "Broken"),
    },
    "dunning_kind": {
        "message": _("Message"),
        "call": _in("collection", "Call"),
        "visit": _in("collection", "Visit"),
        "letter": _("Letter"),
        "manager": _("Manager steps in"),
        "stop_shipment": _("Stop shipment"),
    },
    "dunning_way": {
        "done": _in("collection", "Done"),
        "printed": _("Printed"),
        "email": _("Sent by e-mail"),
        "file": _("Saved as a file"),
    },
    "letter_tone": {
        "before": _("Before the due date"),
        "due": _("On the due date"),
        "late": _("Overdue"),
        "final": _("Last reminder"),
    },
    "credit_what": {"sign": _("Sign a contract"), "ship": _("Ship goods")},
    "credit_state": {
        "clear": _("Within the limit"),
        "near": _("Near the limit"),
        "over": _("Above the limit"),
        "stopped": _("Stopped"),
        "unset": _("No limit set"),
    },
    "grouped_by": {
        "account": _("Customer"),
        "owner": _("Salesperson"),
        "team": _("Team"),
        "contract": _("Contract"),
        "currency": _("Currency"),
    },
    "statute": {
        "": _("None"),
        "cn-sme": _("Mainland: payments to small and medium enterprises"),
        "tw-civil": _("Taiwan: statutory interest of the Civil Code"),
    },
}
