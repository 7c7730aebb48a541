"""The gate's form, on a page or in the dialog: what is missing, filled in where one stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenkey.selectors.room import FactField, Room
from goldenkey.web import present_room as present
from goldenkey.web import toasts
from goldenkey.web.forms.base import Form
from goldenkey.web.forms.fact import FactsForm
from goldenkey.web.frame import Request, fragment, page, refresh

OURS = frozenset({"go.decision"})
"""Facts that are decisions of ours, with a form of their own."""


def facts_missing(room: Room) -> tuple[FactField, ...]:
    """The facts of the criteria that do not hold, each once."""
    found = {f.name: f for c in room.gate.missing for f in c.fields if f.name not in OURS}
    return tuple(found.values())


def facts_form(request: Request, room: Room, data: Any = None) -> FactsForm:
    """The form of all facts the gate still lacks."""
    return FactsForm(
        data, facts=facts_missing(room), seats=room.seats, currency=room.money.currency,
        initial={"observed_on": request.actor.today, "confirmed": "no"},
    )  # fmt: skip


def gate_form(
    request: Request, room: Room, form: Form, *, status: int = 200, facts: FactsForm | None = None
) -> HttpResponse:
    """What is missing, with the facts to fill in, and letting through for who has the right."""
    context: dict[str, Any] = {
        "room": room, "present": present, "form": form, "dialog": bool(request.htmx),
        "facts": facts or facts_form(request, room), "asked_for": status == 409,
    }  # fmt: skip
    if request.htmx:
        return fragment(request, "opportunity/_gate_form.html", status=status, **context)
    return page(request, "opportunity/gate.html", room.name, status=status, **context)


def moved(request: Request, room: Room) -> HttpResponse:
    """After a move: the board renews itself, from anywhere else one comes to the room."""
    text = _("%(name)s moved on to %(stage)s.") % {"name": room.name, "stage": room.gate.next_stage}
    here = request.htmx.current_url_abs_path if request.htmx else ""
    if (here or "").partition("?")[0] == reverse("opportunities"):
        return toasts.at_once(HttpResponse(status=204), text, saved=True)
    toasts.tell(request, text)
    return refresh(request, "opportunity", room.id)
