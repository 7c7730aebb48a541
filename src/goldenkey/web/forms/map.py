"""Forms of the committee's map: a line between two people, a relation, and help to choose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goldenkey.core.proposing import QUESTIONS
from goldenkey.web.forms.base import Form, pick
from goldenkey.wording import choosing


class LinkForm(Form):
    """A line: who, what kind, to whom."""

    from_id = forms.ChoiceField(label=gettext_lazy("Who"))
    kind = pick("seat_link", required=True, label=gettext_lazy("Line"), widget=forms.RadioSelect)
    to_id = forms.ChoiceField(label=gettext_lazy("To whom"))

    def __init__(self, *args: Any, seats: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [("", "—"), *((s.id, s.name) for s in seats)]
        for name in ("from_id", "to_id"):
            self.fields[name].choices = people  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What was chosen; people as ids."""
        found = super().given()
        return {**found, "from_id": int(found["from_id"]), "to_id": int(found["to_id"])}


class RelationForm(Form):
    """How well one of us knows one of theirs, and where that should come to."""

    now = pick(
        "relation", required=True, label=gettext_lazy("How well do they know each other now?"),
        widget=forms.RadioSelect,
    )  # fmt: skip
    target = pick(
        "relation", label=gettext_lazy("Where should it come to?"),
        empty=gettext_lazy("No aim set"), widget=forms.RadioSelect,
    )  # fmt: skip


class ChoosingForm(Form):
    """Plain questions whose answers propose values for a seat; nothing has to be answered."""

    def __init__(self, *args: Any, hide: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": "help"})
        for one in QUESTIONS:
            if one.field not in hide:
                said = choosing.ANSWERS[one.key]
                self.fields[one.key] = forms.ChoiceField(
                    label=choosing.QUESTIONS[one.key], required=False, widget=forms.RadioSelect,
                    choices=[(answer, said[answer]) for answer, _value in one.answers],
                )  # fmt: skip

    def answers(self) -> dict[str, str]:
        """What was answered."""
        if not self.is_valid():
            return {}
        return {name: value for name, value in self.cleaned_data.items() if value}
