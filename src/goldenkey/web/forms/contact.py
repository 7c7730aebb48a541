"""Forms of people at a customer's: added, changed, a further post."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _in

from goldenkey.actions.contact import PERSONAL
from goldenkey.web.forms.base import Form, line, pick, version, words


class ContactForm(Form):
    """A person; without the right his personal data is neither shown nor taken."""

    name = line(_in("person", "Name"), 100, required=True)
    title = line(_("Title"), 100)
    mobile = line(_("Mobile"), 60)
    phone = line(_("Phone and extension"), 60)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=200)
    standing = pick(
        "standing", label=_("How strictly are gifts judged?"), empty=_("Not known yet"),
        help_text=_("Officials and people of state-owned customers may have nothing by default."),
    )  # fmt: skip
    birthday = line(_("Birthday"), 10, help_text=_("Day and month are enough, like 05-20."))
    interests = line(_("Interests and family"), 300)
    note = words(_("Note that helps the next contact"))

    def __init__(self, *args: Any, personal: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in () if personal else PERSONAL:
            del self.fields[name]


class ContactNewForm(ContactForm):
    """A new person, and the department where he sits."""

    department = line(_("Department"), 100)
    field_order = ("name", "title", "department")


class ContactChangeForm(ContactForm):
    """A person, from a version."""

    version = version()


class PositionForm(Form):
    """A further post of a person: at which customer, as what."""

    account_id = forms.TypedChoiceField(label=_("Customer"), coerce=int)
    title = line(_("Title"), 100)
    department = line(_("Department"), 100)

    def __init__(self, *args: Any, accounts: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account_id"].choices = [("", "—"), *accounts]  # type: ignore[attr-defined]
