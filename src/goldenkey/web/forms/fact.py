"""The form of facts: what is known, who said it, when, in whose words; unknown is an answer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenkey.policies.errors import Problem
from goldenkey.selectors.room import FactField, Seat
from goldenkey.web.forms.base import Day, Form, words
from goldenkey.wording import codes

UNKNOWN = "?"
PREFIX = "fact:"


class FactsForm(Form):
    """Values of some declared facts, with one source for all of them."""

    confirmed = forms.ChoiceField(
        label=gettext_lazy("Where do we have it from?"),
        choices=lambda: [("yes", _("The customer said so")), ("no", _("Our belief"))],
        widget=forms.RadioSelect,
        required=False,
    )
    said_by_id = forms.ChoiceField(
        label=gettext_lazy("Who said it?"), required=False, widget=forms.RadioSelect
    )
    observed_on = Day(label=gettext_lazy("When?"), required=False)
    words = words(gettext_lazy("In the customer's own words"), rows=2)

    def __init__(
        self,
        *args: Any,
        facts: Sequence[FactField] = (),
        seats: Sequence[Seat] = (),
        currency: str = "",
        confirms: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.facts = tuple(facts)
        self.confirms = confirms  # what is believed already counts when the customer says so
        self.currency = currency
        people = [(s.contact_id, s.name) for s in seats if s.contact_id]
        self.fields["said_by_id"].choices = people  # type: ignore[attr-defined]
        asked = {PREFIX + fact.name: field_of(fact) for fact in facts}
        self.fields = {**asked, **self.fields}

    def refuse(self, problem: Problem) -> None:
        """Show an action's refusal at the fact, or at who said it."""
        fact = PREFIX + str(problem.params.get("name", ""))
        field = {"said_by": "said_by_id", "value": fact, "name": fact}.get(
            problem.field, problem.field
        )
        self.add_error(field if field in self.fields else None, codes.say_problem(problem))

    @property
    def asked(self) -> list[Any]:
        """The bound fields of the facts, in order."""
        return [self[PREFIX + fact.name] for fact in self.facts]

    def values(self) -> dict[str, Any]:
        """What was answered: a value, or None where somebody found that we do not know after all.

        An answer that says what is known already is left out, unless the customer now confirms it.
        """
        sure = self.confirms and self.cleaned_data.get("confirmed") == "yes"
        found = {fact.name: self.cleaned_data[PREFIX + fact.name] for fact in self.facts}
        return changed(self.facts, found, confirms=sure, currency=self.currency)

    def source(self) -> dict[str, Any]:
        """Who said it, when, in whose words."""
        said_by = self.cleaned_data.get("said_by_id")
        sure = self.cleaned_data.get("confirmed") == "yes"
        return {
            "confirmed": sure,
            "said_by_id": int(said_by) if said_by and sure else None,
            "observed_on": self.cleaned_data.get("observed_on"),
            "words": self.cleaned_data.get("words", ""),
        }


def changed(
    facts: Sequence[FactField], given: dict[str, Any], *, confirms: bool, currency: str
) -> dict[str, Any]:
    """The answers worth recording."""
    found: dict[str, Any] = {}
    for fact in facts:
        value = given.get(fact.name)
        if value in (None, ""):
            continue
        if value == UNKNOWN:
            if fact.known:
                found[fact.name] = None
            continue
        value = {"amount": str(value), "currency": currency} if fact.kind == "money" else value
        if not same(fact, value) or (confirms and not fact.confirmed):
            found[fact.name] = value
    return found


def same(fact: FactField, value: Any) -> bool:
    """Whether this is what we know already."""
    if not fact.known:
        return False
    if fact.kind == "bool":
        return bool(str(fact.value).lower() == value)
    if fact.kind == "money":
        return bool(Decimal(fact.value.amount) == Decimal(value["amount"]))
    return bool(fact.value == value)


def field_of(fact: FactField) -> forms.Field:
    """A field of the fact's type, showing what is known."""
    if fact.kind == "bool":
        return _chips(fact, [("true", _("Yes")), ("false", _("No"))])
    if fact.options:
        return _chips(fact, list(fact.options))
    label, initial = fact.ask, _initial(fact)
    if fact.kind == "date":
        return Day(label=label, required=False, initial=initial)
    if fact.kind in ("number", "money"):
        return forms.DecimalField(label=label, required=False, initial=initial, max_digits=18)
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, initial=initial, widget=area)


def _chips(fact: FactField, choices: list[tuple[str, str]]) -> forms.Field:
    value = fact.value
    known = str(value).lower() if isinstance(value, bool) else value
    return forms.ChoiceField(
        label=fact.ask,
        choices=[*choices, (UNKNOWN, _("We do not know yet"))],
        widget=forms.RadioSelect,
        required=False,
        initial=known if fact.known else UNKNOWN,
    )


def _initial(fact: FactField) -> Any:
    if not fact.known:
        return None
    return fact.value.amount if fact.kind == "money" else fact.value
