"""Forms of documents: a template, a logo, an amendment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.actions.contract import LineIn
from goldenkey.web.forms.base import Day, Form, line, pick, words
from goldenkey.web.forms.contract import money, offer


class FileForm(Form):
    """A file that replaces what is there."""

    file = forms.FileField(label=_("File"))


class AmendForm(Form):
    """What both sides signed after the contract."""

    what = words(_("What was agreed"), required=True, rows=4, max_length=500)
    signed_on = Day(label=_("Signed on"))
    difference = money(_("Change of the amount"))
    label = line(_("For what"), 100)
    trigger = pick("trigger", required=True, label=_("Due"), initial="signing")
    trigger_on = Day(label=_("Date"), required=False)
    our_signer_id = forms.ChoiceField(label=_("Signed for us by"), required=False)
    their_signer_id = forms.ChoiceField(label=_("Signed for the customer by"), required=False)
    file = forms.FileField(label=_("The signed amendment"), required=False)
    no_file_reason = line(_("Why the signed amendment is not here yet"), 300)

    def __init__(
        self, *args: Any, users: Iterable[Any], contacts: Iterable[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "our_signer_id", users)
        offer(self, "their_signer_id", contacts)
        self.fields["difference"].help_text = _(
            "Empty: the amount stays. More becomes a further line of the payment plan; less (with "
            "a minus) is taken from what is not due yet."
        )

    def given(self) -> dict[str, Any]:
        """The amendment as the action takes it."""
        found = super().given()
        file, more = found.pop("file"), found.pop("difference") or 0
        due = {name: found.pop(name) for name in ("label", "trigger", "trigger_on")}
        return {
            **found, "difference": more,
            "line": LineIn(due["label"], due["trigger"], trigger_on=due["trigger_on"]),
            "our_signer_id": int(found["our_signer_id"] or 0) or None,
            "their_signer_id": int(found["their_signer_id"] or 0) or None,
            "signed_file": (file.name, file.chunks()) if file else None,
        }  # fmt: skip
