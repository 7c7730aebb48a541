"""The API object: what it is called, who may call it, and where its operations are."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from goldenkey import __version__
from goldenkey.api import problems
from goldenkey.api.callers import Session, Token
from goldenkey.api.operation import requires
from goldenkey.policies.errors import Problem

PREFIX = "/api/v1/"

api = NinjaAPI(
    title="Golden Key",
    version=__version__,
    description="The same actions and reads as the pages; every error is a problem document.",
    auth=[Token(), Session()],
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
for _kind, _answer in (
    (Problem, problems.refused),
    (ValidationError, problems.invalid),
    (AuthenticationError, problems.nobody),
    (HttpError, problems.http),
):
    api.add_exception_handler(_kind, _answer)  # type: ignore[arg-type]


@api.get("/openapi.json", include_in_schema=False)
@requires("home.read")
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of this API (OpenAPI 3.1), for who is signed in or has a token."""
    return JsonResponse(description())


def description() -> dict[str, Any]:
    """What every operation takes and answers, as an OpenAPI document."""
    return dict(api.get_openapi_schema(path_prefix=PREFIX))


def urls() -> Any:
    """The API's URLs, opened to Django's login middleware: the API answers 401 itself."""
    import goldenkey.api.routes as routes

    routes.register(api)
    patterns: Any
    patterns, app, name = api.urls
    kept = [pattern for pattern in patterns if pattern.name != "api-root"]
    for pattern in kept:
        pattern.callback = login_not_required(pattern.callback)
    return kept, app, name
