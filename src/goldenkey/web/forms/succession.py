"""Form of a hand-over: who gives, who takes, everything or one customer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenkey.web.forms.base import Form


class HandoverForm(Form):
    """From whom to whom; a customer where only that moves."""

    from_user_id = forms.TypedChoiceField(label=gettext_lazy("Who hands over?"), coerce=int)
    to_user_id = forms.TypedChoiceField(label=gettext_lazy("Who takes over?"), coerce=int)
    account_id = forms.TypedChoiceField(
        label=gettext_lazy("Which customer?"), coerce=int, required=False, empty_value=None
    )
    reason = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, people: Any = (), accounts: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(p.id, _named(p)) for p in people]
        working = [(p.id, _named(p)) for p in people if p.is_active]
        chosen = {
            "from_user_id": [("", "—"), *named], "to_user_id": [("", "—"), *working],
            "account_id": [("", _("Everything of theirs")), *accounts],
        }  # fmt: skip
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


def _named(one: Any) -> str:
    return f"{one.name} · {one.team}" if one.is_active else f"{one.name} · {_('left')}"
