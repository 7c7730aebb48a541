"""The form of an account: the customer evaluation form of M1.6."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.web.forms.base import Day, Form, line, pick, version, words


class AccountForm(Form):
    """A customer's profile."""

    name = line(_("Name"), required=True)
    kind = pick("account_kind", required=True, label=_("Kind"))
    full_name = line(_("Full name"))
    english_name = line(_("English name"))
    industry = line(_("Industry"), 100)
    region = line(_("Region"), 100)
    address = line(_("Address"), 300)
    phone = line(_("Phone"), 60)
    staff = forms.IntegerField(label=_("Staff"), required=False, min_value=0)
    product_lines = line(_("Product lines"), 300)
    technology = line(_("Production technology"), 300)
    credit_rating = pick("credit_rating", label=_("Credit rating"), empty="?")
    ownership = pick("ownership", label=_("Ownership"), empty="?")
    relationship = pick("relationship", required=True, label=_("Relationship level"))
    buys_on = Day(label=_("Buys by (stated)"), required=False)
    note = words(_("Note"))


class AccountChangeForm(AccountForm):
    """The same, from a version."""

    version = version()
