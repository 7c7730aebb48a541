"""Forms of conduct: a gift, its decision, a quiet period, an exception, two kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _in

from goldenkey.core.money import EXPONENT
from goldenkey.web.forms.base import Day, Form, line, pick, version, words
from goldenkey.web.forms.contract import money

Choices = Sequence[tuple[Any, str]]


class GiftForm(Form):
    """A gift or hospitality: to whom, what, how much, what for, on what day."""

    contact_id = forms.TypedChoiceField(label=_("For whom?"), coerce=int)
    category = pick("gift", required=True, label=_("What is it?"), widget=forms.RadioSelect)
    amount = money(_("Value"), required=True)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in sorted(EXPONENT)])
    purpose = line(_("What for?"), 300, required=True)
    occasion = line(_("Occasion (festival, visit, opening …)"), 200)
    on = Day(
        label=_("On which day?"),
        help_text=_("Enter it before that day: then it is cleared before it is given."),
    )  # fmt: skip
    giver_id = forms.TypedChoiceField(label=_("Who gives it?"), coerce=int)

    def __init__(self, *args: Any, people: Choices, givers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_id"].choices = [("", "—"), *people]  # type: ignore[attr-defined]
        self.fields["giver_id"].choices = list(givers)  # type: ignore[attr-defined]


class DecisionForm(Form):
    """Somebody else's decision on a gift."""

    approve = forms.ChoiceField(
        label=_("Decision"),
        choices=[("yes", _in("gift", "Approve")), ("no", _in("gift", "Refuse"))],
        widget=forms.RadioSelect,
    )
    reason = line(_("Why? (needed for a no)"), 500)

    def given(self) -> dict[str, Any]:
        """What was chosen; yes or no as a truth."""
        found = super().given()
        return {**found, "approve": found["approve"] == "yes"}


class PeriodForm(Form):
    """A quiet period."""

    starts_on = Day(label=_("From"))
    ends_on = Day(label=_("Until (this day included)"))
    contacts = forms.TypedMultipleChoiceField(
        label=_("Who evaluates?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    why = line(_("Which tender, which rule?"), 500)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contacts"].choices = list(people)  # type: ignore[attr-defined]


class PeriodChangeForm(Form):
    """A later end, or further evaluators."""

    ends_on = Day(label=_("Until (this day included)"))
    contact_ids = forms.TypedMultipleChoiceField(
        label=_("Who evaluates?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    version = version()

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_ids"].choices = list(people)  # type: ignore[attr-defined]


class ExceptionForm(Form):
    """Leave to contact one evaluator, in writing."""

    contact_id = forms.TypedChoiceField(label=_("Who may be contacted?"), coerce=int)
    reason = words(_("Why is it allowed? It stays on record."), required=True)
    from_on = Day(label=_("From"), required=False)
    until_on = Day(label=_("Until (this day included)"), required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_id"].choices = list(people)  # type: ignore[attr-defined]


class PairForm(Form):
    """Two people of a customer, or one of them and a whole other customer."""

    first_id = forms.TypedChoiceField(label=_("Who"), coerce=int, empty_value=None)
    second_id = forms.TypedChoiceField(label=_("must not meet"), coerce=int, empty_value=None)
    why = line(_("Why?"), 300)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_id", "second_id"):
            self.fields[name].choices = [("", "—"), *people]  # type: ignore[attr-defined]


class EraseForm(Form):
    """Erasing a person is confirmed by writing his name."""

    confirm_name = line(_("Write the person's name to confirm"), 100, required=True)
    reason = line(_("Who asked for it, and when?"), 300, required=True)
