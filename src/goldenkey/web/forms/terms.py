"""Forms of the terms sheet: issues, positions, offers, packages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.selectors.terms import IssueRow, Sheet
from goldenkey.web.forms.base import Form, line, pick, version, words
from goldenkey.web.forms.contract import offer
from goldenkey.wording import terms


class LimitsForm(Form):
    """Where we stop, and what else we would do."""

    walk_away = words(_("We walk away when"), rows=2, max_length=300)
    alternative = words(_("What we do instead"), rows=2, max_length=300)
    version = version()


class NewIssueForm(Form):
    """An issue of our own."""

    label = line(_("Issue"), 60, required=True)
    unit = pick("term_unit", required=True, label=_("Unit"), initial="text")
    better = pick("term_better", required=True, label=_("For us"), initial="higher")


class IssueForm(Form):
    """Target and limit of an issue; who may not see the limit is not asked for it."""

    target = line(_("Our target"), 100)
    limit = line(_("Our limit"), 100, help_text=_("Seen only by who answers for this order."))
    unit = pick("term_unit", required=True, label=_("Unit"))
    better = pick("term_better", required=True, label=_("For us"))
    version = version()

    def __init__(self, *args: Any, issue: IssueRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if issue.limit is None:
            del self.fields["limit"]
        if issue.moves:
            del self.fields["unit"]


class PositionForm(Form):
    """What the customer asks for."""

    value = line(_("The customer asks for"), 100, required=True)


class OfferForm(Form):
    """An offer, what we get for it, and who lets it pass."""

    value = line(_("We offer"), 100, required=True)
    in_return = line(
        _("What we get for it"), 200, help_text=_("Each concession asks for something back.")
    )
    approver_id = forms.ChoiceField(label=_("Who lets it pass"), required=False)

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "approver_id", sheet.approvers)

    def given(self) -> dict[str, Any]:
        """The approver as an id."""
        found = super().given()
        return {**found, "approver_id": int(found["approver_id"] or 0) or None}


class StatusForm(Form):
    """Agreed, disputed or open; and who of the customer said so."""

    status = pick("term_status", required=True, label=_("Status"), widget=forms.RadioSelect)
    said_by_id = forms.ChoiceField(
        label=_("Who of the customer said so"), required=False,
        help_text=_("Then the gate counts it as confirmed; else it is our belief."),
    )  # fmt: skip

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "said_by_id", sheet.people)

    def given(self) -> dict[str, Any]:
        """Who said so as an id."""
        found = super().given()
        return {**found, "said_by_id": int(found["said_by_id"] or 0) or None}


class PackageForm(Form):
    """A package: a name, the quote that prices it, a value per issue."""

    name = line(_("Name of the package"), 60, required=True)
    quote_version_id = forms.ChoiceField(label=_("Priced by"), required=False)

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "quote_version_id", sheet.quotes)
        self.issues = [issue.id for issue in sheet.issues]
        for issue in sheet.issues:
            self.fields[f"value_{issue.id}"] = line(terms.name(issue.key, issue.label), 100)

    def given(self) -> dict[str, Any]:
        """The values by issue."""
        found = self.cleaned_data
        return {
            "name": found["name"],
            "quote_version_id": int(found["quote_version_id"] or 0) or None,
            "values": {str(pk): found[f"value_{pk}"] for pk in self.issues},
        }
