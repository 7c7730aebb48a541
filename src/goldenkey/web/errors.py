"""The pages of what goes wrong outside any action: no such address, a stale form, our own fault."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.csrf import csrf_failure

from goldenkey.web import frame
from goldenkey.wording import codes


def not_found(request: Any, exception: Exception) -> HttpResponse:
    """Nothing is at this address."""
    if _is_of_api(request):
        return defaults.page_not_found(request, exception)
    return _page(request, 404, codes.say("no_such_address"))


def stale_form(request: Any, reason: str = "") -> HttpResponse:
    """A form without the token of its session: too old, or sent from elsewhere."""
    if _is_of_api(request):
        return csrf_failure(request, reason)
    said = _("This form is no longer valid; nothing was saved.")
    way_out = _("Go back, load the page again and repeat. Cookies must be allowed for this site.")
    return _page(request, 403, said, way_out)


def broken(request: Any) -> HttpResponse:
    """Something broke on our side; the page itself must not break again."""
    if _is_of_api(request):
        return defaults.server_error(request)
    try:
        return _page(request, 500, codes.say("server_error"))
    except Exception:
        return HttpResponseServerError(codes.say("server_error"), content_type="text/plain")


def _page(request: HttpRequest, status: int, message: str, way_out: str = "") -> HttpResponse:
    return frame.page(
        request, "error.html", message, status=status, code=status, message=message, way_out=way_out
    )


def _is_of_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or not hasattr(request, "language")
