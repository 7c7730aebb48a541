"""Forms after the sale: contacts done and moved, complaints and their steps, referrals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.core.after_sales import BEST
from goldenkey.web.forms.base import Day, Form, line, pick, version, words

Options = Iterable[tuple[int, str]]


def _choose(form: Form, name: str, options: Options) -> None:
    field: Any = form.fields[name]
    field.choices = [("", "—"), *options]


def _one(label: Any) -> Any:
    return forms.TypedChoiceField(label=label, required=False, coerce=int, empty_value=None)


class DoneForm(Form):
    """A planned contact took place; how satisfied the customer is, in his words."""

    done_on = Day(label=_("Day"))
    contact_id = _one(_("With whom"))
    score = forms.TypedChoiceField(
        label=_("Satisfaction, if he was asked"), required=False, coerce=int, empty_value=None,
        choices=[("", "—"), *((str(n), str(n)) for n in range(BEST, 0, -1))],
        help_text=_("5 is very satisfied, 1 very dissatisfied."),
    )  # fmt: skip
    words = words(_("What the customer said"))
    logged = forms.BooleanField(label=_("It stands among the activities already"), required=False)
    version = version()

    def __init__(self, *args: Any, contacts: Options = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "contact_id", contacts)

    def given(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        found = super().given()
        contact = found.pop("contact_id")
        return {**found, "contact_ids": [contact] if contact else []}


class MoveForm(Form):
    """Another day for a planned contact."""

    due_on = Day(label=_("New day"))
    version = version()


class ComplaintForm(Form):
    """What a customer complains about, as he says it."""

    what = line(_("What the customer complains about"), 300, required=True)
    severity = pick("severity_of_complaint", required=True, label=_("How urgent"))
    raised_on = Day(label=_("Raised on"))
    contact_id = _one(_("By whom"))
    contract_id = _one(_("About which contract"))
    owner_id = _one(_("Who answers the customer"))
    solver_id = _one(_("Who has the power to solve it"))
    words = words(_("In the customer's own words"))

    def __init__(
        self, *args: Any, contacts: Options = (), contracts: Options = (), people: Options = (),
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, options in (
            ("contact_id", contacts), ("contract_id", contracts), ("owner_id", people),
            ("solver_id", people),
        ):  # fmt: skip
            _choose(self, name, options)


class StepForm(Form):
    """A step with a complaint."""

    on = Day(label=_("Day"))
    words = words(_("What was found or done"), required=True)
    solver_id = _one(_("Who has the power to solve it"))
    version = version()

    def __init__(self, *args: Any, people: Options = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "solver_id", people)


class ReferralForm(Form):
    """The customer was asked whom else we could help."""

    state = pick("referral", required=True, label=_("What came of it"))
    asked_on = Day(label=_("Asked on"))
    contact_id = _one(_("Who was asked"))
    company = line(_("Company that was named"))
    person = line(_("Person that was named"), 100)
    phone = line(_("Phone"), 60)
    words = line(_("Note"), 300)

    def __init__(self, *args: Any, contacts: Options = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "contact_id", contacts)
