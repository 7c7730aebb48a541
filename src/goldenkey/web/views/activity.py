"""Logging what was done in under twenty seconds, what it brought, and the next steps."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import activity as activities
from goldenkey.selectors import account as accounts
from goldenkey.selectors import activity as select
from goldenkey.selectors import committee, coverage
from goldenkey.selectors import room as rooms
from goldenkey.web import form_page, toasts
from goldenkey.web import present_room as present
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import activity as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.web.gate_page import facts_missing
from goldenkey.wording import codes

LEARNED = 3


@requires("activity.log")
def new(request: Request) -> HttpResponse:
    """Log a visit, call, meeting or message: for an opportunity, for a customer, or choose."""
    asked = {**request.GET.dict(), **request.POST.dict()}
    if asked.get("opportunity", "").isdecimal():
        return _of_opportunity(request, int(asked["opportunity"]))
    if asked.get("account", "").isdecimal():
        return _of_account(request, int(asked["account"]))
    return page(
        request, "activity/choose.html", _("Log a visit"), choices=select.choices(request.actor),
        today=request.actor.today, present=present,
    )  # fmt: skip


@requires("opportunity.read")
def show(request: Request, activity_id: int) -> HttpResponse:
    """What an activity brought: the gap closed, the warning gone, the next question."""
    found = select.result(request.actor, activity_id)
    return page(
        request, "activity/show.html", codes.word(found.outcome, "outcome"), found=found,
        present=present, today=request.actor.today,
    )  # fmt: skip


@requires("activity.log")
def edit(request: Request, activity_id: int) -> HttpResponse:
    """Correct what was written."""
    found = select.result(request.actor, activity_id)
    agreed = {True: "yes", False: "no", None: "open"}[found.agreed]
    names = ("version", "kind", "note", "agreed_what", "agreed_by_on", "ordered")
    initial = {name: getattr(found, name) for name in names} | {"agreed": agreed}
    form = forms.ActivityChangeForm(request.POST or None, initial=initial)
    back = reverse("activity", args=[activity_id])
    asking = Asking(
        _("Correct the entry"), _("Save"), back, found.opportunity or found.account,
        template="activity/_change_form.html",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        activities.edit_log(request.actor, activity_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "activity", activity_id)

    return form_page.act(request, form, asking, do, today=request.actor.today)


@requires("activity.log")
@require_POST
def undo(request: Request, activity_id: int) -> HttpResponse:
    """Take an entry back, and what followed from it."""
    made = activities.undo(request.actor, activity_id)
    toasts.tell(request, codes.say("activity_undone"))
    if made.opportunity_id:
        return refresh(request, "opportunity", made.opportunity_id)
    return refresh(request, "account", made.account_id)


def _of_opportunity(request: Request, opportunity_id: int) -> HttpResponse:
    room = rooms.room(request.actor, opportunity_id)
    people = [(s.contact_id, s.name) for s in room.seats if s.contact_id]
    seated = {pk for pk, _name in people}
    others = committee.people(request.actor, room.account_id)
    people += [(p.id, p.name) for p in others if p.id not in seated][:8]
    facts = [f for f in facts_missing(room) if not f.known][:LEARNED]
    form = _form(
        request, people=people, facts=facts if "fact.record" in room.may else (),
        currency=room.money.currency,
    )  # fmt: skip
    told = coverage.messages(request.actor, opportunity_id)
    names = dict(people)
    about = {
        "opportunity_id": room.id, "room": room, "account_id": None,
        "messages": [(names[pk], said) for pk, said in told.items() if pk in names],
    }  # fmt: skip
    return _log(request, form, room.name, room.account, about)


def _of_account(request: Request, account_id: int) -> HttpResponse:
    account = accounts.detail(request.actor, account_id)
    people = [(p.id, p.name) for p in committee.people(request.actor, account_id)][:12]
    about = {"opportunity_id": None, "room": None, "account_id": account_id, "messages": ()}
    return _log(request, _form(request, people=people), account.name, "", about)


def _form(request: Request, **more: Any) -> forms.ActivityForm:
    initial = {
        "kind": "visit", "on": request.actor.today, "key": uuid.uuid4().hex,
        "contact_ids": request.GET.getlist("with"),
    }  # fmt: skip
    return forms.ActivityForm(request.POST or None, initial=initial, **more)


def _log(
    request: Request, form: forms.ActivityForm, title: str, of: str, about: dict[str, Any]
) -> HttpResponse:
    """Show the form, or log; the answer is what the entry brought."""
    subject = {name: about[name] for name in ("account_id", "opportunity_id")}
    back = (
        reverse("opportunity", args=[about["opportunity_id"]])
        if about["opportunity_id"]
        else reverse("account", args=[about["account_id"]])
    )
    asking = Asking(_("Log a visit"), _("Save"), back, title, template="activity/_form.html")

    def do(given: dict[str, Any]) -> HttpResponse:
        made = activities.log(request.actor, **subject, learned=form.learned(), **given)
        toasts.tell(request, codes.say("saved"), undo_url=reverse("activity-undo", args=[made.pk]))
        return refresh(request, "activity", made.pk)

    return form_page.act(
        request, form, asking, do, of=of, about=about, today=request.actor.today, present=present
    )


urlpatterns = [
    path("activities/new/", new, name="activity-new"),
    path("activities/<int:activity_id>/", show, name="activity"),
    path("activities/<int:activity_id>/edit/", edit, name="activity-edit"),
    path("activities/<int:activity_id>/undo/", undo, name="activity-undo"),
]
