"""Answers that never reach the API's own handlers (unknown path, wrong method) in its shape too."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from goldenkey.api import problems as shape
from goldenkey.wording.languages import LANGUAGES

JSON = ("application/json", shape.CONTENT_TYPE)


def problems(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Make every error below /api/ a problem document, in the language that was asked for."""

    def run(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/"):
            return get_response(request)
        asked = translation.get_language_from_request(request)
        with translation.override(asked if asked in LANGUAGES else "zh-hant"):
            return shape.of_status(413) if _too_large(request) else _shaped(get_response(request))

    return run


def _too_large(request: HttpRequest) -> bool:
    """A body over the limit; files have a limit of their own."""
    if request.content_type == "multipart/form-data":
        return False
    length = request.headers.get("Content-Length") or "0"
    return length.isdigit() and int(length) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


def _shaped(response: HttpResponse) -> HttpResponse:
    kind = response.headers.get("Content-Type", "")
    if response.status_code < 400 or kind.startswith(JSON):
        return response
    made = shape.of_status(response.status_code)
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            made[name] = response.headers[name]
    return made
