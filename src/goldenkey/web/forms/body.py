"""Form of a named group of the committee."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goldenkey.web.forms.base import Form, line, pick, version


class BodyForm(Form):
    """A purchasing or evaluation committee: its name, who sits on it."""

    kind = pick(
        "body", required=True, label=gettext_lazy("Which committee?"), widget=forms.RadioSelect
    )
    name = line(gettext_lazy("What does the customer call it?"), 100, required=True)
    member_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Who sits on it?"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, seats: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member_ids"].choices = [(s.id, s.name) for s in seats]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What was typed; people as ids."""
        found = super().given()
        return {**found, "member_ids": [int(pk) for pk in found["member_ids"]]}


class BodyChangeForm(BodyForm):
    """The same, from a version; the kind stays."""

    version = version()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]
