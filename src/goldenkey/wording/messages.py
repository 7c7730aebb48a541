"""Sentences for codes: refusals, findings, toasts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "not_found": _("There is no such %(kind)s, or it belongs to another team."),
    "forbidden": _("You may see this, but your role may not do it."),
    "stale": _(
        "%(changed_by)s changed this record meanwhile (%(changes)s). "
        "What you typed is still here: look, then save again."
    ),
    "bad_cursor": _("This page link is broken; start from the first page."),
    "no_rate": _("No exchange rate for %(currency)s is known on %(on)s."),
    "not_a_number": _("Write an amount as a number, like 1,200,000."),
    "too_many_decimals": _("%(currency)s has fewer decimal places than that."),
    "unknown_currency": _("%(currency)s is not a currency we know."),
    "required": _("Please fill this in."),
    "bad_date": _("Write the date as 2026-11-23."),
    "bad_choice": _("Please choose one of the list."),
    "needs_login": _("Please sign in first, or send a bearer token."),
    "invalid": _("Some fields need another look."),
    "server_error": _("Something broke on our side; nothing was saved."),
    "name_taken": _("%(name)s is already there."),
    "saved": _("Saved."),
    "undone": _("Undone."),
    "archived": _("Archived."),
    "restored": _("Restored."),
}
