"""Forms of commission: plans, paying, closing, questions and answers, what is given up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.core.money import EXPONENT
from goldenkey.web.forms.base import Day, Form, line, pick, version, words
from goldenkey.web.forms.contract import basis_points, money
from goldenkey.web.forms.contract import percent as part

TIERS = 3


class PlanForm(Form):
    """A rule of commission from a day on."""

    name = line(_("Name"), 100, required=True)
    percent = forms.DecimalField(
        label=_("Percent of the contract"), min_value=0, max_value=100, decimal_places=2
    )
    from_on = Day(label=_("For contracts signed from"))
    until_on = Day(label=_("Until"), required=False)
    period = pick(
        "plan_period", label=_("Tiers and quota count cash of a"), initial="quarter", empty="—"
    )
    currency = forms.ChoiceField(
        label=_("Currency of tiers and quota"), required=False,
        choices=[("", "—"), *((c, c) for c in sorted(EXPONENT))],
    )  # fmt: skip
    tier1_from = money(_("Tier 1: cash above"))
    tier1_percent = part(_("earns percent"))
    tier2_from = money(_("Tier 2: cash above"))
    tier2_percent = part(_("earns percent"))
    tier3_from = money(_("Tier 3: cash above"))
    tier3_percent = part(_("earns percent"))
    quota = money(_("Quota of a period"))
    accelerator = forms.DecimalField(
        label=_("Above the quota the rate grows to percent of itself"), required=False,
        min_value=100, max_value=500, decimal_places=2,
    )  # fmt: skip
    holdback = forms.DecimalField(
        label=_("Percent kept back until acceptance"), required=False, min_value=0, max_value=100,
        decimal_places=2,
    )  # fmt: skip
    holdback_days = forms.IntegerField(
        label=_("and so many days after it"), required=False, min_value=0, max_value=3650,
        help_text=_("For example 365, until the warranty ends."),
    )  # fmt: skip

    def given(self) -> dict[str, Any]:
        """What was typed, as the action takes it: rates in basis points."""
        typed = super().given()
        rows = [(typed.pop(f"tier{n}_from"), typed.pop(f"tier{n}_percent"))
                for n in range(1, TIERS + 1)]  # fmt: skip
        tiers = [(start, basis_points(rate) or 0) for start, rate in rows if start is not None]
        rate = basis_points(typed.pop("percent")) or 0
        return {
            **typed,
            "basis_points": rate,
            "period": typed["period"] or "quarter",
            "tiers": tiers,
            "accelerator": basis_points(typed["accelerator"]) or 10_000,
            "holdback": basis_points(typed["holdback"]) or 0,
            "holdback_days": typed["holdback_days"] or 0,
        }


class ChangePlanForm(PlanForm):
    """The same rule, changed from a day on."""

    version = version()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["until_on"]


class EndPlanForm(Form):
    """The last day of a plan."""

    until_on = Day(label=_("Until"))
    version = version()


class PayForm(Form):
    """Paid out."""

    on = Day(label=_("Paid on"))
    reference = line(_("Reference"), 100)


class DisputeForm(Form):
    """A question about a line."""

    words = words(_("What is not right"), required=True)


class AnswerForm(Form):
    """The answer to a question, and what it corrects."""

    upheld = forms.TypedChoiceField(
        label=_("Is the question right?"),
        choices=[("yes", _("Yes")), ("no", _("No, the line stands"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    correction = money(_("Correction (negative takes back)"))
    answer = words(_("Answer"), required=True)
    version = version()


class BadDebtForm(Form):
    """Money of a receivable is given up."""

    receivable_id = forms.TypedChoiceField(label=_("Receivable"), coerce=int)
    amount = money(_("Amount that is given up"), required=True)

    def __init__(self, *args: Any, receivables: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["receivable_id"]
        field.choices = list(receivables)
