"""Pages of payments: recorded with a proposal, cleared, allocated, taken back, reversed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import payment as payments
from goldenkey.core.money import Money, MoneyProblem
from goldenkey.policies.errors import Refused
from goldenkey.selectors import payment as select
from goldenkey.web import form_page, present_money, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import payment as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.web.views.receivable import _number
from goldenkey.wording import codes, figures


@requires("payment.read")
def index(request: Request) -> HttpResponse:
    """Payments, the last received first."""
    state = request.GET.get("state", "")
    state = state if state in select.STATES else ""
    found = select.page(request.actor, cursor=request.GET.get("cursor", ""), state=state)
    return page(
        request, "payment/index.html", _("Payments"), wide=True, found=found, state=state,
        present=present_money, may=request.actor.may,
    )  # fmt: skip


@requires("payment.read")
def show(request: Request, payment_id: int) -> HttpResponse:
    """One payment: what it settles, and what can still be done with it."""
    found = select.detail(request.actor, payment_id)
    form = forms.PartsForm(None, rows=found.open, parts=found.proposal)
    return page(
        request, "payment/show.html", found.row.number, payment=found, form=form,
        present=present_money, today=request.actor.today,
    )  # fmt: skip


@requires("payment.record")
def new(request: Request) -> HttpResponse:
    """Record a payment: who paid, how much, what it settles, what to do with the rest."""
    account = _number(request.GET.get("account"))
    if account is None:
        query = request.GET.get("q", "")
        return page(
            request, "payment/payer.html", _("Record a payment"), query=query,
            payers=select.payers(request.actor, query),
        )  # fmt: skip
    step = request.POST.get("step", "")
    form, proposed = _form(request, account, step)
    if step == "record" and form.is_valid():
        try:
            return _record(request, account, form)
        except Refused as problem:
            form_page.refuse(form, problem)
    asked = bool(step) and form.is_bound and not form.errors.keys() - {"keep_rest"}
    return page(
        request, "payment/new.html", _("Record a payment"), form=form, proposed=proposed,
        present=present_money, asked=asked or step == "record",
        status=422 if form.is_bound and form.errors else 200,
    )  # fmt: skip


@requires("payment.record")
def clear(request: Request, payment_id: int) -> HttpResponse:
    """A note or cheque has become cash."""
    found = select.detail(request.actor, payment_id)
    initial = {"cleared_on": request.actor.today, "version": found.row.version}
    return _act(
        request, found, forms.ClearForm(request.POST or None, initial=initial), _("Cleared"),
        lambda given: payments.clear_payment(request.actor, payment_id, **given),
    )  # fmt: skip


@requires("payment.reverse")
def reverse_(request: Request, payment_id: int) -> HttpResponse:
    """A cheque came back, or the payment was wrong."""
    found = select.detail(request.actor, payment_id)
    initial = {"reversed_on": request.actor.today, "version": found.row.version}
    return _act(
        request, found, forms.ReverseForm(request.POST or None, initial=initial),
        _("Reverse the payment"),
        lambda given: payments.reverse_payment(request.actor, payment_id, **given), danger=True,
    )  # fmt: skip


@requires("payment.reverse")
@require_POST
def undo(request: Request, payment_id: int) -> HttpResponse:
    """Take back what was just recorded."""
    payments.reverse_payment(
        request.actor, payment_id, reversed_on=request.actor.today, reason=_("Entered by mistake")
    )
    toasts.tell(request, codes.say("undone"))
    return refresh(request, "payment", payment_id)


@requires("payment.record")
@require_POST
def allocate(request: Request, payment_id: int) -> HttpResponse:
    """Settle receivables with what is left of a payment."""
    found = select.detail(request.actor, payment_id)
    form = forms.PartsForm(request.POST, rows=found.open, parts=found.proposal)
    if form.is_valid():
        try:
            payments.allocate_payment(request.actor, payment_id, parts=form.parts())
            toasts.tell(request, codes.say("saved"))
            return refresh(request, "payment", payment_id)
        except Refused as problem:
            form_page.refuse(form, problem)
    return page(
        request, "payment/show.html", found.row.number, payment=found, form=form, status=422,
        present=present_money, today=request.actor.today,
    )  # fmt: skip


@requires("payment.record")
@require_POST
def release(request: Request, payment_id: int, allocation_id: int) -> HttpResponse:
    """Take one allocation back."""
    payments.release_allocation(request.actor, allocation_id)
    toasts.tell(request, _("The money is unallocated again."))
    return refresh(request, "payment", payment_id)


def _form(request: Request, account: int, step: str) -> tuple[Any, select.Proposed]:
    """The form with the payer's open receivables; "propose" fills in the oldest due first."""
    typed = request.POST if request.method == "POST" else None
    proposed = select.proposed(request.actor, account, _money(request))
    parts = {row.id: part for row, part in proposed.rows if part}
    data = typed.copy() if typed is not None else None
    if data is not None and step != "record":
        for row, part in proposed.rows:
            data[f"{forms.PART}{row.id}"] = present_money.typed(part)
    initial = {
        "currency": request.actor.currency, "received_on": request.actor.today,
        "method": "transfer",
    }  # fmt: skip
    rows = [row for row, _part in proposed.rows]
    return forms.PaymentForm(data, rows=rows, parts=parts, initial=initial), proposed


def _record(request: Request, account: int, form: Any) -> HttpResponse:
    made = payments.record_payment(
        request.actor, account_id=account, parts=form.parts(), **form.given()
    )
    said = _("Payment %(number)s of %(amount)s is recorded.") % {
        "number": made.number, "amount": figures.money(made.money),
    }  # fmt: skip
    toasts.tell(request, said, undo_url=reverse("payment-undo", args=[made.pk]))
    return refresh(request, "payment", made.pk)


def _money(request: Request) -> Money:
    """What was typed as money, for the proposal; nothing where it cannot be read."""
    currency = request.POST.get("currency") or request.actor.currency
    try:
        return Money.of(request.POST.get("amount", "0").replace(",", "") or 0, currency)
    except MoneyProblem:
        return Money(0, request.actor.currency)


def _act(
    request: Request, found: select.PaymentDetail, form: Any, title: str, do: Any, *,
    danger: bool = False,
) -> HttpResponse:  # fmt: skip
    pk = found.row.id
    intro = f"{found.row.number} · {found.row.account} · {figures.money(found.row.money)}"
    asking = Asking(title, title, reverse("payment", args=[pk]), intro, danger=danger)

    def run(given: dict[str, Any]) -> HttpResponse:
        do(given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "payment", pk)

    return form_page.act(request, form, asking, run)


urlpatterns = [
    path("payments/", index, name="payments"),
    path("payments/new/", new, name="payment-new"),
    path("payments/<int:payment_id>/", show, name="payment"),
    path("payments/<int:payment_id>/clear/", clear, name="payment-clear"),
    path("payments/<int:payment_id>/reverse/", reverse_, name="payment-reverse"),
    path("payments/<int:payment_id>/undo/", undo, name="payment-undo"),
    path("payments/<int:payment_id>/allocations/", allocate, name="payment-allocate"),
    path(
        "payments/<int:payment_id>/allocations/<int:allocation_id>/drop/", release,
        name="allocation-drop",
    ),
]  # fmt: skip
