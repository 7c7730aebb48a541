"""Answers that never reach the API's own handlers (unknown path, wrong method) in its shape too."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PROBLEM = "application/problem+json"


def problems(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Make every error below /api/ a problem document."""

    def run(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/api/") or response.status_code < 400:
            return response
        if response.headers.get("Content-Type", "").startswith((PROBLEM, "application/json")):
            return response
        from goldenkey.api.app import problem

        code = {403: "forbidden", 404: "not_found", 405: "method_not_allowed"}
        status = response.status_code
        return problem(status, code=code.get(status, "server_error"))

    return run
