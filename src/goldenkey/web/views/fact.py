"""Facts of an opportunity: one criterion filled in, or all that the gate lacks."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from goldenkey.actions import fact as facts
from goldenkey.actions import opportunity as opportunities
from goldenkey.policies.errors import Conflict, NotFound, Refused
from goldenkey.selectors import room as rooms
from goldenkey.web import form_page, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms.fact import FactsForm
from goldenkey.web.forms.opportunity import StageForm
from goldenkey.web.frame import Request, refresh, requires
from goldenkey.web.gate_page import facts_form, gate_form, moved
from goldenkey.wording import codes


@requires("fact.record")
def criterion(request: Request, opportunity_id: int, criterion_id: str) -> HttpResponse:
    """Fill in what one criterion asks: the value, who said it, when, in whose words."""
    room = rooms.room(request.actor, opportunity_id)
    asked = next((c for c in room.gate.criteria if c.id == criterion_id), None)
    if asked is None or not asked.fields:
        raise NotFound("criterion")
    form = FactsForm(
        request.POST or None, facts=asked.fields, seats=room.seats, confirms=True,
        currency=room.money.currency,
        initial={"observed_on": request.actor.today, "confirmed": "no"},
    )  # fmt: skip
    asking = Asking(
        asked.say, _("Save"), reverse("opportunity", args=[room.id]), room.name,
        template="opportunity/_criterion_form.html",
    )  # fmt: skip

    def do(_given: dict[str, Any]) -> HttpResponse:
        _record(request, room.id, form)
        return refresh(request, "opportunity", room.id)

    return form_page.act(request, form, asking, do, criterion=asked)


@requires("opportunity.read")
def gate(request: Request, opportunity_id: int) -> HttpResponse:
    """All that the gate lacks, in one form; with the answers it may open at once (M3.7)."""
    room = rooms.room(request.actor, opportunity_id)
    stage = StageForm(initial={"version": room.version})
    if request.method != "POST":
        return gate_form(request, room, stage)
    form = facts_form(request, room, request.POST)
    if not form.is_valid():
        return gate_form(request, room, stage, status=422, facts=form)
    try:
        _record(request, room.id, form)
        if request.POST.get("then") != "move":
            return refresh(request, "opportunity", room.id)
        move = opportunities.advance_stage(request.actor, room.id, version=_version(request, room))
    except (Conflict, Refused) as problem:
        form_page.refuse(form, problem)
        return gate_form(request, room, stage, status=problem.status, facts=form)
    if move.moved:
        return moved(request, room)
    return gate_form(request, rooms.room(request.actor, room.id), stage, status=409)


def _record(request: Request, opportunity_id: int, form: FactsForm) -> None:
    """Record the answers, also that something is not known after all."""
    given = form.values()
    if not given:
        return
    facts.record_answers(
        request.actor, "opportunity", opportunity_id, values=given, **form.source()
    )
    toasts.tell(request, codes.say("saved"))


def _version(request: Request, room: rooms.Room) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() else room.version


urlpatterns = [
    path("opportunities/<int:opportunity_id>/gate/", gate, name="gate"),
    path(
        "opportunities/<int:opportunity_id>/gate/<str:criterion_id>/", criterion, name="criterion"
    ),
]
