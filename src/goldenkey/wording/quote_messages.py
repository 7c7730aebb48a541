"""Sentences for refusals about terms, quotes, documents and amendments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

QUOTE_MESSAGES: dict[str, Any] = {
    "price_before_stage": _("No price before the stage “%(stage)s”; or somebody lets it pass."),
    "price_before_need": _(
        "No price before the customer has named an explicit need; or somebody lets it pass."
    ),
    "others_first": _(
        "Before price, offer something else: %(first)s. Or name somebody who lets it pass."
    ),
    "beyond_limit": _("This goes beyond our limit: name somebody who lets it pass."),
    "above_percent": _(
        "This gives %(percent)s%% of the target price; above %(most)s%% somebody must let it pass."
    ),
    "too_quick": _("It was asked for only today: let it rest a night, however small it is."),
    "no_return": _("What do we get for it? Name it, or somebody who lets it pass."),
    "waits_already": _("A concession on this issue still waits for an answer."),
    "answered_already": _("This was answered already."),
    "named_another": _("%(name)s was asked by name; only this person can answer."),
    "may_not_approve": _("This person may not let it pass; choose one of the list."),
    "approver_limit": _("%(name)s may approve up to %(most)s%% only; choose somebody else."),
    "unit_fixed": _("Moves were made in this unit already; add an issue of your own instead."),
    "limit_above_target": _("The limit is better for us than the target; turn them around."),
    "discount_above_limit": _(
        "The discount of %(percent)s%% is above your limit of %(most)s%%: somebody must approve it."
    ),
    "quote_sent": _("What was sent stays as it is; make a new version instead."),
    "not_a_draft": _("Only a draft can be put up for approval."),
    "not_approved": _("This version is not approved yet."),
    "not_sent": _("Only a version that was sent can be accepted."),
    "lines_required": _("A quote needs at least one line."),
    "bad_quantity": _("Line %(line)s: write a quantity above zero, with four decimals at most."),
    "no_list_price": _("There is no list price for %(name)s in this currency; write one."),
    "less_too_much": _("More is taken off than the lines come to."),
    "date_passed": _("This day has passed."),
    "ends_before_begin": _("This ends before it begins."),
    "template_placeholder": _(
        "The template names “%(name)s”, which nothing fills. Take it out or mend its name; the "
        "settings page lists all placeholders."
    ),
    "template_broken": _("The template cannot be used: %(detail)s"),
    "template_fetches": _("A template must not fetch packages or plug-ins."),
    "template_too_much": _("The template asks for too much work and was stopped."),
    "template_not_word": _("This is not a Word document (.docx without macros)."),
    "template_not_text": _("A Typst template is a text file in UTF-8."),
    "logo_not_a_picture": _("A logo is a PNG or JPEG of at most 1 MB."),
    "signed_file_or_reason": _("Keep the signed contract here, or write why it is missing."),
    "amendment_below_due": _(
        "Only %(waiting)s is not due yet; an amendment cannot take away more than that."
    ),
    "amendment_empty": _("Write what was agreed."),
    "amendment_line": _("A higher amount needs to know when it is due."),
}
