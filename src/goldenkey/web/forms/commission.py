"""Forms of commission: a plan's rate, approving, paying."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.web.forms.base import Day, Form, line
from goldenkey.web.forms.contract import basis_points


class PlanForm(Form):
    """The rate from a day on."""

    name = line(_("Name"), 100, required=True)
    percent = forms.DecimalField(
        label=_("Percent of the contract"), min_value=0, max_value=100, decimal_places=2
    )
    from_on = Day(label=_("For contracts signed from"))
    until_on = Day(label=_("Until"), required=False)

    def given(self) -> dict[str, Any]:
        """What was typed; the rate in basis points."""
        found = super().given()
        found["basis_points"] = basis_points(found.pop("percent")) or 0
        return found


class PayForm(Form):
    """Paid out."""

    on = Day(label=_("Paid on"))
    reference = line(_("Reference"), 100)
