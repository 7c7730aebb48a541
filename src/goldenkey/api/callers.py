"""Who calls the API: a bearer token, or somebody signed in by the pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from ninja.security import APIKeyCookie, HttpBearer

from goldenkey.policies.actor import Actor, actor_for
from goldenkey.selectors import user as users

BEARER = "bearer "


class Token(HttpBearer):
    """A bearer token made by `goldenkey token create`; a revoked one opens nothing."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return _enter(request, users.by_token(token))


class Session(APIKeyCookie):
    """Somebody signed in by the pages; writes need the CSRF token as on any page."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        user: Any = request.user
        return _enter(request, user if user.is_authenticated else None)


def known(request: Any) -> Actor | None:
    """Who calls, before the operation checks it; None for nobody."""
    header = request.headers.get("Authorization", "")
    if header.lower().startswith(BEARER):
        found: Any = users.by_token(header[len(BEARER) :])
    else:
        found = request.user if request.user.is_authenticated else None
    request.caller = actor_for(found, timezone.now()) if found else None
    return request.caller  # type: ignore[no-any-return]


def _enter(request: Any, user: Any) -> Any:
    if user is None:
        return None
    before = getattr(request, "caller", None)
    same = before is not None and before.user_id == user.pk
    request.actor = before if same else actor_for(user, timezone.now())
    translation.activate(request.actor.language)
    return request.actor
