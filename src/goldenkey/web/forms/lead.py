"""Forms of leads: added in a few seconds, evaluated in place, converted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.core.money import EXPONENT
from goldenkey.selectors.lead import Question
from goldenkey.web.forms.base import Day, Form, line, pick, version, words

CURRENCIES = [(c, c) for c in sorted(EXPONENT)]
UNKNOWN = "unknown"


class LeadForm(Form):
    """A lead: a company or a person is enough."""

    company = line(_("Company"))
    person = line(_("Contact person"), 100)
    phone = line(_("Phone"), 60)
    channel = forms.ChoiceField(label=_("How we found them"), required=False)
    need = words(_("What they need"), rows=2)
    title = line(_("Title"), 100)
    department = line(_("Department"), 100)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=200)
    full_name = line(_("Full name of the company"))
    english_name = line(_("English name"))
    industry = line(_("Industry"), 100)
    region = line(_("Region"), 100)
    address = line(_("Address"), 300)
    staff = forms.IntegerField(label=_("Staff"), required=False, min_value=0, max_value=10**7)
    product = line(_("What they would buy"))
    close_on = Day(label=_("Wants it by"), required=False)
    note = words(_("Note"), rows=2)

    QUICK = ("company", "person", "phone", "channel", "need")

    def __init__(self, *args: Any, channels: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [("", "?"), *channels]  # type: ignore[attr-defined]

    def quick(self) -> list[Any]:
        """What a street sweep takes down at a door (M1.11)."""
        return [self[name] for name in self.QUICK]

    def further(self) -> list[Any]:
        """The rest, which can wait."""
        return [f for f in self if f.name not in self.QUICK and not f.is_hidden]


class LeadNewForm(LeadForm):
    """A new lead, and the playbook it comes in by."""

    playbook_key = forms.ChoiceField(label=_("Playbook"), required=False)

    def __init__(self, *args: Any, playbooks: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(p.key, p.name) for p in playbooks]
        self.fields["playbook_key"].choices = choices  # type: ignore[attr-defined]


class LeadChangeForm(LeadForm):
    """A lead, from a version."""

    version = version()


class ReasonForm(Form):
    """Why."""

    reason = words(_("Why"), required=True)


class EvaluationForm(Form):
    """The questions of the evaluation; "unknown" is an honest answer (M1.7)."""

    def __init__(self, data: Any, questions: tuple[Question, ...], currency: str) -> None:
        self._questions = {q.name: q for q in questions}
        super().__init__(data)
        for one in questions:
            self.fields[one.name] = _field(one)
            if one.kind == "money":
                self.fields[f"{one.name}.currency"] = _currency(one, currency)

    def answers(self) -> dict[str, Any]:
        """What was answered anew, by fact name."""
        given = {name: self._answer(name) for name in self._questions}
        return {n: v for n, v in given.items() if v not in (None, "") and self._is_new(n, v)}

    def _answer(self, name: str) -> Any:
        value = self.cleaned_data.get(name)
        if self._questions[name].kind == "money" and value is not None:
            return {"amount": value, "currency": self.cleaned_data[f"{name}.currency"]}
        return value

    def _is_new(self, name: str, value: Any) -> bool:
        known = self._questions[name].value
        if known is None:
            return bool(value != UNKNOWN)
        return str(known).lower() != str(value).lower()


class ConvertForm(Form):
    """What the lead becomes."""

    account_id = forms.TypedChoiceField(
        label=_("Customer"), coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    name = line(_("What they want to buy"), required=True)
    amount = forms.DecimalField(label=_("Amount"), required=False, min_value=0, max_digits=18)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    kind = pick(
        "opportunity_kind", required=True, label=_("Kind of selling"), widget=forms.RadioSelect
    )
    drive = pick("drive", label=_("For a project: who started it"), empty="—")
    playbook_key = forms.ChoiceField(label=_("Playbook"))

    def __init__(
        self, *args: Any, known: Any = (), new: str = "", playbooks: Any = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        old = [(str(k.account_id), f"{k.name} · {k.owner}") for k in known if k.account_id]
        self.fields["account_id"].choices = [("0", new), *old]  # type: ignore[attr-defined]
        choices = [(p.key, p.name) for p in playbooks]
        self.fields["playbook_key"].choices = choices  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What was typed; no account named means a new one."""
        found = super().given()
        return {**found, "account_id": found["account_id"] or None}


def _field(one: Question) -> forms.Field:
    common: dict[str, Any] = {"label": one.ask, "required": False}
    if one.kind == "bool":
        initial = UNKNOWN if one.value is None else str(one.value).lower()
        choices = [("true", _("Yes")), ("false", _("No")), (UNKNOWN, _("Unknown"))]
        return forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, initial=initial, **common
        )
    if one.options:
        named: list[Any] = [(UNKNOWN, "?"), *one.options]
        return forms.ChoiceField(choices=named, initial=one.value or UNKNOWN, **common)
    if one.kind == "number":
        return forms.DecimalField(initial=one.value, **common)
    if one.kind == "money":
        amount = one.value.amount if one.value is not None else None
        return forms.DecimalField(initial=amount, min_value=0, max_digits=18, **common)
    if one.kind == "date":
        return Day(initial=one.value, **common)
    return forms.CharField(initial=one.value, max_length=2000, **common)


def _currency(one: Question, usual: str) -> forms.ChoiceField:
    initial = one.value.currency if one.value is not None else usual
    return forms.ChoiceField(
        label=_("Currency"), choices=CURRENCIES, initial=initial, required=False
    )
