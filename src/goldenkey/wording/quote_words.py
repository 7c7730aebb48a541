"""Words for terms, products, quotes and documents."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _in

QUOTE_WORDS: dict[str, dict[str, Any]] = {
    "term": {
        "price": _("Price"),
        "delivery": _("Delivery time"),
        "warranty": _("Warranty"),
        "payment": _("Payment terms"),
        "service": _("After-sales service"),
    },
    "term_unit": {
        "money": _in("term", "Amount of money"),
        "days": _in("term", "Days"),
        "months": _in("term", "Months"),
        "percent": _in("term", "Percent"),
        "text": _in("term", "Words"),
    },
    "term_better": {"higher": _("More is better for us"), "lower": _("Less is better for us")},
    "term_status": {
        "open": _in("term", "Open"),
        "agreed": _in("term", "Agreed"),
        "disputed": _in("term", "Disputed"),
    },
    "term_move": {
        "position": _("The customer asks for"),
        "offer": _("We offer"),
        "give": _("We give"),
        "approved": _in("term", "Let through"),
        "refused": _("Not let through"),
        "agreed": _in("term", "Agreed"),
        "disputed": _in("term", "Disputed"),
        "open": _("Opened again"),
    },
    "term_reason": {
        "price_before_stage": _("price too early"),
        "price_before_need": _("price before an explicit need"),
        "others_first": _("nothing else was offered first"),
        "beyond_limit": _("beyond our limit"),
        "above_percent": _("large concession"),
        "too_quick": _("given the day it was asked"),
        "no_return": _("nothing in return"),
    },
    "product_kind": {
        "goods": _("Goods"),
        "accessory": _("Accessory"),
        "service": _in("product", "Service"),
    },
    "quote_state": {
        "draft": _("Draft"),
        "waiting": _("Waits for approval"),
        "approved": _("Approved"),
        "refused": _("Not approved"),
        "sent": _("Sent"),
        "superseded": _("Superseded"),
        "accepted": _in("quote", "Accepted"),
    },
    "quote_decision": {
        "asked": _("Approval asked for"),
        "approved": _("Approved"),
        "refused": _("Not approved"),
    },
    "document": {
        "quote": _("Quote"),
        "contract": _in("document", "Contract"),
        "amendment": _("Amendment"),
    },
    "document_format": {"pdf": _("PDF"), "docx": _("Word")},
}

QUOTE_ACTIONS: dict[str, Any] = {
    "terms.open_sheet": _("began the terms sheet"),
    "terms.edit_sheet": _("said where we walk away"),
    "terms.add_issue": _("put an issue on the terms sheet"),
    "terms.edit_issue": _("set target and limit of an issue"),
    "terms.drop_issue": _("took an issue off the terms sheet"),
    "terms.record_position": _("recorded what the customer asks for"),
    "terms.offer": _("made an offer"),
    "terms.answer": _("answered a concession"),
    "terms.set_status": _("said how an issue stands"),
    "terms_package.save_package": _("put a package of terms together"),
    "terms_package.drop_package": _("put a package of terms away"),
    "product.create_product": _("added a product"),
    "product.edit_product": _("changed a product"),
    "product.drop_product": _("put a product away"),
    "product.set_cost": _("set what a product costs us"),
    "product.create_price_list": _("began a price list"),
    "product.set_prices": _("wrote prices of a list"),
    "product.create_tax": _("added a tax"),
    "product.set_limit": _("set a limit of discount"),
    "quote.create_quote": _("drafted a quote"),
    "quote.edit_quote": _("changed a quote"),
    "quote.new_version": _("made a new version of a quote"),
    "quote.ask_approval": _("asked for approval of a quote"),
    "quote.answer": _("answered whether a quote is approved"),
    "quote.send": _("sent a quote"),
    "quote.accept": _("recorded that a quote was accepted"),
    "document.make": _("made a document"),
    "document.set_template": _("took a template of our own"),
    "document.reset_template": _("went back to the shipped template"),
    "document.set_our_logo": _("kept our logo"),
    "document.set_their_logo": _("kept the customer's logo"),
    "amendment.amend": _("recorded an amendment"),
}
"""What was done, as the audit tells it."""

QUOTE_NOUNS: dict[str, Any] = {
    "termssheet": _("terms sheet"),
    "termsissue": _("issue of the terms sheet"),
    "termsmove": _("move on the terms sheet"),
    "termspackage": _("package of terms"),
    "quote": _("quote"),
    "quoteversion": _("version of a quote"),
    "product": _("product"),
    "pricelist": _("price list"),
    "taxrate": _("tax"),
    "document": _("document"),
    "contractamendment": _("amendment"),
}
"""What a record is called."""
