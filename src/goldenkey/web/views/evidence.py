"""Evidence files: kept, handed out to who may see the record, put away."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import evidence
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import evidence as select
from goldenkey.selectors import room as rooms
from goldenkey.web import form_page, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms.opportunity import FileForm
from goldenkey.web.frame import Request, refresh, requires
from goldenkey.wording import codes


@requires("evidence.add")
def add(request: Request, opportunity_id: int) -> HttpResponse:
    """Keep a file: minutes, a mail, a signed paper."""
    room = rooms.room(request.actor, opportunity_id)
    form = FileForm(request.POST or None, request.FILES or None)
    asking = Asking(
        _("Keep a file as evidence"), _("Keep it"), reverse("opportunity", args=[room.id]),
        room.name, files=True,
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        file = given["file"]
        made = evidence.add(
            request.actor, "opportunity", room.id, name=file.name, chunks=file.chunks()
        )
        undo = reverse("evidence-drop", args=[made.pk])
        toasts.tell(request, codes.say("saved"), undo_url=undo)
        return refresh(request, "opportunity", room.id)

    return form_page.act(request, form, asking, do)


@requires("opportunity.read")
def show(request: Request, file_id: int) -> Any:
    """Hand out a file, always as a download: what customers send is never run in our page."""
    found = select.get(request.actor, file_id)
    path_of = evidence.path_of(found.digest)
    if not path_of.exists():
        raise NotFound("file")
    response = FileResponse(path_of.open("rb"), as_attachment=True, filename=found.name)
    response["Content-Type"] = found.content_type
    return response


@requires("evidence.add")
@require_POST
def drop(request: Request, file_id: int) -> HttpResponse:
    """Put a file away."""
    row = evidence.take_away(request.actor, file_id)
    toasts.tell(request, codes.say("archived"))
    return refresh(request, row.kind, row.record_id)


urlpatterns = [
    path("opportunities/<int:opportunity_id>/evidence/new/", add, name="evidence-new"),
    path("evidence/<int:file_id>/", show, name="evidence"),
    path("evidence/<int:file_id>/drop/", drop, name="evidence-drop"),
]
