"""Today: the first page after signing in."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import activity as activities
from goldenkey.policies.errors import Refused
from goldenkey.selectors import activity as steps
from goldenkey.selectors import today as select
from goldenkey.web import present, present_today, toasts
from goldenkey.web.forms.today import LaterForm
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes, figures


@requires("home.read")
def index(request: Request) -> HttpResponse:
    """What to do today, most important first."""
    found = select.show(request.actor, all_rows="all" in request.GET)
    return page(
        request, "today.html", _("Today"), today=found, sentence=present_today.sentence(found),
        now=[present_today.line(row) for row in found.now],
        later=[present_today.line(row) for row in found.later], present=present,
        may=request.actor.may,
    )  # fmt: skip


@requires("step.edit")
@require_POST
def later(request: Request) -> HttpResponse:
    """Not today: the row's next step gets another day, or becomes one."""
    form = LaterForm(request.POST)
    if not form.is_valid():
        raise Refused("bad_date", field="due_on")
    given = form.given()
    day, step_id = given["due_on"], given["step_id"]
    if day <= request.actor.today:
        raise Refused("date_not_later", field="due_on")
    if step_id:
        undo = _undo_url(request, step_id)
        activities.postpone_step(request.actor, step_id, version=given["version"] or 0, due_on=day)
    else:
        undo = ""
        about = {f"{given['kind']}_id": given["id"]}
        what = given["what"] or _("Get in touch")
        activities.plan_step(request.actor, what=what, due_on=day, **about)
    toasts.tell(request, _("Put off until %(day)s") % {"day": figures.day(day)}, undo_url=undo)
    return refresh(request, "home")


@requires("step.edit")
@require_POST
def sooner(request: Request, step_id: int, day: str) -> HttpResponse:
    """Take a postponement back."""
    step = steps.step(request.actor, step_id)
    try:
        due_on = date.fromisoformat(day)
    except ValueError:
        raise Refused("bad_date", field="due_on") from None
    activities.postpone_step(request.actor, step_id, version=step.version, due_on=due_on)
    toasts.tell(request, codes.say("undone"))
    return refresh(request, "home")


def _undo_url(request: Request, step_id: int) -> str:
    before = steps.step(request.actor, step_id).due_on
    return reverse("today-sooner", args=[step_id, before.isoformat()]) if before else ""


urlpatterns = [
    path("", index, name="home"),
    path("today/later/", later, name="today-later"),
    path("today/steps/<int:step_id>/<str:day>/", sooner, name="today-sooner"),
]
