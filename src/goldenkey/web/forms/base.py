"""What forms share: they parse and say what cannot be read; rules are the actions' business."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenkey.policies.errors import Problem
from goldenkey.wording import codes
from goldenkey.wording.words import WORDS


class Form(forms.Form):
    """A form whose refusals by actions land on the field they are about."""

    def refuse(self, problem: Problem) -> None:
        """Show an action's refusal at its field, or above the form."""
        field = problem.field if problem.field in self.fields else None
        self.add_error(field, codes.say_problem(problem))

    def given(self) -> dict[str, Any]:
        """What was typed, cleaned."""
        return dict(self.cleaned_data)


class Day(forms.DateField):
    """A date, with the browser's own picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d", "%Y/%m/%d"])
        super().__init__(**options)


def pick(kind: str, *, required: bool = False, empty: Any = "", **options: Any) -> Any:
    """A choice among the codes of a kind, in words."""
    words = [] if required else [("", empty)]
    return forms.ChoiceField(
        choices=lambda: (
            [(c, str(w)) for c, w in words] + [(c, str(w)) for c, w in WORDS[kind].items()]
        ),
        required=required,
        **options,
    )


def line(label: Any, length: int = 200, *, required: bool = False, **options: Any) -> Any:
    """A line of text."""
    return forms.CharField(label=label, max_length=length, required=required, **options)


def words(label: Any, *, required: bool = False, rows: int = 3, **options: Any) -> Any:
    """Several lines of text."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=area, **options)


def version() -> forms.IntegerField:
    """The version the form was opened at, for the second of two editors."""
    return forms.IntegerField(widget=forms.HiddenInput)
