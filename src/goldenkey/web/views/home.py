"""Today: the first page after signing in."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.web.frame import Request, page, requires


@requires("home.read")
def index(request: Request) -> HttpResponse:
    """What to do today."""
    return page(request, "today.html", _("Today"))


urlpatterns = [path("", index, name="home")]
