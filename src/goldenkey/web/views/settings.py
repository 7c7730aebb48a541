"""A user's own settings: language, theme, zone."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenkey.actions import user as users
from goldenkey.web import form_page, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms.base import Form
from goldenkey.web.frame import Request, refresh, requires
from goldenkey.wording import codes

NAMES = {"zh-hant": "繁體中文", "zh-hans": "简体中文", "en": "English"}
"""The languages, each named in itself."""


class SettingsForm(Form):
    """Language, theme and the zone in which instants are shown."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), widget=forms.RadioSelect)
    theme = forms.ChoiceField(
        label=gettext_lazy("Light or dark"), widget=forms.RadioSelect,
        choices=[
            ("auto", gettext_lazy("Automatic")), ("light", gettext_lazy("Light")),
            ("dark", gettext_lazy("Dark")),
        ],
    )  # fmt: skip
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), required=False,
        help_text=gettext_lazy("For instants; days of business are the organisation's."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = list(NAMES.items())  # type: ignore[attr-defined]
        zones = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]
        usual = ("", _("The organisation's"))
        self.fields["zone"].choices = [usual, *zones]  # type: ignore[attr-defined]


@requires("settings.own")
def show(request: Request) -> HttpResponse:
    """One's own settings."""
    user: Any = request.user
    form = SettingsForm(
        request.POST or None,
        initial={"language": user.language, "theme": user.theme, "zone": user.zone},
    )
    asking = Asking(
        _("Settings"), _("Save"), reverse("home"), request.actor.name,
        template="settings/_form.html",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        users.choose(request.actor, **given)
        toasts.tell(request, codes.say("saved"))
        response = refresh(request, "settings")
        response.set_cookie("language", given["language"], max_age=365 * 86400, samesite="Lax")
        return response

    return form_page.act(request, form, asking, do, manages=request.actor.may("user.manage"))


urlpatterns = [path("settings/", show, name="settings")]
