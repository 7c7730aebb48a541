"""The parts of a contract's page: plan, deliveries, acceptances, invoices, what settled it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.policies.actor import Actor
from goldenkey.selectors.receivable import ReceivableRow


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A line of the payment plan and how far it is."""

    place: int
    label: str
    basis_points: int | None
    money: Money
    trigger: str
    trigger_on: date | None
    credit_days: int
    opened: Money
    open: Money
    due_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery: `days_late` past its planned day and not made; `told` of that day (M3.11)."""

    id: int
    version: int
    what: str
    weight: int
    promised_on: date
    planned_on: date
    shipped_on: date | None
    delivered_on: date | None
    told_customer_on: date | None
    told: bool
    delay_reason: str
    days_late: int


@dataclass(frozen=True, slots=True)
class AcceptanceRow:
    """An acceptance as signed."""

    id: int
    delivery: str
    accepted_on: date
    result: str
    basis_points: int
    signed_by: str
    file_id: int | None
    file: str
    note: str


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice with its three amounts."""

    id: int
    version: int
    number: str
    issued_on: date
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class SettledRow:
    """Part of a payment that settles part of a receivable; `reverses` where it took it back."""

    id: int
    payment_id: int
    payment: str
    method: str
    receivable_id: int
    label: str
    money: Money
    on: date
    received_on: date
    cleared_on: date | None
    reversed: bool
    reverses: bool


def plan(actor: Actor, row: m.Contract, owed: Sequence[ReceivableRow]) -> tuple[PlanRow, ...]:
    """The plan's lines, each with its receivables' state."""
    lines = list(row.plan.filter(archived_at=None).order_by("place"))
    of = dict(m.Receivable.objects.filter(contract=row).values_list("pk", "plan_line_id"))
    return tuple(
        _plan_row(row, line, [r for r in owed if of.get(r.id) == line.pk]) for line in lines
    )


def deliveries(actor: Actor, row: m.Contract) -> tuple[DeliveryRow, ...]:
    """Deliveries by their planned day."""
    rows = row.deliveries.filter(archived_at=None).order_by("planned_on", "pk")
    return tuple(_delivery_row(actor, d) for d in rows)


def acceptances(actor: Actor, row: m.Contract) -> tuple[AcceptanceRow, ...]:
    """Acceptances, the newest first."""
    rows = row.acceptances.filter(archived_at=None).select_related("delivery", "signed_by", "file")
    return tuple(
        AcceptanceRow(
            a.pk, a.delivery.what if a.delivery else "", a.accepted_on, a.result, a.basis_points,
            a.signed_by.name if a.signed_by else "", a.file_id, a.file.name if a.file else "",
            a.note,
        )
        for a in rows.order_by("-accepted_on", "-pk")
    )  # fmt: skip


def invoices(actor: Actor, row: m.Contract) -> tuple[InvoiceRow, ...]:
    """Invoices, the newest first."""
    return tuple(
        InvoiceRow(
            i.pk, i.version, i.number, i.issued_on, Money(i.net_minor, i.currency),
            Money(i.tax_minor, i.currency), Money(i.gross_minor, i.currency),
        )
        for i in row.invoices.filter(archived_at=None).order_by("-issued_on", "-pk")
    )  # fmt: skip


def settled(actor: Actor, row: m.Contract) -> tuple[SettledRow, ...]:
    """Every allocation of the contract, and those that took one back, in order."""
    rows = m.Allocation.objects.filter(receivable__contract=row)
    rows = rows.select_related("payment", "receivable__plan_line").order_by("pk")
    taken = {a.reverses_id for a in rows}
    return tuple(settled_row(a, taken) for a in rows)


def settled_row(row: m.Allocation, taken: set[int | None]) -> SettledRow:
    """An allocation as pages show it; `taken` holds the ids that were taken back."""
    return SettledRow(
        id=row.pk,
        payment_id=row.payment_id,
        payment=row.payment.number,
        method=row.payment.method,
        receivable_id=row.receivable_id,
        label=row.receivable.plan_line.label,
        money=Money(row.amount_minor, row.currency),
        on=row.on,
        received_on=row.payment.received_on,
        cleared_on=row.payment.cleared_on,
        reversed=row.pk in taken,
        reverses=row.reverses_id is not None,
    )


def _plan_row(row: m.Contract, line: m.PlanLine, owed: Sequence[ReceivableRow]) -> PlanRow:
    nothing = Money(0, row.currency)
    opened = sum((r.money for r in owed), nothing)
    return PlanRow(
        place=line.place,
        label=line.label,
        basis_points=line.basis_points,
        money=Money(line.amount_minor, row.currency),
        trigger=line.trigger,
        trigger_on=line.trigger_on,
        credit_days=line.credit_days,
        opened=opened,
        open=sum((r.open for r in owed), nothing),
        due_on=min((r.due_on for r in owed if r.open), default=None),
        state=_line_state([r.state for r in owed], whole=opened.minor == line.amount_minor),
    )


def _line_state(states: list[str], *, whole: bool) -> str:
    """The worst of a line's receivables; a line that is not due in full never counts as paid."""
    for state in ("late", "due", "partly_paid"):
        if state in states:
            return state
    if not states or not whole:
        return "waiting"
    return "uncleared" if "uncleared" in states else "paid"


def _delivery_row(actor: Actor, row: m.Delivery) -> DeliveryRow:
    late = (actor.today - row.planned_on).days if not row.delivered_on else 0
    return DeliveryRow(
        row.pk, row.version, row.what, row.weight, row.promised_on, row.planned_on,
        row.shipped_on, row.delivered_on, row.told_customer_on,
        row.told_for_on == row.planned_on, row.delay_reason, max(0, late),
    )  # fmt: skip
