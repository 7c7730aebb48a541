"""Pages of commission plans and months: rules set and changed, months closed and checked (M7.5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import commission_dispute as disputes
from goldenkey.actions import commission_month as months
from goldenkey.actions import commission_plan as plans
from goldenkey.policies.errors import Refused
from goldenkey.selectors import commission_month as select
from goldenkey.selectors import contract as contracts
from goldenkey.selectors.commission_shapes import PlanRow
from goldenkey.web import form_page, present_commission, present_money, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import commission as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes, figures


@requires("commission_plan.read")
def index(request: Request) -> HttpResponse:
    """The company's plans, the latest first."""
    return page(
        request, "commission/plans.html", _("Commission plans"),
        plans=select.plans(request.actor), may=request.actor.may, said=present_commission,
    )  # fmt: skip


@requires("commission_plan.edit")
def new(request: Request) -> HttpResponse:
    """The company's rule from a day on."""
    form = forms.PlanForm(request.POST or None, initial={"currency": request.actor.currency})
    return _act(
        request, form, _("New commission plan"), _("Set it"),
        _("Contracts signed from that day on run on this plan."),
        lambda given: plans.create_plan(request.actor, **given),
    )  # fmt: skip


@requires("commission_plan.edit")
def edit(request: Request, plan_id: int) -> HttpResponse:
    """The rule, changed for contracts signed from a day on."""
    row = select.plan(request.actor, plan_id)
    form = forms.ChangePlanForm(request.POST or None, initial=_initial(row, request.actor.today))
    return _act(
        request, form, _("Change the plan"), _("Change it"),
        _("Contracts signed before that day keep the plan they run on; nothing earned changes."),
        lambda given: plans.change_plan(request.actor, plan_id, **given),
    )  # fmt: skip


@requires("commission_plan.edit")
def end(request: Request, plan_id: int) -> HttpResponse:
    """The last day of a plan."""
    row = select.plan(request.actor, plan_id)
    form = forms.EndPlanForm(request.POST or None, initial={"version": row.version})
    return _act(
        request, form, _("End the plan"), _("End it"), row.name,
        lambda given: plans.end_plan(request.actor, plan_id, **given),
    )  # fmt: skip


@requires("commission.close")
def list_months(request: Request) -> HttpResponse:
    """Closed months, the next one, and questions that wait."""
    return _months(request)


@requires("commission.close")
@require_POST
def close(request: Request) -> HttpResponse:
    """Close a month for everybody."""
    try:
        year, _dash, month = request.POST.get("month", "").partition("-")
        made = months.close_month(request.actor, month=date(int(year), int(month), 1))
        toasts.tell(request, _("%(month)s is closed.") % {"month": present_money.month(made.first)})
    except ValueError:
        toasts.tell(request, codes.say("bad_date"), level="warn")
    except Refused as problem:
        toasts.tell(request, codes.say_problem(problem), level="warn")
    return refresh(request, "commission-months")


@requires("commission.close")
def check(request: Request) -> HttpResponse:
    """Work the ledger out anew and say whether it agrees, to the cent."""
    return _months(request, checked=select.recompute(request.actor))


@requires("commission.approve")
def bad_debt(request: Request, contract_id: int) -> HttpResponse:
    """Money of a contract is given up: its salespeople bear the playbook's part."""
    found = contracts.detail(request.actor, contract_id)
    rows = [
        (r.id, f"{present_money.what(r)} · {figures.money(r.open)}")
        for r in found.receivables if r.open
    ]  # fmt: skip
    form = forms.BadDebtForm(request.POST or None, receivables=rows)
    asking = Asking(
        _("Bad debt"), _("Give it up"), reverse("contract", args=[contract_id]),
        _("The salespeople of %(contract)s bear the playbook's part of it, never more than the "
          "contract has brought them. The receivable itself stays.") % {"contract": found.number},
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        disputes.bear_bad_debt(request.actor, given["receivable_id"], amount=given["amount"])
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "contract", contract_id)

    return form_page.act(request, form, asking, do)


def _months(request: Request, *, checked: select.Checked | None = None) -> HttpResponse:
    actor = request.actor
    return page(
        request, "commission/months.html", _("Months of commission"), months=select.months(actor),
        questions=select.questions(actor), checked=checked, present=present_money,
        said=present_commission, zone=actor.zone,
    )  # fmt: skip


def _act(request: Request, form: Any, title: str, submit: str, intro: str, do: Any) -> HttpResponse:
    asking = Asking(title, submit, reverse("commission-plans"), intro)

    def run(given: dict[str, Any]) -> HttpResponse:
        do(given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "commission-plans")

    return form_page.act(request, form, asking, run)


def _initial(row: PlanRow, today: date) -> dict[str, Any]:
    """A plan as one would type it."""
    terms = row.terms
    found: dict[str, Any] = {
        "name": row.name, "percent": _percent(row.rate), "from_on": max(row.from_on, today),
        "period": terms.period, "currency": terms.currency, "version": row.version,
        "quota": present_commission.typed(terms.quota_minor, terms.currency),
        "accelerator": _percent(terms.accelerator), "holdback": _percent(terms.holdback),
        "holdback_days": terms.holdback_days,
    }  # fmt: skip
    for place, tier in enumerate(terms.tiers[: forms.TIERS], 1):
        found[f"tier{place}_from"] = present_commission.typed(tier.from_minor, terms.currency)
        found[f"tier{place}_percent"] = _percent(tier.rate)
    return found


def _percent(basis_points: int) -> Decimal:
    return Decimal(basis_points) / 100


ONE = "commission/plans/<int:plan_id>/"
urlpatterns = [
    path("commission/plans/", index, name="commission-plans"),
    path("commission/plans/new/", new, name="commission-plan-new"),
    path(ONE, edit, name="commission-plan-edit"),
    path(f"{ONE}end/", end, name="commission-plan-end"),
    path("commission/months/", list_months, name="commission-months"),
    path("commission/months/close/", close, name="commission-month-close"),
    path("commission/months/check/", check, name="commission-check"),
    path("contracts/<int:contract_id>/bad-debt/", bad_debt, name="commission-bad-debt"),
]
