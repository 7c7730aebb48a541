"""Forms of imports: a file with where its leads belong, its columns, what becomes of duplicates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.core.import_columns import FIELDS
from goldenkey.web.forms.base import Form, pick
from goldenkey.wording.words import WORDS


class UploadForm(Form):
    """A file, the playbook and channel of its leads, and who gets them."""

    file = forms.FileField(
        label=_("File of leads"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.xlsm,.xlsb,.csv,.tsv,.txt"}),
    )
    playbook_key = forms.ChoiceField(label=_("Playbook"), required=False)
    channel = forms.ChoiceField(label=_("Where the leads come from"), required=False)
    owners = forms.MultipleChoiceField(
        label=_("Who gets the leads"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several people get them in turn. Nobody chosen: they are yours."),
    )

    def __init__(
        self, *args: Any, playbooks: Any = (), channels: Any = (), people: Any = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        books = [("", _("The team's own")), *((p.key, p.name) for p in playbooks)]
        for name, choices in (
            ("playbook_key", books),
            ("channel", [("", "—"), *channels]),
            ("owners", [(u.id, u.name) for u in people]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What was chosen, without the file."""
        found = super().given()
        del found["file"]
        found["owners"] = [int(pk) for pk in found["owners"]]
        return found


class ColumnsForm(Form):
    """What each column is."""

    def __init__(self, *args: Any, columns: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = WORDS["import_field"]
        choices = [("", _("— leave out —")), *((name, words[name]) for name in FIELDS)]
        for at, column in enumerate(columns):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=column.heading or "—", choices=choices, required=False, initial=column.field
            )

    def mapping(self) -> list[str]:
        """The field of each column, in their order."""
        return [self.cleaned_data[name] for name in self.fields]


class ReadingForm(Form):
    """Another encoding, another sheet."""

    encoding = pick("encoding", label=_("Encoding"), empty="")
    sheet = forms.ChoiceField(label=_("Sheet"), required=False)

    def __init__(self, *args: Any, sheets: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [("", ""), *((name, name) for name in sheets)]
        self.fields["sheet"].choices = shown  # type: ignore[attr-defined]


class WriteForm(Form):
    """What becomes of duplicates."""

    duplicates = pick(
        "import_duplicates",
        required=True,
        label=_("Rows we may have already"),
        widget=forms.RadioSelect,
    )
