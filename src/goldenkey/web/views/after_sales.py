"""Pages after the sale: planned contacts, complaints step by step, referrals (M3.12, M8)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import after_sales as actions
from goldenkey.actions import complaint as complaints
from goldenkey.selectors import after_sales as select
from goldenkey.web import form_page, present_after_sales, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import after_sales as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.web.views.receivable import _number
from goldenkey.wording import codes


@requires("follow_up.read")
def index(request: Request) -> HttpResponse:
    """What is due after the sale, of everybody in reach or of one customer."""
    asked = request.GET
    found = select.show(
        request.actor, account_id=_number(asked.get("account")),
        contract_id=_number(asked.get("contract")), mine="mine" in asked,
    )  # fmt: skip
    return page(
        request, "after_sales/index.html", _("After the sale"), found=found, mine="mine" in asked,
        said=present_after_sales, today=request.actor.today,
    )  # fmt: skip


@requires("follow_up.edit")
def done(request: Request, follow_up_id: int) -> HttpResponse:
    """A planned contact took place."""
    row = select.follow_up(request.actor, follow_up_id)
    form = forms.DoneForm(
        request.POST or None, contacts=select.contacts(request.actor, row.account_id),
        initial={"done_on": request.actor.today, "version": row.version},
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        made = actions.finish_follow_up(request.actor, follow_up_id, **given)
        toasts.tell(request, present_after_sales.thanks(made.score))
        return refresh(request, "after-sales")

    asking = Asking(_("The contact took place"), _("Save"), _back(), f"{row.account} · {row.say}")
    return form_page.act(request, form, asking, do)


@requires("follow_up.edit")
def move(request: Request, follow_up_id: int) -> HttpResponse:
    """Another day for a planned contact."""
    row = select.follow_up(request.actor, follow_up_id)
    form = forms.MoveForm(
        request.POST or None, initial={"due_on": row.due_on, "version": row.version}
    )
    return _act(
        request, form, _("Another day"), f"{row.account} · {row.say}",
        lambda given: actions.move_follow_up(request.actor, follow_up_id, **given),
    )  # fmt: skip


@requires("follow_up.edit")
@require_POST
def drop(request: Request, follow_up_id: int) -> HttpResponse:
    """Take a planned contact off."""
    actions.drop_follow_up(request.actor, follow_up_id)
    toasts.tell(request, codes.say("archived"))
    return refresh(request, "after-sales")


@requires("complaint.record")
def new_complaint(request: Request, account_id: int) -> HttpResponse:
    """Write down what a customer complains about."""
    actor = request.actor
    form = forms.ComplaintForm(
        request.POST or None, initial={"raised_on": actor.today, "severity": "medium"},
        contacts=select.contacts(actor, account_id),
        contracts=select.contracts(actor, account_id), people=select.people(actor),
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        made = complaints.record_complaint(actor, account_id, **given)
        toasts.tell(request, _("Heard. Now find the cause; the customer waits for your answer."))
        return refresh(request, "complaint", made.pk)

    intro = _("Listen, without interrupting or defending; write it as the customer says it.")
    asking = Asking(_("New complaint"), _("Save"), reverse("account", args=[account_id]), intro)
    return form_page.act(request, form, asking, do)


@requires("complaint.read")
def complaint(request: Request, complaint_id: int) -> HttpResponse:
    """One complaint with its steps."""
    found = select.complaint(request.actor, complaint_id)
    return page(
        request, "after_sales/complaint.html", _("Complaint"), complaint=found,
        said=present_after_sales,
    )  # fmt: skip


@requires("complaint.answer")
def step(request: Request, complaint_id: int, step: str) -> HttpResponse:
    """Take a step with a complaint."""
    row = select.complaint(request.actor, complaint_id)
    form = forms.StepForm(
        request.POST or None, people=select.people(request.actor),
        initial={"on": request.actor.today, "version": row.version},
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        complaints.take_step(request.actor, complaint_id, step=step, **given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "complaint", complaint_id)

    back = reverse("complaint", args=[complaint_id])
    title = codes.word(step, "complaint_step") if step in present_after_sales.STEPS else step
    return form_page.act(request, form, Asking(title, _("Save"), back, row.what), do)


@requires("referral.record")
def new_referral(request: Request, account_id: int) -> HttpResponse:
    """The customer was asked whom else we could help."""
    form = forms.ReferralForm(
        request.POST or None, contacts=select.contacts(request.actor, account_id),
        initial={"asked_on": request.actor.today, "state": "named"},
    )  # fmt: skip
    intro = _("Whoever is named becomes a lead of yours, with referral as its channel.")
    return _act(
        request, form, _("Asked for a referral"), intro,
        lambda given: actions.ask_referral(request.actor, account_id, **given),
    )  # fmt: skip


def _act(request: Request, form: Any, title: str, intro: str, do: Any) -> HttpResponse:
    def run(given: dict[str, Any]) -> HttpResponse:
        do(given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "after-sales")

    return form_page.act(request, form, Asking(title, _("Save"), _back(), intro), run)


def _back() -> str:
    return reverse("after-sales")


ONE = "follow-ups/<int:follow_up_id>/"
urlpatterns = [
    path("after-sales/", index, name="after-sales"),
    path(f"{ONE}done/", done, name="follow-up-done"),
    path(f"{ONE}day/", move, name="follow-up-move"),
    path(f"{ONE}drop/", drop, name="follow-up-drop"),
    path("accounts/<int:account_id>/complaints/", new_complaint, name="complaint-new"),
    path("complaints/<int:complaint_id>/", complaint, name="complaint"),
    path("complaints/<int:complaint_id>/steps/<str:step>/", step, name="complaint-step"),
    path("accounts/<int:account_id>/referrals/", new_referral, name="referral-new"),
]
