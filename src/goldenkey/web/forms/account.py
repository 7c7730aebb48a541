"""The form of an account: the customer evaluation form of M1.6, and giving it away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.core.money import EXPONENT
from goldenkey.web.forms.base import Day, Form, line, pick, version, words

CURRENCIES = [("", ""), *((c, c) for c in sorted(EXPONENT))]


class AccountForm(Form):
    """A customer's profile."""

    name = line(_("Name"), required=True)
    kind = pick("account_kind", required=True, label=_("Kind"), widget=forms.RadioSelect)
    full_name = line(_("Full name"))
    english_name = line(_("English name"))
    phone = line(_("Phone"), 60)
    region = line(_("Region"), 100)
    address = line(_("Address"), 300)
    channel = forms.ChoiceField(label=_("How we found them"), required=False)
    industry = line(_("Industry"), 100)
    ownership = pick("ownership", label=_("Ownership"), empty="?")
    country = line(_("Country, if foreign-owned"), 100)
    staff = forms.IntegerField(label=_("Staff"), required=False, min_value=0, max_value=10**7)
    revenue = forms.DecimalField(
        label=_("Revenue a year"), required=False, min_value=0, max_digits=18
    )
    revenue_currency = forms.ChoiceField(
        label=_("Currency of the revenue"), required=False, choices=CURRENCIES
    )
    product_lines = line(_("Product lines"), 300)
    technology = line(_("Production technology"), 300)
    credit_rating = pick("credit_rating", label=_("Credit rating"), empty="?")
    buys_on = Day(
        label=_("Buys by (stated)"), required=False,
        help_text=_("The day the customer named; it sets the grade O, A, B or C."),
    )  # fmt: skip
    cycle_days = forms.IntegerField(
        label=_("Purchase cycle in days"), required=False, min_value=1, max_value=3660
    )
    batch = forms.DecimalField(
        label=_("Usual order"), required=False, min_value=0, max_digits=18,
        help_text=_("In our own currency; cycle and usual order set the grade A to D."),
    )  # fmt: skip
    relationship = pick("relationship", required=True, label=_("Relationship level"))
    relationship_why = line(_("What shows this level"), 300)
    relationship_target = pick("relationship", label=_("Level we aim for"), empty="—")
    relationship_target_on = Day(label=_("By when"), required=False)
    note = words(_("Note"))

    SECTIONS = (
        (
            _("Basic data"),
            ("name", "kind", "full_name", "english_name", "phone", "region", "address"),
        ),
        (
            _("Evaluation"),
            ("channel", "industry", "ownership", "country", "staff", "revenue",
             "revenue_currency", "product_lines", "technology", "credit_rating"),
        ),
        (_("Grades"), ("buys_on", "cycle_days", "batch")),
        (
            _("Relationship"),
            ("relationship", "relationship_why", "relationship_target",
             "relationship_target_on", "note"),
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, channels: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [("", "?"), *channels]  # type: ignore[attr-defined]

    def sections(self) -> list[tuple[Any, list[Any]]]:
        """The fields in the order a person thinks of them."""
        return [(title, [self[name] for name in names]) for title, names in self.SECTIONS]


class AccountNewForm(AccountForm):
    """A new customer; `anyway`: he was told whom it resembles."""

    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)


class AccountChangeForm(AccountForm):
    """The same, from a version."""

    version = version()


class GiveForm(Form):
    """To whom a record goes."""

    owner_id = forms.TypedChoiceField(label=_("New owner"), coerce=int)
    version = version()

    def __init__(self, *args: Any, people: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(p.id, f"{p.name} · {p.team}") for p in people]
        self.fields["owner_id"].choices = [("", "—"), *found]  # type: ignore[attr-defined]
