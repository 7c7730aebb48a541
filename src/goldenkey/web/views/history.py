"""Who changed what on an opportunity, from the audit."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.selectors import history as select
from goldenkey.web import present_history
from goldenkey.web.frame import Request, page, requires


@requires("audit.read")
def changes(request: Request, opportunity_id: int) -> HttpResponse:
    """Every change of an opportunity and of what hangs on it, latest first."""
    found = select.of_opportunity(
        request.actor, opportunity_id, before=request.GET.get("before", "")
    )
    return page(
        request, "opportunity/changes.html", _("Who changed what"), found=found,
        present=present_history, zone=request.actor.zone,
    )  # fmt: skip


urlpatterns = [
    path("opportunities/<int:opportunity_id>/changes/", changes, name="opportunity-changes"),
]
