"""Sentences for refusals of bank statements, collection and credit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

COLLECTION_MESSAGES = {
    "statement_headings": _(
        "No row of this file names a date and an amount. Save the statement with its headings."
    ),
    "statement_again": _("This file was brought in already, as %(name)s; nothing was added."),
    "statement_empty": _("There is no booked entry in this file."),
    "statement_date": _("The date in row %(row)s cannot be read: %(value)s"),
    "statement_amount": _("The amount in row %(row)s cannot be read."),
    "statement_currency": _("The currency in row %(row)s is not one we know: %(value)s"),
    "statement_not_camt053": _(
        "This is XML, but not a bank statement in camt.053. Ask the bank for that format, or CSV."
    ),
    "statement_account": _("A statement in this file does not say which account it is of."),
    "xml_damaged": _("This XML file is damaged in line %(row)s."),
    "xml_declares": _(
        "This XML file declares a document type. Bank statements do not; it is not read."
    ),
    "xml_too_large": _("This XML file is larger or deeper than a bank statement can be."),
    "entry_done": _("This entry was dealt with already."),
    "entry_needs_payer": _("Say whose payment this is."),
    "entry_not_sure": _("This one needs a person to look at it."),
    "entry_other_payment": _("That payment has another amount, or belongs to another entry."),
    "entry_stands": _("This entry stands as a payment; reverse the payment first."),
    "nothing_open_there": _("Nothing is open there any more."),
    "promise_day": _("A promise is for a day from today on."),
    "more_than_open": _("Only %(most)s is open there."),
    "disputed_already": _("An open dispute stands there already; settle that one first."),
    "dispute_settled": _("This dispute was settled already."),
    "dispute_rests": _("The customer disputes this; settle the dispute before reminding."),
    "step_unknown": _("The playbook has no such step of collection."),
    "step_taken": _("This step was taken already."),
    "step_not_due": _("This step is not due before %(on)s."),
    "letter_unknown_mark": _("A letter knows no $%(name)s. It knows: %(known)s"),
    "mail_not_set_up": _(
        "E-mail is not set up on this server. Print the letter, or save it and send it yourself."
    ),
    "mail_no_address": _("Nobody at this customer has an e-mail address."),
    "mail_failed": _("The mail server did not take the letter; nothing was recorded."),
    "credit_limit": _(
        "With this %(account)s would owe %(exposure)s; the limit is %(limit)s. "
        "Finance can let it pass with a reason."
    ),
    "credit_overdue": _(
        "%(account)s is %(days)s days overdue with %(money)s; deliveries stop after %(most)s days. "
        "Finance can let it pass with a reason."
    ),
    "credit_days": _("The terms of %(account)s are at most %(most)s days of credit."),
    "day_past": _("Choose a day from today on."),
    "bad_provision": _("Days rise from row to row, and no part is above 100 percent."),
    "bad_statute": _("We know no such rules."),
    "check_unknown": _("No list of this delivery has this item."),
    "not_arrived": _("Hand over what has arrived."),
}
