"""Forms of bank statements: a file, an entry put aside, the parts of a payment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.core.money import EXPONENT
from goldenkey.web.forms.base import Form, line, pick


class StatementForm(Form):
    """A statement file, and of which of our accounts it is."""

    file = forms.FileField(
        label=_("Statement file"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xls,.xlsx,.xml,.camt,.053"}),
    )
    bank_account = line(
        _("Number of our account"), 64,
        help_text=_("A camt.053 file names it; a table does not."),
    )  # fmt: skip
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(c, c) for c in sorted(EXPONENT)], required=False
    )
    encoding = pick(
        "encoding", label=_("Encoding"), empty=_("Find out"),
        help_text=_("Choose one only where the names came out wrong."),
    )  # fmt: skip

    def given(self) -> dict[str, Any]:
        """What was typed but the file."""
        return {n: v for n, v in super().given().items() if n != "file"}


class AsideForm(Form):
    """Why an entry is no customer's payment."""

    why = line(_("What is it?"), 300, required=True)
