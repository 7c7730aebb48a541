"""Forms of warnings and of losses: put off, dismissed, checked by a second person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.web.forms.base import Day, Form, pick, words


class SnoozeForm(Form):
    """Until when, and why."""

    until_on = Day(label=_("Until when?"))
    reason = words(_("Why can it wait?"), required=True)


class DismissForm(Form):
    """Why it is no danger here."""

    reason = words(_("Why is it no danger here?"), required=True)


class TakeBackForm(Form):
    """Nothing to fill in: to be sure."""


class LossForm(Form):
    """Was the stated reason the real one; which warning had told of it."""

    verdict = pick("verdict", required=True, label=_("What do you find?"), widget=forms.RadioSelect)
    reason = words(_("The real reason, in your words"))
    rule = forms.ChoiceField(label=_("Which warning had told of it?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, rules: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [("", _("None")), *rules]  # type: ignore[attr-defined]
