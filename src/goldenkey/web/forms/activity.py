"""Forms of activities and next steps: few taps, since they are filled in on a pavement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from goldenkey.selectors.room import FactField
from goldenkey.web.forms.base import Day, Form, line, pick, version, words
from goldenkey.web.forms.fact import PREFIX, changed, field_of

AGREED = {"yes": True, "no": False, "": None}


class OutcomeForm(Form):
    """The two facts that decide an outcome, and what was said (M5.11)."""

    kind = pick(
        "activity_kind", required=True, label=gettext_lazy("What was it?"), widget=forms.RadioSelect
    )
    agreed = forms.ChoiceField(
        label=gettext_lazy("Did the customer agree to do something?"),
        choices=lambda: [
            ("yes", pgettext("agreed", "Yes")),
            ("no", _("No, the customer refused")),
            ("open", _("Left open")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    agreed_what = line(gettext_lazy("To do what?"), 300)
    agreed_by_on = Day(label=gettext_lazy("By when?"), required=False)
    ordered = forms.BooleanField(
        label=gettext_lazy("The customer placed the order"), required=False
    )
    note = words(gettext_lazy("Note"), rows=3)

    def given(self) -> dict[str, Any]:
        """What was typed; whether he agreed as yes, no or neither."""
        found = super().given()
        found["agreed"] = AGREED.get(found["agreed"])
        if not found["agreed"]:
            found["agreed_what"], found["agreed_by_on"] = "", None
        return found


class ActivityChangeForm(OutcomeForm):
    """The same, from a version."""

    version = version()


class ActivityForm(OutcomeForm):
    """A visit, call, meeting or message, with what was learned and what comes next."""

    on = Day(label=gettext_lazy("When?"), required=False)
    contact_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Who was there?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    next_what = line(gettext_lazy("My next step"), 300)
    next_on = Day(label=gettext_lazy("On which day?"), required=False)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[int, str]] = (),
        facts: Sequence[FactField] = (),
        currency: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.facts, self.currency = tuple(facts), currency
        self.fields["contact_ids"].choices = list(people)  # type: ignore[attr-defined]
        for fact in facts:
            self.fields[PREFIX + fact.name] = field_of(fact)

    @property
    def asked(self) -> list[Any]:
        """The bound fields of the facts."""
        return [self[PREFIX + fact.name] for fact in self.facts]

    def given(self) -> dict[str, Any]:
        """What was typed, without the facts; an empty key is none."""
        found = {n: v for n, v in super().given().items() if not n.startswith(PREFIX)}
        found["contact_ids"] = [int(pk) for pk in found["contact_ids"]]
        return {**found, "key": found["key"] or None}

    def learned(self) -> dict[str, Any]:
        """The facts answered; those present confirmed them."""
        given = {f.name: self.cleaned_data[PREFIX + f.name] for f in self.facts}
        return changed(self.facts, given, confirms=True, currency=self.currency)


class StepForm(Form):
    """A next step."""

    what = line(gettext_lazy("What is the next step?"), 300, required=True)
    due_on = Day(label=gettext_lazy("On which day?"), required=False)
    agreed = forms.BooleanField(label=gettext_lazy("The customer agreed to it"), required=False)
    contact_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Whom will you meet?"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    together_ok = forms.BooleanField(
        label=gettext_lazy("Plan it all the same"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_ids"].choices = list(people)  # type: ignore[attr-defined]
        if not people:
            del self.fields["contact_ids"]

    def refuse(self, problem: Any) -> None:
        """Where it asks whether to plan it all the same, there is something to answer."""
        _ask_together(self, problem)
        super().refuse(problem)


class PostponeForm(Form):
    """Another day for a next step."""

    due_on = Day(label=gettext_lazy("On which day?"), required=True)
    together_ok = forms.BooleanField(
        label=gettext_lazy("Plan it all the same"), required=False, widget=forms.HiddenInput
    )
    reason = line(gettext_lazy("Why?"), 300)
    version = version()

    def refuse(self, problem: Any) -> None:
        """Where it asks whether to plan it all the same, there is something to answer."""
        _ask_together(self, problem)
        super().refuse(problem)


def _ask_together(form: Form, problem: Any) -> None:
    if problem.field == "together_ok":
        form.fields["together_ok"].widget = forms.CheckboxInput()
