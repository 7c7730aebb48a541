"""Forms of tender notices: choose a file, then bring in what was shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.web.forms.base import Form


class NoticeFileForm(Form):
    """The release package, and which playbook its leads follow."""

    file = forms.FileField(label=_("The file"))
    playbook_key = forms.ChoiceField(label=_("Playbook"), required=False)

    def __init__(self, *args: Any, playbooks: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        books: Any = self.fields["playbook_key"]
        usual = ("", _("The usual one for tenders"))
        books.choices = [usual, *((b.key, b.name) for b in playbooks)]


class BringInForm(Form):
    """The file that was looked at, by its digest."""

    digest = forms.RegexField(r"\A[0-9a-f]{64}\Z", widget=forms.HiddenInput)
    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    playbook_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
