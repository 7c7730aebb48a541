"""Pages of opportunities: table, board, room, and the moves between stages."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from goldenkey.actions import opportunity as opportunities
from goldenkey.policies.errors import Problem
from goldenkey.selectors import account as accounts
from goldenkey.selectors import opportunity as select
from goldenkey.selectors import playbook as playbooks
from goldenkey.selectors import room as rooms
from goldenkey.web import present, toasts
from goldenkey.web.forms import opportunity as forms
from goldenkey.web.frame import Request, fragment, page, refresh, requires
from goldenkey.wording import codes


@requires("opportunity.read")
def index(request: Request) -> HttpResponse:
    """Opportunities as a table or a board, with the same filters."""
    filters = _filters(request)
    if request.GET.get("view", "board") == "board":
        columns = select.board(request.actor, filters)
        return page(
            request, "opportunity/board.html", _("Opportunities"), wide=True, columns=columns,
            filters=filters, present=present, view="board",
        )  # fmt: skip
    found = select.page(request.actor, filters, cursor=request.GET.get("cursor", ""))
    return page(
        request, "opportunity/table.html", _("Opportunities"), wide=True, found=found,
        filters=filters, present=present, view="table",
    )  # fmt: skip


@requires("opportunity.read")
def show(request: Request, opportunity_id: int) -> HttpResponse:
    """The opportunity room."""
    room = rooms.room(request.actor, opportunity_id)
    return page(
        request, "opportunity/room.html", room.name, room=room, present=present,
        today=request.actor.today,
    )  # fmt: skip


@requires("opportunity.read")
def gate(request: Request, opportunity_id: int) -> HttpResponse:
    """The gate of the present stage, as a fragment."""
    room = rooms.room(request.actor, opportunity_id)
    return fragment(request, "opportunity/_gate.html", room=room, present=present)


@requires("opportunity.create")
def new(request: Request, account_id: int) -> HttpResponse:
    """Open an opportunity at a customer."""
    account = accounts.detail(request.actor, account_id)
    form = forms.OpportunityForm(
        request.POST or None,
        initial={"currency": request.actor.currency, "kind": "account_led"},
        playbooks=playbooks.published(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        made = opportunities.create_opportunity(request.actor, account_id, **form.given())
        return refresh(request, "opportunity", made.pk)
    return page(
        request, "form.html", _("New opportunity"), form=form, back=("account", account_id),
        intro=account.name, submit=_("Open it"),
    )  # fmt: skip


@requires("opportunity.edit")
def edit(request: Request, opportunity_id: int) -> HttpResponse:
    """Change an opportunity."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.OpportunityChangeForm(
        request.POST or None, initial=_initial(room), steps=room.buying_steps
    )
    return _act(
        request, room, form, _("Change"), _("Save"),
        lambda given: opportunities.edit_opportunity(request.actor, opportunity_id, **given),
    )  # fmt: skip


@requires("opportunity.advance")
def stage(request: Request, opportunity_id: int) -> HttpResponse:
    """Move to the next stage; a shut gate answers with its form (409)."""
    form = forms.StageForm(request.POST)
    room = rooms.room(request.actor, opportunity_id)
    if not form.is_valid():
        return fragment(request, "opportunity/_gate_form.html", status=422, room=room,
                        present=present, form=form)  # fmt: skip
    given = form.given()
    if given.pop("to") not in _reachable(room):
        return fragment(request, "_refusal.html", status=422,
                        message=codes.say("one_stage_at_a_time"))  # fmt: skip
    move = opportunities.advance_stage(request.actor, opportunity_id, **given)
    if move.moved:
        return refresh(request, "opportunity", opportunity_id)
    if not request.htmx and not _scripted(request):
        return refresh(request, "opportunity", opportunity_id)
    return fragment(
        request, "opportunity/_gate_form.html", status=409, room=room, present=present, form=form
    )


@requires("opportunity.advance")
def back(request: Request, opportunity_id: int) -> HttpResponse:
    """Move back to an earlier stage."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.BackForm(request.POST or None, initial={"version": room.version},
                          stages=room.stages)  # fmt: skip
    return _act(
        request, room, form, _("Move back"), _("Move back"),
        lambda given: opportunities.move_back(request.actor, opportunity_id, **given),
    )  # fmt: skip


@requires("opportunity.advance")
def go(request: Request, opportunity_id: int) -> HttpResponse:
    """Go on or give up (M3.3)."""
    room = rooms.room(request.actor, opportunity_id)
    initial = {"version": room.version, "go": room.go, "reason": room.go_reason}
    form = forms.GoForm(request.POST or None, initial=initial)
    return _act(
        request, room, form, _("Go or no-go"), _("Decide"),
        lambda given: opportunities.decide_go(request.actor, opportunity_id, **given),
    )  # fmt: skip


@requires("opportunity.close")
def lose(request: Request, opportunity_id: int) -> HttpResponse:
    """Mark as lost, with the reason and the competitor."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.LostForm(request.POST or None, initial={"version": room.version})
    return _act(
        request, room, form, _("Lost"), _("Mark as lost"),
        lambda given: opportunities.lose(request.actor, opportunity_id, **given),
    )  # fmt: skip


@requires("opportunity.close")
def drop(request: Request, opportunity_id: int) -> HttpResponse:
    """Give up."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.DropForm(request.POST or None, initial={"version": room.version})
    return _act(
        request, room, form, _("Give up"), _("Give up"),
        lambda given: opportunities.drop(request.actor, opportunity_id, **given),
    )  # fmt: skip


@requires("opportunity.close")
def reopen(request: Request, opportunity_id: int) -> HttpResponse:
    """Take a lost or dropped opportunity up again."""
    room = rooms.room(request.actor, opportunity_id)
    form = forms.DropForm(request.POST or None, initial={"version": room.version})
    form.fields["reason"].label = _("Why do we take it up again?")
    return _act(
        request, room, form, _("Take up again"), _("Take up again"),
        lambda given: opportunities.reopen(request.actor, opportunity_id, **given),
    )  # fmt: skip


def _act(
    request: Request, room: rooms.Room, form: Any, title: str, submit: str, do: Any
) -> HttpResponse:
    """Show a form of this opportunity, or do what it says and go back to the room."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.given())
            toasts.tell(request, codes.say("saved"))
            return refresh(request, "opportunity", room.id)
        except Problem as problem:
            if problem.status in (403, 404):
                raise
            form.refuse(problem)
            form.data = {**form.data.dict(), "version": room.version}
    return page(
        request, "form.html", title, form=form, back=("opportunity", room.id), intro=room.name,
        submit=submit,
    )  # fmt: skip


def _filters(request: Request) -> select.Filters:
    asked = request.GET
    return select.Filters(
        mine="mine" in asked,
        phase=asked.get("phase", ""),
        state=asked.get("state", ""),
        warned="warned" in asked,
    )


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


def _scripted(request: Request) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


urlpatterns = [
    path("opportunities/", index, name="opportunities"),
    path("opportunities/<int:opportunity_id>/", show, name="opportunity"),
    path("opportunities/<int:opportunity_id>/gate/", gate, name="gate"),
    path("opportunities/<int:opportunity_id>/edit/", edit, name="opportunity-edit"),
    path("opportunities/<int:opportunity_id>/stage/", stage, name="stage"),
    path("opportunities/<int:opportunity_id>/back/", back, name="stage-back"),
    path("opportunities/<int:opportunity_id>/go/", go, name="go"),
    path("opportunities/<int:opportunity_id>/lost/", lose, name="lose"),
    path("opportunities/<int:opportunity_id>/drop/", drop, name="drop"),
    path("opportunities/<int:opportunity_id>/reopen/", reopen, name="reopen"),
    path("accounts/<int:account_id>/opportunities/new/", new, name="opportunity-new"),
]
