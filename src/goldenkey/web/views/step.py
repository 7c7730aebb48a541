"""Next steps: listed, planned, ticked off, postponed; each tick can be taken back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import activity as activities
from goldenkey.selectors import activity as select
from goldenkey.selectors import room as rooms
from goldenkey.web import form_page, toasts
from goldenkey.web import present_room as present
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import activity as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes


@requires("opportunity.read")
def index(request: Request) -> HttpResponse:
    """My next steps, the earliest first."""
    return page(
        request, "activity/steps.html", _("My next steps"), steps=select.steps(request.actor),
        today=request.actor.today, present=present,
    )  # fmt: skip


@requires("step.edit")
def new(request: Request, opportunity_id: int) -> HttpResponse:
    """Plan the next step, with a day."""
    room = rooms.room(request.actor, opportunity_id)
    people = [(s.contact_id, s.name) for s in room.seats if s.contact_id]
    form = forms.StepForm(request.POST or None, people=people)
    back = reverse("opportunity", args=[opportunity_id])
    asking = Asking(
        _("Next step"), _("Plan it"), back, room.name, template="activity/_step_form.html"
    )

    def do(given: dict[str, Any]) -> HttpResponse:
        activities.plan_step(request.actor, opportunity_id=opportunity_id, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "opportunity", opportunity_id)

    return form_page.act(request, form, asking, do, today=request.actor.today)


@requires("step.edit")
@require_POST
def done(request: Request, step_id: int) -> HttpResponse:
    """Tick a next step off."""
    step = activities.finish_step(request.actor, step_id)
    told = codes.say("step_done", {"what": step.what})
    toasts.tell(request, told, undo_url=reverse("step-undone", args=[step_id]))
    return _back(request, step)


@requires("step.edit")
@require_POST
def undone(request: Request, step_id: int) -> HttpResponse:
    """Take a tick back."""
    step = activities.finish_step(request.actor, step_id, done=False)
    toasts.tell(request, codes.say("undone"))
    return _back(request, step)


@requires("step.edit")
def postpone(request: Request, step_id: int) -> HttpResponse:
    """Another day for a next step."""
    step = select.step(request.actor, step_id)
    form = forms.PostponeForm(
        request.POST or None, initial={"due_on": step.due_on, "version": step.version}
    )
    asking = Asking(
        _("Postpone"), _("Postpone"), _place(step), step.what, template="activity/_step_form.html"
    )

    def do(given: dict[str, Any]) -> HttpResponse:
        activities.postpone_step(request.actor, step_id, **given)
        toasts.tell(request, codes.say("saved"))
        return _back(request, step)

    return form_page.act(
        request, form, asking, do, today=request.actor.today,
        history=select.postponements(request.actor, step_id),
    )  # fmt: skip


def _back(request: Request, step: Any) -> HttpResponse:
    if request.POST.get("from") == "steps":
        return refresh(request, "steps")
    if step.opportunity_id:
        return refresh(request, "opportunity", step.opportunity_id)
    return refresh(request, "account", step.account_id)


def _place(step: Any) -> str:
    if step.opportunity_id:
        return reverse("opportunity", args=[step.opportunity_id])
    return reverse("account", args=[step.account_id])


urlpatterns = [
    path("steps/", index, name="steps"),
    path("opportunities/<int:opportunity_id>/steps/new/", new, name="step-new"),
    path("steps/<int:step_id>/done/", done, name="step-done"),
    path("steps/<int:step_id>/undone/", undone, name="step-undone"),
    path("steps/<int:step_id>/postpone/", postpone, name="step-postpone"),
]
