"""Pages of contracts: signed, shown; deliveries, acceptances and invoices recorded."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenkey.actions import contract as contracts
from goldenkey.actions import delivery as deliveries
from goldenkey.actions import evidence
from goldenkey.actions import invoice as invoices
from goldenkey.actions.base import together
from goldenkey.selectors import amendment as amendments
from goldenkey.selectors import contract as select
from goldenkey.web import form_page, present_money, toasts
from goldenkey.web.form_page import Asking
from goldenkey.web.forms import contract as forms
from goldenkey.web.frame import Request, page, refresh, requires
from goldenkey.wording import codes, figures


@requires("contract.read")
def index(request: Request) -> HttpResponse:
    """Contracts, the newest signature first."""
    asked = request.GET
    state = asked.get("state", "")
    found = select.page(request.actor, cursor=asked.get("cursor", ""), state=state)
    return page(
        request, "contract/index.html", _("Contracts"), wide=True, found=found, state=state,
        present=present_money, may=request.actor.may,
    )  # fmt: skip


@requires("contract.read")
def show(request: Request, contract_id: int) -> HttpResponse:
    """One contract: plan, deliveries, acceptances, receivables, payments, commission."""
    found = select.detail(request.actor, contract_id)
    return page(
        request, "contract/show.html", found.number, contract=found, present=present_money,
        papers=amendments.of_contract(request.actor, contract_id),
        today=request.actor.today,
    )  # fmt: skip


@requires("contract.sign")
def sign(request: Request, opportunity_id: int) -> HttpResponse:
    """Record the signed contract of an opportunity."""
    signing = select.signing(request.actor, opportunity_id)
    form = forms.SignForm(
        request.POST or None, request.FILES or None, signing=signing, initial={
            "amount": present_money.typed(signing.money), "currency": signing.money.currency,
            "signed_on": request.actor.today, "our_signer_id": request.actor.user_id,
            "payer_id": signing.account_id,
        },
    )  # fmt: skip
    asking = Asking(
        _("Sign the contract"), _("Sign"), reverse("opportunity", args=[opportunity_id]),
        signing.opportunity, template="contract/_sign.html", files=True,
    )  # fmt: skip

    def do(given: dict[str, Any]) -> HttpResponse:
        file = given.pop("file")
        given["signed_file"] = (file.name, file.chunks()) if file else None
        made = contracts.sign_contract(request.actor, opportunity_id=opportunity_id, **given)
        toasts.tell(request, _("The order is won. It stays open until the last money is in."))
        return refresh(request, "contract", made.pk)

    return form_page.act(request, form, asking, do, signing=signing)


@requires("delivery.record")
def add_delivery(request: Request, contract_id: int) -> HttpResponse:
    """A further delivery."""
    found = select.detail(request.actor, contract_id)
    form = forms.DeliveryForm(request.POST or None)
    return _act(
        request, contract_id, form, _("Further delivery"), _("Plan it"),
        lambda given: deliveries.add_delivery(request.actor, contract_id, **given),
        intro=found.number,
    )  # fmt: skip


@requires("delivery.record")
def ship(request: Request, contract_id: int, delivery_id: int) -> HttpResponse:
    """Goods have left."""
    return _on_delivery(request, contract_id, delivery_id, _("Shipped"), deliveries.ship)


@requires("delivery.record")
def arrive(request: Request, contract_id: int, delivery_id: int) -> HttpResponse:
    """Goods have arrived."""
    return _on_delivery(request, contract_id, delivery_id, _("Arrived"), deliveries.arrive)


@requires("delivery.record")
def tell(request: Request, contract_id: int, delivery_id: int) -> HttpResponse:
    """The customer was told of a delay (M3.11)."""
    title = _("The customer was told")
    return _on_delivery(
        request, contract_id, delivery_id, title, deliveries.tell_customer, forms.TellForm
    )


@requires("delivery.record")
@require_POST
def drop_delivery(request: Request, contract_id: int, delivery_id: int) -> HttpResponse:
    """Take a delivery off the plan."""
    deliveries.drop_delivery(request.actor, delivery_id)
    toasts.tell(request, codes.say("archived"))
    return refresh(request, "contract", contract_id)


@requires("acceptance.record")
def accept(request: Request, contract_id: int) -> HttpResponse:
    """What the customer signed."""
    found = select.detail(request.actor, contract_id)
    form = forms.AcceptanceForm(
        request.POST or None, request.FILES or None, contract=found,
        contacts=select.contacts(request.actor, contract_id),
        initial={"accepted_on": request.actor.today, "result": "accepted"},
    )  # fmt: skip

    def do(given: dict[str, Any]) -> Any:
        file = given.pop("file")
        with together(request.actor):
            kept = _keep(request, contract_id, file)
            return deliveries.accept(request.actor, contract_id, file_id=kept, **given)

    return _act(request, contract_id, form, _("Acceptance"), _("Record it"), do, files=True)


@requires("invoice.issue")
def invoice(request: Request, contract_id: int) -> HttpResponse:
    """An invoice."""
    found = select.detail(request.actor, contract_id)
    rows = [
        (r.id, f"{present_money.what(r)} · {figures.money(r.money)}") for r in found.receivables
    ]
    form = forms.InvoiceForm(
        request.POST or None, receivables=rows, initial={"issued_on": request.actor.today}
    )
    return _act(
        request, contract_id, form, _("Invoice"), _("Record it"),
        lambda given: invoices.issue_invoice(request.actor, contract_id, **given),
    )  # fmt: skip


@requires("invoice.issue")
@require_POST
def void_invoice(request: Request, contract_id: int, invoice_id: int) -> HttpResponse:
    """Put a wrong invoice away."""
    invoices.void_invoice(request.actor, invoice_id)
    toasts.tell(request, codes.say("archived"))
    return refresh(request, "contract", contract_id)


def _on_delivery(
    request: Request, contract_id: int, delivery_id: int, title: str, do: Any, kind: Any = None
) -> HttpResponse:
    found = select.detail(request.actor, contract_id)
    row = next((d for d in found.deliveries if d.id == delivery_id), None)
    initial = {"on": request.actor.today, "version": row.version if row else 1}
    form = (kind or forms.DayForm)(request.POST or None, initial=initial)
    return _act(
        request, contract_id, form, title, _("Save"),
        lambda given: do(request.actor, delivery_id, **given), intro=row.what if row else "",
    )  # fmt: skip


def _act(
    request: Request, contract_id: int, form: Any, title: str, submit: str, do: Any, *,
    intro: str = "", files: bool = False,
) -> HttpResponse:  # fmt: skip
    """A form about a contract, and back to its page."""
    back = reverse("contract", args=[contract_id])
    asking = Asking(title, submit, back, intro, files=files)

    def run(given: dict[str, Any]) -> HttpResponse:
        do(given)
        toasts.tell(request, codes.say("saved"))
        return refresh(request, "contract", contract_id)

    return form_page.act(request, form, asking, run)


def _keep(request: Request, contract_id: int, file: Any) -> int | None:
    """Keep an uploaded paper with the contract."""
    if not file:
        return None
    kept = evidence.add(
        request.actor, "contract", contract_id, name=file.name, chunks=file.chunks()
    )
    return kept.pk


OF = "contracts/<int:contract_id>/"
ONE = f"{OF}deliveries/<int:delivery_id>/"
urlpatterns = [
    path("contracts/", index, name="contracts"),
    path(OF, show, name="contract"),
    path("opportunities/<int:opportunity_id>/contract/", sign, name="contract-sign"),
    path(f"{OF}deliveries/", add_delivery, name="delivery-new"),
    path(f"{ONE}shipment/", ship, name="delivery-ship"),
    path(f"{ONE}arrival/", arrive, name="delivery-arrive"),
    path(f"{ONE}delay/", tell, name="delivery-tell"),
    path(f"{ONE}drop/", drop_delivery, name="delivery-drop"),
    path(f"{OF}acceptance/", accept, name="acceptance-new"),
    path(f"{OF}invoices/", invoice, name="invoice-new"),
    path(f"{OF}invoices/<int:invoice_id>/drop/", void_invoice, name="invoice-drop"),
]
