"""The committee, the needs and the rivals of an opportunity."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import committee
from goldenkey.policies.errors import Refused
from goldenkey.selectors import committee as select
from goldenkey.selectors import room as rooms
from goldenkey.selectors import user as users
from goldenkey.web import choosing, form_page, toasts
from goldenkey.web import present_room as present
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import committee as forms
from goldenkey.web.frame import Request, refresh, requires
from goldenkey.wording import codes

SEAT = "committee/_seat_form.html"


@requires("stakeholder.edit")
def seat_new(request: Request, opportunity_id: int) -> HttpResponse:
    """Somebody joins: a known person, a new one, or a group reached through others (M4.1)."""
    room = rooms.room(request.actor, opportunity_id)
    seated = {s.contact_id for s in room.seats}
    free = [c for c in select.people(request.actor, room.account_id) if c.id not in seated]
    hide = present.hidden_fields(room)
    start = {
        **present.UNKNOWN_SEAT, "roles": [request.GET.get("role", "")],
        "our_user_id": request.actor.user_id, "contact_id": "" if free else "new",
    }  # fmt: skip
    form = forms.SeatNewForm(
        choosing.sent(request), contacts=free, hide=hide, roles=room.roles, seats=room.seats,
        people=users.colleagues(request.actor), initial=choosing.typed(request, start, hide),
    )  # fmt: skip
    asking = _asking(room, _("Add to the committee"), _("Add"), template=SEAT)
    return _act(
        request, room, form, asking, lambda given: _seat(request, room, given), seat=None,
        help=choosing.help_for(request, form.initial, hide),
    )  # fmt: skip


@requires("stakeholder.edit")
def seat(request: Request, stakeholder_id: int) -> HttpResponse:
    """Change a seat: role, influence, stance, who of us looks after him (M4.5)."""
    room = rooms.room(request.actor, select.opportunity_of_seat(request.actor, stakeholder_id))
    found = next(s for s in room.seats if s.id == stakeholder_id)
    hide = present.hidden_fields(room)
    form = forms.SeatChangeForm(
        choosing.sent(request), hide=hide, group=found.contact_id is None,
        roles=room.roles, seats=[s for s in room.seats if s.id != found.id],
        people=users.colleagues(request.actor),
        initial=choosing.typed(request, present.seat_initial(found), hide),
    )  # fmt: skip
    asking = _asking(
        room, found.name, _("Save"), template=SEAT, remove_label=_("Remove from the committee"),
        remove_url=reverse("seat-leave", args=[found.id]),
    )  # fmt: skip
    return _act(
        request, room, form, asking,
        lambda given: committee.change_seat(request.actor, stakeholder_id, **given), seat=found,
        help=choosing.help_for(request, form.initial, hide),
    )  # fmt: skip


@requires("stakeholder.edit")
@require_POST
def seat_leave(request: Request, stakeholder_id: int) -> HttpResponse:
    """Take somebody off; what was recorded stays."""
    opportunity_id = select.opportunity_of_seat(request.actor, stakeholder_id)
    version = _version(request)
    committee.leave_seat(request.actor, stakeholder_id, version=version)
    toasts.tell(
        request, codes.say("archived"), undo_url=reverse("seat-return", args=[stakeholder_id])
    )
    return refresh(request, "opportunity", opportunity_id)


@requires("stakeholder.edit")
@require_POST
def seat_return(request: Request, stakeholder_id: int) -> HttpResponse:
    """Undo taking somebody off."""
    made = committee.return_to_seat(request.actor, stakeholder_id)
    toasts.tell(request, codes.say("restored"))
    return refresh(request, "opportunity", made.opportunity_id)


@requires("opportunity.edit")
def need_new(request: Request, opportunity_id: int) -> HttpResponse:
    """List a need (M5.1)."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.NeedForm(request.POST or None, initial={"met": "unknown"})
    asking = _asking(room, _("What the customer needs"), _("Add"))
    return _act(
        request, room, form, asking,
        lambda given: committee.add_need(request.actor, room.id, **given),
    )  # fmt: skip


@requires("opportunity.edit")
def need(request: Request, need_id: int) -> HttpResponse:
    """Change a need, or mark how well we meet it (M3.3)."""
    room = rooms.room(request.actor, select.opportunity_of_need(request.actor, need_id))
    found = next(n for n in room.needs if n.id == need_id)
    names = forms.NeedChangeForm.base_fields
    form = forms.NeedChangeForm(
        request.POST or None, initial={name: getattr(found, name) for name in names}
    )
    asking = _asking(
        room, _("What the customer needs"), _("Save"), remove_label=_("Remove from the list"),
        remove_url=reverse("need-drop", args=[need_id]),
    )  # fmt: skip
    return _act(
        request, room, form, asking,
        lambda given: committee.change_need(request.actor, need_id, **given),
    )  # fmt: skip


@requires("opportunity.edit")
@require_POST
def need_drop(request: Request, need_id: int) -> HttpResponse:
    """Take a need off the list."""
    opportunity_id = select.opportunity_of_need(request.actor, need_id)
    committee.drop_need(request.actor, need_id, version=_version(request))
    toasts.tell(request, codes.say("archived"))
    return refresh(request, "opportunity", opportunity_id)


@requires("opportunity.edit")
def rival(request: Request, opportunity_id: int) -> HttpResponse:
    """Say how we stand against a rival, as a whole or for one need (M3.3)."""
    room = rooms.room(request.actor, opportunity_id)
    name, for_need = request.GET.get("name", ""), request.GET.get("need", "")
    held = present.place_of(room, name, for_need)
    form = forms.RivalForm(
        request.POST or None, needs=room.needs, initial=present.rival_initial(name, for_need, held)
    )
    asking = _asking(
        room, name or _("A competitor"), _("Save"),
        remove_label=_("Out of the race") if name else "",
        remove_url=reverse("rival-drop", args=[room.id]) if name else "",
        remove_name=name,
    )  # fmt: skip
    return _act(
        request, room, form, asking,
        lambda given: committee.place_rival(request.actor, room.id, **given),
    )  # fmt: skip


@requires("opportunity.edit")
@require_POST
def rival_drop(request: Request, opportunity_id: int) -> HttpResponse:
    """A rival is out of the race."""
    committee.drop_rival(request.actor, opportunity_id, name=request.POST.get("name", ""))
    toasts.tell(request, codes.say("archived"))
    return refresh(request, "opportunity", opportunity_id)


def _seat(request: Request, room: rooms.Room, given: dict[str, Any]) -> None:
    """Seat whoever was chosen; somebody new becomes a contact of the customer first."""
    who = given.pop("contact_id")
    person = {n: given.pop(n) for n in ("name", "title", "mobile")}
    group, through = given.pop("group_name"), given.pop("reached_through")
    if who == "group":
        committee.seat(request.actor, room.id, group_name=group, reached_through=through, **given)
    elif who == "new":
        committee.seat_somebody_new(request.actor, room.id, person=person, **given)
    else:
        contact_id = int(who) if who else None
        committee.seat(request.actor, room.id, contact_id=contact_id, **given)


def _act(
    request: Request, room: rooms.Room, form: Any, asking: Asking,
    do: Callable[[dict[str, Any]], Any], **more: Any,
) -> HttpResponse:  # fmt: skip
    def done(given: dict[str, Any]) -> HttpResponse:
        do(given)
        toasts.tell(request, codes.say("saved"))
        back = "committee-map" if request.GET.get("back") == "map" else "opportunity"
        return refresh(request, back, room.id)

    if choosing.asked(request) and "help" in more:
        return form_page.show(request, form, asking, **more)
    return form_page.act(request, form, asking, done, **more)


def _asking(room: rooms.Room, title: str, submit: str, **more: Any) -> Asking:
    return Asking(title, submit, reverse("opportunity", args=[room.id]), room.name, **more)


def _version(request: Request) -> int:
    given = request.POST.get("version", "")
    if not given.isdecimal():
        raise Refused("invalid", field="version")
    return int(given)


urlpatterns = [
    path("opportunities/<int:opportunity_id>/seats/new/", seat_new, name="seat-new"),
    path("seats/<int:stakeholder_id>/", seat, name="seat"),
    path("seats/<int:stakeholder_id>/leave/", seat_leave, name="seat-leave"),
    path("seats/<int:stakeholder_id>/return/", seat_return, name="seat-return"),
    path("opportunities/<int:opportunity_id>/needs/new/", need_new, name="need-new"),
    path("needs/<int:need_id>/", need, name="need"),
    path("needs/<int:need_id>/drop/", need_drop, name="need-drop"),
    path("opportunities/<int:opportunity_id>/rivals/", rival, name="rival"),
    path("opportunities/<int:opportunity_id>/rivals/drop/", rival_drop, name="rival-drop"),
]
