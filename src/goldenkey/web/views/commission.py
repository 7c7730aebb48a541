"""Commission: one's own statement, a team's month, approving and paying, questions (M7.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import commission as commissions
from goldenkey.actions import commission_dispute as disputes
from goldenkey.documents import commission_sheet
from goldenkey.policies.errors import Refused
from goldenkey.policies.permissions import Reach
from goldenkey.selectors import commission as select
from goldenkey.selectors import commission_month as around
from goldenkey.selectors import commission_standing as standing
from goldenkey.web import form_page, present_commission, present_money, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import commission as forms
from goldenkey.web.frame import Request, page, requires
from goldenkey.web.views.receivable import _number
from goldenkey.wording import codes, figures


@requires("commission.read")
def index(request: Request) -> HttpResponse:
    """A statement explained line by line; for who sees several, everybody's month first."""
    actor = request.actor
    month = _month(request)
    user_id = _number(request.GET.get("user"))
    if user_id is None and _sees_several(request):
        return page(
            request, "commission/people.html", _("Commission"), month=month, may=actor.may,
            people=select.people(actor, month), present=present_money,
            waiting=len(around.questions(actor)) if actor.may("commission.approve") else 0,
        )  # fmt: skip
    found = select.statement(actor, user_id or actor.user_id, month)
    choice = request.GET.get("if", "")
    return page(
        request, "commission/show.html", _("Commission"), statement=found, present=present_money,
        mine=found.user_id == actor.user_id, several=_sees_several(request),
        said=present_commission, choices=standing.choices(actor, found.user_id), choice=choice,
        may=actor.may,
        outcome=standing.what_if(actor, found.user_id, choice, actor.today) if choice else None,
    )  # fmt: skip


@requires("commission.read")
def sheet(request: Request) -> HttpResponse:
    """A month's statement as a spreadsheet."""
    user_id = _number(request.GET.get("user")) or request.actor.user_id
    found = select.statement(request.actor, user_id, _month(request))
    rows = [present_commission.cells(line) for line in found.lines]
    data = commission_sheet.statement(present_commission.columns(), rows, sheet=found.user)
    answer = HttpResponse(data, content_type=commission_sheet.TYPE)
    name = f"commission-{found.user_id}-{present_money.month(found.month)}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


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
    return go(request, _statement_url(request, user_id))


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
        return go(request, back)

    return form_page.act(request, form, asking, do)


@requires("commission.dispute")
def dispute(request: Request, line_id: int) -> HttpResponse:
    """Question a line of one's own."""
    found = select.line(request.actor, line_id)
    form = forms.DisputeForm(request.POST or None)
    back = f"{reverse('commission')}?user={request.actor.user_id}&month={found.on:%Y-%m}"
    intro = f"{codes.word(found.kind, 'commission')} · {figures.money(found.money)}"
    asking = Asking(_("Question this line"), _("Send it"), back, intro)

    def do(given: dict[str, Any]) -> HttpResponse:
        disputes.raise_dispute(request.actor, line_id, **given)
        toasts.tell(request, _("Sent; the answer will stand beside the line."))
        return go(request, back)

    return form_page.act(request, form, asking, do)


@requires("commission.approve")
def answer(request: Request, question_id: int) -> HttpResponse:
    """Answer a question about a line."""
    found = around.question(request.actor, question_id)
    form = forms.AnswerForm(
        request.POST or None, initial={"version": found.dispute.version, "upheld": "no"}
    )
    back = reverse("commission-months")
    intro = f"{found.user} · {figures.money(found.money)} · {found.dispute.words}"
    asking = Asking(_("Answer the question"), _("Answer"), back, intro)

    def do(given: dict[str, Any]) -> HttpResponse:
        disputes.answer_dispute(request.actor, question_id, **given)
        toasts.tell(request, codes.say("saved"))
        return go(request, back)

    return form_page.act(request, form, asking, do)


def _sees_several(request: Request) -> bool:
    return request.actor.rights.get("commission.read", Reach.NONE) > Reach.OWN


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


def go(request: Request, url: str) -> HttpResponse:
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
    path("commission/sheet/", sheet, name="commission-sheet"),
    path("commission/<int:user_id>/approval/", approve, name="commission-approve"),
    path("commission/<int:user_id>/payout/", pay, name="commission-pay"),
    path("commission/lines/<int:line_id>/question/", dispute, name="commission-dispute"),
    path("commission/questions/<int:question_id>/answer/", answer, name="commission-answer"),
]
