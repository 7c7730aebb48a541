"""The page of bonds: what is with customers and when it is due back, for finance."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.selectors import tender as select
from goldenkey.web import present_tender
from goldenkey.web.frame import Request, page, requires


@requires("bond.read")
def index(request: Request) -> HttpResponse:
    """Bonds that are not back, those due first on top."""
    rows = select.bonds(request.actor)
    return page(
        request, "tender/bonds.html", _("Bonds"), rows=rows, present=present_tender,
        sums=present_tender.sums(rows), may=request.actor.may,
    )  # fmt: skip


urlpatterns = [path("money/bonds/", index, name="bonds")]
