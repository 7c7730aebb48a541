"""Form of a merge: which other entry is the same person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenkey.web.forms.base import Form, version


class MergeForm(Form):
    """The entry that goes; the other keeps everything."""

    gone_id = forms.TypedChoiceField(
        label=gettext_lazy("Which entry is the same person?"), coerce=int,
        widget=forms.RadioSelect,
    )  # fmt: skip
    version = version()

    def __init__(self, *args: Any, twins: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gone_id"].choices = [(t.id, _named(t)) for t in twins]  # type: ignore[attr-defined]


def _named(one: Any) -> str:
    parts = [one.name, one.title, one.reach, _("looks alike") if one.alike else ""]
    return " · ".join(part for part in parts if part)
