"""Writes of invoices (發票 · 发票): net, tax and gross, beside the receivables they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from goldenkey.actions.base import action, allowed, archive, change, create
from goldenkey.actions.pricing import money_in
from goldenkey.data.models import Contract, Invoice
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused


@action("invoice.issue")
def issue_invoice(
    actor: Actor,
    contract_id: int,
    *,
    number: str,
    issued_on: date,
    net: Decimal | str | int,
    tax: Decimal | str | int = 0,
    receivable_ids: Sequence[int] = (),
) -> Invoice:
    """Record an invoice of a contract, about any of its receivables; gross is net and tax."""
    contract = scope.get(actor, Contract, contract_id)
    allowed(actor, contract, "invoice.issue")
    money, taxed = _amounts(contract, net, tax)
    _check(actor, contract, number.strip(), issued_on)
    about = list(contract.receivables.filter(pk__in=receivable_ids, archived_at=None))
    if len(about) != len(set(receivable_ids)):
        raise Refused("bad_choice", field="receivable_ids")
    made = create(
        actor, Invoice, contract=contract, number=number.strip()[:64], issued_on=issued_on,
        currency=contract.currency, net_minor=money, tax_minor=taxed, gross_minor=money + taxed,
    )  # fmt: skip
    made.receivables.set(about)
    return made


@action("invoice.issue")
def void_invoice(actor: Actor, invoice_id: int, *, version: int | None = None) -> None:
    """Put a wrong invoice away; its number may be used again."""
    with change(actor, Invoice, invoice_id, right="invoice.issue", version=version) as row:
        archive(actor, row)


def _amounts(
    contract: Contract, net: Decimal | str | int, tax: Decimal | str | int
) -> tuple[int, int]:
    money = money_in(net, contract.currency, field="net")
    taxed = money_in(tax, contract.currency, field="tax")
    if money.minor <= 0:
        raise Refused("amount_required", field="net")
    if taxed.minor < 0:
        raise Refused("negative_amount", field="tax")
    return money.minor, taxed.minor


def _check(actor: Actor, contract: Contract, number: str, issued_on: date) -> None:
    if not number:
        raise Refused("required", field="number")
    if Invoice.objects.filter(number=number, archived_at=None).exists():
        raise Refused("name_taken", field="number", name=number)
    if issued_on > actor.today:
        raise Refused("date_in_future", field="issued_on")
    if issued_on < contract.signed_on:
        raise Refused("before_contract", field="issued_on", signed_on=contract.signed_on)
