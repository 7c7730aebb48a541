"""The named groups of a committee: formed, changed, put away (M0.5)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import body as actions
from goldenkey.selectors import body as select
from goldenkey.selectors import map as maps
from goldenkey.web import form_page, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms.body import BodyChangeForm, BodyForm
from goldenkey.web.frame import Request, refresh, requires
from goldenkey.wording import codes


@requires("stakeholder.edit")
def new(request: Request, opportunity_id: int) -> HttpResponse:
    """Name a purchasing or evaluation committee."""
    found = maps.committee_map(request.actor, opportunity_id)
    initial = {"kind": "purchasing", "member_ids": request.GET.getlist("with")}
    form = BodyForm(request.POST or None, seats=found.seats, initial=initial)
    asking = Asking(_("A committee of the customer"), _("Save"), _url(found.id), found.name)

    def do(given: dict[str, Any]) -> HttpResponse:
        actions.form(request.actor, opportunity_id, **given)
        return _saved(request, opportunity_id)

    return form_page.act(request, form, asking, do)


@requires("stakeholder.edit")
def change(request: Request, body_id: int) -> HttpResponse:
    """Change who sits on it."""
    held = select.body(request.actor, body_id)
    found = maps.committee_map(request.actor, held.opportunity_id)
    initial = {"name": held.name, "member_ids": held.member_ids, "version": held.version}
    form = BodyChangeForm(request.POST or None, seats=found.seats, initial=initial)
    asking = Asking(
        codes.word(held.kind, "body"), _("Save"), _url(found.id), found.name,
        remove_label=_("Dissolve it"), remove_url=reverse("body-dissolve", args=[body_id]),
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        actions.reform(request.actor, body_id, **given)
        return _saved(request, found.id)

    return form_page.act(request, form, asking, do)


@requires("stakeholder.edit")
@require_POST
def dissolve(request: Request, body_id: int) -> HttpResponse:
    """Put a group away; its people stay."""
    opportunity_id = actions.dissolve(request.actor, body_id)
    toasts.tell(request, codes.say("archived"))
    return refresh(request, "committee-map", opportunity_id)


def _saved(request: Request, opportunity_id: int) -> HttpResponse:
    toasts.tell(request, codes.say("saved"))
    return refresh(request, "committee-map", opportunity_id)


def _url(opportunity_id: int) -> str:
    return reverse("committee-map", args=[opportunity_id])


urlpatterns = [
    path("opportunities/<int:opportunity_id>/bodies/new/", new, name="body-new"),
    path("bodies/<int:body_id>/", change, name="body"),
    path("bodies/<int:body_id>/dissolve/", dissolve, name="body-dissolve"),
]
