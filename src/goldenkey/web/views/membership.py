"""Selling as a team: who else is on an opportunity (M0.10)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import membership
from goldenkey.selectors import room as rooms
from goldenkey.selectors import user as users
from goldenkey.web import form_page, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms.opportunity import ShareForm
from goldenkey.web.frame import Request, refresh, requires
from goldenkey.wording import codes


@requires("opportunity.share")
def share(request: Request, opportunity_id: int) -> HttpResponse:
    """Let a colleague of any team in."""
    room = rooms.room(request.actor, opportunity_id)
    people = [p for p in users.everybody(request.actor) if p.id != room.owner_id]
    form = ShareForm(request.POST or None, initial={"part": "member"}, people=people)
    asking = Asking(
        _("Sell as a team"), _("Let in"), reverse("opportunity", args=[room.id]), room.name,
        template="opportunity/_share_form.html",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        membership.share(request.actor, "opportunity", room.id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "opportunity", room.id)

    return form_page.act(request, form, asking, do, room=room)


@requires("opportunity.share")
@require_POST
def unshare(request: Request, membership_id: int) -> HttpResponse:
    """Take a colleague off."""
    kind, record_id = membership.unshare(request.actor, membership_id)
    toasts.tell(request, codes.say("saved"))
    return refresh(request, kind, record_id)


urlpatterns = [
    path("opportunities/<int:opportunity_id>/members/", share, name="opportunity-share"),
    path("members/<int:membership_id>/drop/", unshare, name="unshare"),
]
