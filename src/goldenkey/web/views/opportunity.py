"""Pages of opportunities: table, board, room, and the moves between stages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from goldenkey.actions import opportunity as opportunities
from goldenkey.policies.errors import Conflict, Refused
from goldenkey.selectors import account as accounts
from goldenkey.selectors import opportunity as select
from goldenkey.selectors import playbook as playbooks
from goldenkey.selectors import room as rooms
from goldenkey.selectors import user as users
from goldenkey.web import form_page, present, present_glance, present_room, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import opportunity as forms
from goldenkey.web.frame import Request, fragment, page, refresh, requires
from goldenkey.web.gate_page import gate_form, moved
from goldenkey.wording import codes


@requires("opportunity.read")
def index(request: Request) -> HttpResponse:
    """Opportunities as a table or a board, with the same filters."""
    people = users.colleagues(request.actor)
    filters = _filters(request)
    view = "table" if request.GET.get("view") == "table" else "board"
    shared: dict[str, Any] = {
        "people": people, "filters": filters, "view": view, "present": present,
    }  # fmt: skip
    if view == "board":
        columns = select.board(request.actor, filters)
        return page(
            request, "opportunity/board.html", _("Opportunities"), wide=True, columns=columns,
            more=present.links(request, columns), today=request.actor.today, **shared,
        )  # fmt: skip
    found = select.page(request.actor, filters, cursor=request.GET.get("cursor", ""))
    return page(
        request, "opportunity/table.html", _("Opportunities"), wide=True, found=found,
        next_url=present.next_page(request, found.next), today=request.actor.today, **shared,
    )  # fmt: skip


def _filters(request: Request) -> select.Filters:
    asked = set(forms.FilterForm.base_fields) & set(request.GET)
    return select.Filters(**forms.FilterForm(request.GET).narrowed()) if asked else select.Filters()


@requires("opportunity.read")
def show(request: Request, opportunity_id: int) -> HttpResponse:
    """The opportunity room."""
    room = rooms.room(request.actor, opportunity_id)
    return page(
        request, "opportunity/room.html", room.name, room=room, present=present_room,
        glance=present_glance.lines(room), today=request.actor.today,
    )  # fmt: skip


@requires("opportunity.create")
def new(request: Request, account_id: int) -> HttpResponse:
    """Open an opportunity at a customer."""
    account = accounts.detail(request.actor, account_id)
    form = forms.OpportunityForm(
        request.POST or None,
        initial={"currency": request.actor.currency, "kind": "account_led"},
        playbooks=playbooks.published(request.actor),
    )
    asking = Asking(
        _("New opportunity"), _("Open it"), reverse("account", args=[account_id]), account.name
    )

    def do(given: dict[str, Any]) -> HttpResponse:
        made = opportunities.create_opportunity(request.actor, account_id, **given)
        return refresh(request, "opportunity", made.pk)

    return form_page.act(request, form, asking, do)


@requires("opportunity.edit")
def edit(request: Request, opportunity_id: int) -> HttpResponse:
    """Change an opportunity."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.OpportunityChangeForm(
        request.POST or None, initial=_initial(room), steps=room.buying_steps
    )
    asking = _asking(room, _("Change the opportunity"), _("Save"))
    return _act(request, room, form, asking, opportunities.edit_opportunity)


@requires("opportunity.advance")
def stage(request: Request, opportunity_id: int) -> HttpResponse:
    """Move to the next stage; a shut gate answers with its form (409)."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.StageForm(request.POST or None, initial={"version": room.version})
    if request.method != "POST":
        return refresh(request, "gate", opportunity_id)
    if not form.is_valid():
        return gate_form(request, room, form, status=422)
    given = form.given()
    if given.pop("to") not in _reachable(room):
        message = codes.say("one_stage_at_a_time")
        return fragment(request, "_refusal.html", status=422, message=message)
    try:
        move = opportunities.advance_stage(request.actor, opportunity_id, **given)
    except (Conflict, Refused) as problem:
        form_page.refuse(form, problem)
        return gate_form(request, room, form, status=problem.status)
    return moved(request, room) if move.moved else gate_form(request, room, form, status=409)


@requires("opportunity.advance")
def back(request: Request, opportunity_id: int) -> HttpResponse:
    """Move back to an earlier stage."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.BackForm(
        request.POST or None, initial={"version": room.version}, stages=room.stages
    )
    asking = _asking(room, _("Move back"), _("Move back"))
    return _act(request, room, form, asking, opportunities.move_back)


@requires("opportunity.advance")
def go(request: Request, opportunity_id: int) -> HttpResponse:
    """Go on or give up (M3.3)."""
    room = rooms.room(request.actor, opportunity_id)
    initial = {"version": room.version, "go": room.go, "reason": room.go_reason}
    form = forms.GoForm(request.POST or None, initial=initial)
    asking = _asking(room, _("Go or no-go"), _("Decide"), template="opportunity/_go_form.html")
    return _act(request, room, form, asking, opportunities.decide_go)


@requires("opportunity.close")
def lose(request: Request, opportunity_id: int) -> HttpResponse:
    """Mark as lost, with the reason and the competitor."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.LostForm(
        request.POST or None, initial={"version": room.version}, rivals=present_room.rivals(room)
    )
    asking = _asking(room, _("Lost to a competitor"), _("Mark as lost"), danger=True)
    return _act(request, room, form, asking, opportunities.lose)


@requires("opportunity.close")
def drop(request: Request, opportunity_id: int) -> HttpResponse:
    """Give up."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.DropForm(request.POST or None, initial={"version": room.version})
    asking = _asking(room, _("Give up"), _("Give up"), danger=True)
    return _act(request, room, form, asking, opportunities.drop)


@requires("opportunity.close")
def reopen(request: Request, opportunity_id: int) -> HttpResponse:
    """Take a lost or dropped opportunity up again."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.ReopenForm(request.POST or None, initial={"version": room.version})
    asking = _asking(room, _("Take up again"), _("Take up again"))
    return _act(request, room, form, asking, opportunities.reopen)


@requires("opportunity.edit")
def give(request: Request, opportunity_id: int) -> HttpResponse:
    """Give an opportunity to a colleague."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.GiveForm(
        request.POST or None, initial={"version": room.version, "owner_id": room.owner_id},
        people=users.colleagues(request.actor),
    )  # fmt: skip
    asking = _asking(room, _("Give to a colleague"), _("Give"))
    return _act(request, room, form, asking, opportunities.give)


def _act(
    request: Request,
    room: rooms.Room,
    form: Any,
    asking: Asking,
    do: Callable[..., Any],
) -> HttpResponse:
    """Show a form of this opportunity, or do what it says and go back to the room."""

    def done(given: dict[str, Any]) -> HttpResponse:
        do(request.actor, room.id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "opportunity", room.id)

    return form_page.act(request, form, asking, done, room=room, present=present_room)


def _asking(room: rooms.Room, title: str, submit: str, **more: Any) -> Asking:
    return Asking(title, submit, reverse("opportunity", args=[room.id]), room.name, **more)


def _initial(room: rooms.Room) -> dict[str, Any]:
    return {
        "name": room.name, "amount": room.money.amount, "close_on": room.close_on,
        "buying_step": room.buying_step, "version": room.version,
    }  # fmt: skip


def _reachable(room: rooms.Room) -> set[str]:
    """The next stage, by its key or its phase; nothing named means just that."""
    now = next(i for i, s in enumerate(room.stages) if s.state == "now")
    following = room.stages[now + 1 : now + 2]
    return {"", *(s.key for s in following), *(s.phase for s in following)}


urlpatterns = [
    path("opportunities/", index, name="opportunities"),
    path("opportunities/<int:opportunity_id>/", show, name="opportunity"),
    path("opportunities/<int:opportunity_id>/edit/", edit, name="opportunity-edit"),
    path("opportunities/<int:opportunity_id>/stage/", stage, name="stage"),
    path("opportunities/<int:opportunity_id>/back/", back, name="stage-back"),
    path("opportunities/<int:opportunity_id>/go/", go, name="go"),
    path("opportunities/<int:opportunity_id>/lost/", lose, name="lose"),
    path("opportunities/<int:opportunity_id>/drop/", drop, name="drop"),
    path("opportunities/<int:opportunity_id>/reopen/", reopen, name="reopen"),
    path("opportunities/<int:opportunity_id>/give/", give, name="opportunity-give"),
    path("accounts/<int:account_id>/opportunities/new/", new, name="opportunity-new"),
]
