"""Commission: one's own statement, a team's month, approving and paying (M7.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import commission as commissions
from goldenkey.policies.errors import Refused
from goldenkey.policies.permissions import Reach
from goldenkey.selectors import commission as select
from goldenkey.web import form_page, present_money, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import commission as forms
from goldenkey.web.frame import Request, page, requires
from goldenkey.web.views.receivable import _number
from goldenkey.wording import codes


@requires("commission.read")
def index(request: Request) -> HttpResponse:
    """A statement explained line by line; for who sees several, everybody's month first."""
    actor = request.actor
    month = _month(request)
    user_id = _number(request.GET.get("user"))
    if user_id is None and actor.rights.get("commission.read", Reach.NONE) > Reach.OWN:
        return page(
            request, "commission/people.html", _("Commission"), month=month,
            people=select.people(actor, month), plans=select.plans(actor), may=actor.may,
            present=present_money,
        )  # fmt: skip
    found = select.statement(actor, user_id or actor.user_id, month)
    return page(
        request, "commission/show.html", _("Commission"), statement=found, present=present_money,
        mine=found.user_id == actor.user_id, plans=select.plans(actor),
        several=actor.rights.get("commission.read", Reach.NONE) > Reach.OWN,
    )  # fmt: skip


@requires("commission.approve")
def new_plan(request: Request) -> HttpResponse:
    """The company's rate from a day on."""
    form = forms.PlanForm(request.POST or None)
    asking = Asking(
        _("New commission plan"), _("Set it"), reverse("commission"),
        _("Contracts signed from that day on take this rate."),
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        commissions.create_plan(request.actor, **given)
        toasts.tell(request, codes.say("saved"))
        return _go(request, reverse("commission"))

    return form_page.act(request, form, asking, do)


@requires("commission.approve")
@require_POST
def approve(request: Request, user_id: int) -> HttpResponse:
    """Make payable what was earned until the end of the month, or until today."""
    _first, until = select.bounds(_month(request))
    try:
        commissions.approve(request.actor, user_id, through=min(until, request.actor.today))
        toasts.tell(request, _("Approved; it can be paid now."))
    except Refused as problem:
        toasts.tell(request, codes.say_problem(problem), level="warn")
    return _go(request, _statement_url(request, user_id))


@requires("commission.approve")
def pay(request: Request, user_id: int) -> HttpResponse:
    """Note what was paid out."""
    found = select.statement(request.actor, user_id, _month(request))
    form = forms.PayForm(request.POST or None, initial={"on": request.actor.today})
    back = _statement_url(request, user_id)
    intro = f"{found.user} · {present_money.sums(found.figures, 'to_pay')}"
    asking = Asking(_("Commission paid out"), _("Note it"), back, intro)

    def do(given: dict[str, Any]) -> HttpResponse:
        commissions.pay(request.actor, user_id, **given)
        toasts.tell(request, codes.say("saved"))
        return _go(request, back)

    return form_page.act(request, form, asking, do)


def _month(request: Request) -> date:
    """The month asked for, else the present one."""
    try:
        year, _dash, month = request.GET.get("month", "").partition("-")
        return date(int(year), int(month), 1)
    except ValueError:
        return request.actor.today.replace(day=1)


def _statement_url(request: Request, user_id: int) -> str:
    month = present_money.month(_month(request))
    return f"{reverse('commission')}?user={user_id}&month={month}"


def _go(request: Request, url: str) -> HttpResponse:
    """To an address, by redirect or for HTMX."""
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    answer = HttpResponse(status=302)
    answer["Location"] = url
    return answer


urlpatterns = [
    path("commission/", index, name="commission"),
    path("commission/plans/new/", new_plan, name="commission-plan-new"),
    path("commission/<int:user_id>/approval/", approve, name="commission-approve"),
    path("commission/<int:user_id>/payout/", pay, name="commission-pay"),
]
