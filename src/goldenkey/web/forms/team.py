"""Forms of teams and colleagues, and of one's own password."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenkey.policies.permissions import ROLES
from goldenkey.selectors.team import TeamRow
from goldenkey.web.forms.base import Form, line
from goldenkey.wording import codes

NAMES = (("zh-hant", "繁體中文"), ("zh-hans", "简体中文"), ("en", "English"))


def offer(form: Form, name: str, teams: Iterable[TeamRow], empty: Any = None) -> None:
    """Put the tree of teams into a field, deeper ones further in."""
    field: Any = form.fields[name]
    first = [] if empty is None else [("", empty)]
    field.choices = [*first, *((t.id, "　" * t.depth + t.name) for t in teams)]


def role() -> Any:
    """A choice among the roles."""
    return forms.ChoiceField(
        label=_("Role"),
        choices=lambda: [(r, codes.word(r, "role")) for r in ROLES if r != "system"],
    )


class TeamForm(Form):
    """A team and the one above it."""

    name = line(_("Name"), 100, required=True)
    parent_id = forms.TypedChoiceField(
        label=_("Below"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, teams: Iterable[TeamRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent_id", teams, _("none: on top"))


class UserForm(Form):
    """A new colleague."""

    username = line(_("Sign-in name"), 64, required=True)
    name = line(_("Name as others see it"), 100, required=True)
    role = role()
    team_id = forms.TypedChoiceField(label=_("Team"), coerce=int)
    language = forms.ChoiceField(label=_("Language"), choices=NAMES)

    def __init__(self, *args: Any, teams: Iterable[TeamRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team_id", teams)


class PlaceForm(Form):
    """Another team or role for a colleague."""

    team_id = forms.TypedChoiceField(label=_("Team"), coerce=int)
    role = role()
    is_active = forms.BooleanField(label=_("May sign in"), required=False)
    take_along = forms.BooleanField(
        label=_("Customers, leads, opportunities and contracts go along"), required=False
    )

    def __init__(self, *args: Any, teams: Iterable[TeamRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team_id", teams)


class PasswordForm(Form):
    """One's own password."""

    now = forms.CharField(
        label=_("Password now"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    new = forms.CharField(
        label=_("New password"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least eight characters, none that everybody guesses."),
    )  # fmt: skip
    again = forms.CharField(
        label=_("Again"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Typed twice the same."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("new") != given.get("again"):
            self.add_error("again", _("The two passwords differ."))
        return given

    def given(self) -> dict[str, Any]:
        """The two that count."""
        return {name: self.cleaned_data[name] for name in ("now", "new")}
