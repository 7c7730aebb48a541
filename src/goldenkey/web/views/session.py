"""Signing in and out, language and theme: the few views that are public are listed in PUBLIC."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import user as users
from goldenkey.web import shell_of
from goldenkey.web.forms.sign_in import SignInForm
from goldenkey.web.frame import Request, requires
from goldenkey.wording.languages import LANGUAGES

PUBLIC = ("sign-in", "healthz", "language")
"""URL names that need no sign-in; a test holds the list."""


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        found = super().get_context_data(**context)
        return {**found, "shell": shell_of.shell_for(self.request, _("Sign in"))}


@requires("settings.own")
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """For who watches the service: it answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_POST
def language(request: Any) -> HttpResponse:
    """Speak another language, from now on."""
    chosen = request.POST.get("language", "")
    response = redirect(_back(request))
    if chosen in LANGUAGES:
        response.set_cookie("language", chosen, max_age=365 * 86400, samesite="Lax")
        if request.actor:
            users.choose(request.actor, language=chosen)
    return response


@requires("settings.own")
@require_POST
def theme(request: Request) -> HttpResponse:
    """Light, dark, or as the device says."""
    chosen = request.POST.get("theme", "")
    if chosen in ("auto", "light", "dark"):
        users.choose(request.actor, theme=chosen)
    return HttpResponse(status=204) if request.htmx else redirect(_back(request))


def _back(request: HttpRequest) -> str:
    came_from = request.POST.get("next") or request.headers.get("Referer", "/")
    return came_from if url_has_allowed_host_and_scheme(came_from, {request.get_host()}) else "/"


urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", sign_out, name="sign-out"),
    path("healthz", healthz, name="healthz"),
    path("settings/language/", language, name="language"),
    path("settings/theme/", theme, name="theme"),
]
