"""Who was met and what came of it, whom to see next, what each wants to hear (M4.4–M4.8)."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.selectors import coverage as select
from goldenkey.web import present
from goldenkey.web.frame import Request, page, requires


@requires("opportunity.read")
def show(request: Request, opportunity_id: int) -> HttpResponse:
    """The committee of one opportunity as work to do."""
    found = select.of_opportunity(request.actor, opportunity_id)
    return page(
        request, "committee/coverage.html", _("Who next"), found=found, present=present,
        today=request.actor.today,
    )  # fmt: skip


urlpatterns = [path("opportunities/<int:opportunity_id>/coverage/", show, name="coverage")]
