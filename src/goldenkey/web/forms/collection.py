"""Forms of collection and credit: promises, disputes, steps, terms, releases, the policy."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.web.forms.base import Day, Form, line, pick, version, words
from goldenkey.web.forms.contract import basis_points, money, percent

BANDS = 8
"""Rows of the table of provision."""


class PromiseForm(Form):
    """The customer says when he pays."""

    promised_on = Day(label=_("Promised for"))
    amount = money(_("Amount"))
    said_by_id = forms.ChoiceField(label=_("Who said so"), required=False)
    note = line(_("In the customer's words"), 300)

    def __init__(self, *args: Any, people: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["said_by_id"]
        field.choices = [("", "—"), *people]
        self.fields["amount"].help_text = _("All that is open, unless you say so.")

    def given(self) -> dict[str, Any]:
        """What was typed, the person as a number."""
        found = super().given()
        return {**found, "said_by_id": int(found["said_by_id"] or 0) or None}


class DisputeForm(Form):
    """What the customer disputes."""

    reason = pick("dispute_reason", required=True, label=_("About what"), widget=forms.RadioSelect)
    amount = money(_("Disputed amount"))
    note = words(_("What the customer says"))


class OutcomeForm(Form):
    """How a dispute ended."""

    outcome = words(_("How it was settled"), required=True)
    version = version()


class TermsForm(Form):
    """A customer's credit."""

    rating = line(_("Rating"), 16)
    limit = money(_("Credit limit"), required=True)
    credit_days = forms.IntegerField(label=_("Days of credit"), min_value=0, max_value=3650)
    stop_after_days = forms.IntegerField(
        label=_("Stop after so many days overdue"), required=False, min_value=0, max_value=3650,
        help_text=_("Empty: overdue money stops nothing."),
    )  # fmt: skip
    review_on = Day(label=_("Look at it again on"), required=False)
    note = words(_("Note"))


class ReleaseForm(Form):
    """What finance lets pass."""

    what = pick("credit_what", required=True, label=_("What may pass"), widget=forms.RadioSelect)
    reason = line(_("Why?"), 300, required=True)
    until_on = Day(
        label=_("Until"), required=False, help_text=_("Empty: two weeks. It is used once.")
    )


class PolicyForm(Form):
    """What late money costs and what is provided for."""

    carrying_cost = percent(_("Cost of money a year, in percent"))
    gross_margin = percent(_("Gross margin, in percent"))
    statute = pick("statute", required=True, label=_("Rules of law to show"))

    def __init__(self, *args: Any, bands: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statute"].required = False
        for at in range(BANDS):
            days, part = bands[at] if at < len(bands) else (None, None)
            shown = None if part is None else Decimal(part) / 100
            self.fields[f"days_{at}"] = forms.IntegerField(
                label=_("From days overdue"), required=False, min_value=0, initial=days
            )
            self.fields[f"part_{at}"] = percent(_("Percent"), initial=shown)
            for name in (f"days_{at}", f"part_{at}"):
                self.fields[name].widget.attrs["aria-label"] = str(self.fields[name].label)

    def rows(self) -> list[tuple[Any, Any]]:
        """The bound fields of each row of the table."""
        return [(self[f"days_{at}"], self[f"part_{at}"]) for at in range(BANDS)]

    def given(self) -> dict[str, Any]:
        """What was typed; rows without days are left out."""
        found = super().given()
        rows = [(found[f"days_{at}"], found[f"part_{at}"]) for at in range(BANDS)]
        return {
            "carrying_cost": basis_points(found["carrying_cost"]),
            "gross_margin": basis_points(found["gross_margin"]),
            "statute": found["statute"],
            "provision": [
                (days, basis_points(part) or 0) for days, part in rows if days is not None
            ],
        }


class LetterForm(Form):
    """The company's own words of a letter."""

    subject = line(_("Subject"), 200)
    body = words(_("Letter"), rows=14)


class WaitForm(Form):
    """How long the customer waited at the hand-over."""

    minutes = forms.IntegerField(label=_("Minutes waited"), min_value=0, max_value=10_000)
