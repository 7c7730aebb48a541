"""Around every request: a strict content policy, the actor, his language, and refusals as pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from goldenkey.policies.actor import actor_for
from goldenkey.policies.errors import Problem
from goldenkey.web import frame

Handler = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "manifest-src 'self'; font-src 'self'"
)

OPEN_BEFORE = ("/settings/password/", "/settings/language/", "/sign-out/", "/healthz")
"""Where somebody with a temporary password may go."""


def content_security_policy(get_response: Handler) -> Handler:
    """Nothing inline, nothing from elsewhere."""

    def run(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    return run


def actor(get_response: Handler) -> Handler:
    """Resolve who acts once per request, and speak his language."""

    def run(request: Any) -> HttpResponse:
        if request.path.startswith("/api/"):
            return get_response(request)  # the API finds its own actor: session or token
        request.actor = None
        language = translation.get_supported_language_variant(_asked_language(request))
        if request.user.is_authenticated:
            request.actor = actor_for(request.user, timezone.now())
            language = request.actor.language
            if _must_choose(request):
                return redirect("password")
        request.language = language
        with translation.override(language):
            return get_response(request)

    return run


def errors(get_response: Handler) -> Any:
    """Turn a refusal of an action or selector into the page or fragment that says so."""
    return _Errors(get_response)


class _Errors:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return frame.refusal(request, error) if isinstance(error, Problem) else None


def _must_choose(request: Any) -> bool:
    """Whether a temporary password is still in use: first a password of one's own is chosen."""
    if not request.user.password_is_temporary:
        return False
    return request.path not in OPEN_BEFORE and not request.path.startswith("/static/")


def _asked_language(request: HttpRequest) -> str:
    cookie = request.COOKIES.get("language", "")
    if cookie in ("zh-hant", "zh-hans", "en"):
        return cookie
    accepted = translation.get_language_from_request(request)
    return accepted if accepted in ("zh-hant", "zh-hans", "en") else "zh-hant"
