"""One shape for every error: problem details (RFC 9457) with code, field and requirement."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError

from goldenkey.policies.errors import Conflict, Problem
from goldenkey.wording import codes

CONTENT_TYPE = "application/problem+json"

BY_STATUS = {
    400: "bad_request",
    401: "needs_login",
    403: "csrf_failed",
    404: "no_such_address",
    405: "method_not_allowed",
    413: "too_large",
    429: "too_many_requests",
}
"""Codes of answers that no action or selector gave."""

OF_PYDANTIC = {
    "missing": "required",
    "date_from_datetime_parsing": "bad_date",
    "date_parsing": "bad_date",
    "int_parsing": "not_a_number",
    "extra_forbidden": "unknown_field",
    "string_too_long": "too_long",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "literal_error": "bad_choice",
}
"""Our codes for what a body's shape gets wrong; others keep the library's own."""


def problem(status: int, *, code: str, detail: str = "", **more: Any) -> JsonResponse:
    """A problem document: type, title, status, code, detail, and what is known beside."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail or codes.say(code),
        **more,
    }
    response = JsonResponse(body, status=status)
    response["Content-Type"] = CONTENT_TYPE
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def of_status(status: int) -> JsonResponse:
    """The document for an answer that only has a status."""
    code = BY_STATUS.get(status, "server_error" if status >= 500 else "bad_request")
    return problem(status, code=code)


def refused(request: HttpRequest, error: Problem) -> HttpResponse:
    """What an action or selector refused, with the field to mend and the requirement behind it."""
    stale = isinstance(error, Conflict) and "If-Match" in request.headers
    status = HTTPStatus.PRECONDITION_FAILED if stale else error.status
    more = {"field": error.field, "requirement": error.requirement}
    given = {name: value for name, value in more.items() if value}
    params = {name: _plain(value) for name, value in error.params.items()}
    return problem(status, code=error.code, detail=codes.say_problem(error), params=params, **given)


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What of the request could not be read, field by field."""
    errors = [_field(one) for one in error.errors]
    field = errors[0]["field"] if errors else ""
    return problem(422, code="invalid", field=field, errors=errors)


def nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Neither a session nor a token."""
    return of_status(HTTPStatus.UNAUTHORIZED)


def http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework refused: a body that is no JSON, a write without the CSRF token."""
    return of_status(error.status_code)


def _field(one: Any) -> dict[str, str]:
    place = [str(part) for part in one["loc"]]
    known = OF_PYDANTIC.get(one["type"])
    detail = codes.say(known) if known else str(one["msg"])
    return {"field": ".".join(place[2:]) or place[-1], "code": known or one["type"],
            "detail": detail}  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value if isinstance(value, int | float | bool | None) else str(value)
