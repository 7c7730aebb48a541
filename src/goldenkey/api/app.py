"""The API object: who may call, and one shape for every error (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import APIKeyCookie, HttpBearer

from goldenkey.policies.actor import actor_for
from goldenkey.policies.errors import Problem
from goldenkey.selectors import user as users
from goldenkey.wording import codes


class Token(HttpBearer):
    """A bearer token made by `goldenkey token create`."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return _enter(request, users.by_token(token))


class Session(APIKeyCookie):
    """Somebody signed in by the pages; writes need the CSRF token as on any page."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return _enter(request, request.user if request.user.is_authenticated else None)


def _enter(request: Any, user: Any) -> Any:
    if user is None:
        return None
    request.actor = actor_for(user, timezone.now())
    translation.activate(request.actor.language)
    return request.actor


api = NinjaAPI(
    title="Golden Key",
    version="1",
    auth=[Token(), Session()],
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)


@api.get("/openapi.json", include_in_schema=False)
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of this API, for who is signed in or has a token."""
    return JsonResponse(api.get_openapi_schema())


openapi.right = "home.read"  # type: ignore[attr-defined]


def problem(status: int, **fields: Any) -> JsonResponse:
    """A problem document: type, title, status, and what is known beside."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    response = JsonResponse({**body, **fields}, status=status)
    response["Content-Type"] = "application/problem+json"
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Problem)
def _refused(request: HttpRequest, error: Problem) -> HttpResponse:
    more = {"field": error.field} if error.field else {}
    if error.requirement:
        more["requirement"] = error.requirement
    params = {k: str(v) if not isinstance(v, list | tuple | int) else v
              for k, v in error.params.items()}  # fmt: skip
    return problem(
        error.status, code=error.code, detail=codes.say_problem(error), params=params, **more
    )


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [
        {"field": ".".join(str(p) for p in e["loc"][2:]) or str(e["loc"][-1]), "code": e["type"],
         "detail": e["msg"]}
        for e in error.errors
    ]  # fmt: skip
    field = errors[0]["field"] if errors else ""
    return problem(422, code="invalid", detail=codes.say("invalid"), field=field, errors=errors)


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, code="needs_login", detail=codes.say("needs_login"))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, code="bad_request", detail=str(error))


def urls() -> Any:
    """The API's URLs, opened to Django's login middleware: the API answers 401 itself."""
    import goldenkey.api.routes as routes

    routes.register(api)
    found = api.urls
    for pattern in found[0]:
        pattern.callback = login_not_required(pattern.callback)
    return found
