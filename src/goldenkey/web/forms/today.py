"""The form that puts a row of Today off to another day."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.web.forms.base import Day, Form, line


class LaterForm(Form):
    """Another day: for the next step that is there, or as a new one."""

    kind = forms.ChoiceField(choices=[("opportunity", ""), ("account", "")])
    id = forms.IntegerField(min_value=1)
    step_id = forms.IntegerField(required=False, min_value=1)
    version = forms.IntegerField(required=False)
    what = line(_("What to do"), 300)
    due_on = Day(label=_("Another day"))
