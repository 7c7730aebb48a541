"""The committee's map and matrix: drawn, arranged, and the lines and relations in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import map as actions
from goldenkey.policies.errors import NotFound
from goldenkey.selectors import committee as committees
from goldenkey.selectors import map as select
from goldenkey.selectors import user as users
from goldenkey.web import form_page, present_map, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import map as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("opportunity.read")
def show(request: Request, opportunity_id: int) -> HttpResponse:
    """Everybody on the committee, as a picture and as a table (M4.5)."""
    found = select.committee_map(request.actor, opportunity_id)
    return page(
        request, "committee/map.html", _("Committee map"), wide=True, found=found,
        present=present_map, drawn=present_map.drawn(found, request.actor.today),
        today=request.actor.today,
    )  # fmt: skip


@requires("stakeholder.edit")
@require_POST
def places(request: Request, opportunity_id: int) -> HttpResponse:
    """Keep where nodes were put."""
    actions.place(request.actor, opportunity_id, places=_places(request.POST.get("places", "")))
    return HttpResponse(status=204)


@requires("stakeholder.edit")
@require_POST
def reset(request: Request, opportunity_id: int) -> HttpResponse:
    """Lay the map out anew."""
    actions.reset(request.actor, opportunity_id)
    return refresh(request, "committee-map", opportunity_id)


@requires("stakeholder.edit")
def link_new(request: Request, opportunity_id: int) -> HttpResponse:
    """Draw a line between two people: who influences whom, who is at odds with whom."""
    found = select.committee_map(request.actor, opportunity_id)
    form = forms.LinkForm(
        request.POST or None, seats=found.seats, initial={"kind": "influences"}
    )  # fmt: skip
    asking = Asking(_("Draw a line"), _("Draw it"), _url(found.id), found.name)

    def do(given: dict[str, Any]) -> None:
        actions.link(request.actor, found.id, **given)

    return _act(request, found.id, form, asking, do)


@requires("stakeholder.edit")
@require_POST
def link_leave(request: Request, link_id: int) -> HttpResponse:
    """Take a line away."""
    opportunity_id = actions.unlink(request.actor, link_id)
    toasts.tell(request, codes.say("archived"))
    return refresh(request, "committee-map", opportunity_id)


@requires("stakeholder.edit")
def relation(request: Request, stakeholder_id: int, user_id: int) -> HttpResponse:
    """How well one of us knows one of theirs, now and as it should become."""
    opportunity_id = committees.opportunity_of_seat(request.actor, stakeholder_id)
    found = select.committee_map(request.actor, opportunity_id)
    seat = next(s for s in found.seats if s.id == stakeholder_id)
    known = found.relations[seat.id].get(user_id)
    form = forms.RelationForm(
        request.POST or None,
        initial={"now": known.now if known else "", "target": known.target if known else ""},
    )
    title = _("%(ours)s and %(theirs)s") % {
        "ours": _name(request, found, user_id), "theirs": seat.name,
    }  # fmt: skip
    asking = Asking(title, _("Save"), _url(found.id), found.name)

    def do(given: dict[str, Any]) -> None:
        actions.relate(request.actor, stakeholder_id, user_id, **given)

    return _act(request, found.id, form, asking, do)


def _name(request: Request, found: select.Map, user_id: int) -> str:
    """The name of one of us: of the matrix, or anybody else who works here."""
    names = {one.id: one.name for one in found.ours}
    if user_id not in names:
        names |= {one.id: one.name for one in users.everybody(request.actor)}
    if user_id not in names:
        raise NotFound("user")
    return names[user_id]


def _act(
    request: Request, opportunity_id: int, form: Any, asking: Asking,
    do: Callable[[dict[str, Any]], None],
) -> HttpResponse:  # fmt: skip
    def done(given: dict[str, Any]) -> HttpResponse:
        do(given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "committee-map", opportunity_id)

    return form_page.act(request, form, asking, done)


def _url(opportunity_id: int) -> str:
    return reverse("committee-map", args=[opportunity_id])


def _places(sent: str) -> Any:
    """What was sent, to be judged by the action; None where it cannot be read."""
    try:
        return json.loads(sent)
    except (ValueError, RecursionError):
        return None


urlpatterns = [
    path("opportunities/<int:opportunity_id>/map/", show, name="committee-map"),
    path("opportunities/<int:opportunity_id>/map/places/", places, name="map-places"),
    path("opportunities/<int:opportunity_id>/map/reset/", reset, name="map-reset"),
    path("opportunities/<int:opportunity_id>/links/new/", link_new, name="link-new"),
    path("links/<int:link_id>/leave/", link_leave, name="link-leave"),
    path(
        "seats/<int:stakeholder_id>/relations/<int:user_id>/", relation, name="relation"
    ),
]  # fmt: skip
