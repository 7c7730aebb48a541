"""Turns money's rows into ready texts: marks, what a line waits for, why commission is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from goldenkey.core.money import Money
from goldenkey.selectors.commission_shapes import Figures
from goldenkey.selectors.contract_parts import AcceptanceRow, DeliveryRow, PlanRow
from goldenkey.selectors.receivable import ReceivableRow
from goldenkey.wording import codes, figures, phrases

TONES = {
    "late": "bad", "due": "warn", "partly_paid": "warn", "uncleared": "calm", "paid": "good",
    "waiting": "", "cleared": "good", "reversed": "bad", "signed": "", "delivering": "calm",
    "accepted": "good", "closed": "good", "cancelled": "bad", "refused": "bad", "partial": "warn",
    "earned": "good", "clawed_back": "bad", "payable": "gold", "paid_out": "calm",
    "bonus": "good", "bad_debt": "bad", "corrected": "warn",
}  # fmt: skip


def tone(state: str) -> str:
    """The tone of a state's mark."""
    return TONES.get(state, "")


def what(row: ReceivableRow) -> str:
    """What is owed for: the line's label, or its trigger where it has none."""
    label = row.label or codes.word(row.trigger, "trigger")
    return f"{label} · {row.delivery}" if row.delivery else label


def condition(row: PlanRow) -> str:
    """What starts the clock of a line, and how long it runs."""
    start = codes.word(row.trigger, "trigger")
    if row.trigger == "date" and row.trigger_on:
        start = figures.day(row.trigger_on)
    if not row.credit_days:
        return start
    return _("%(trigger)s, then %(days)s") % {
        "trigger": start, "days": figures.days(row.credit_days),
    }  # fmt: skip


def late(days: int) -> str:
    """How late money is."""
    return _("%(days)s overdue") % {"days": figures.days(days)}


def delivery_note(row: DeliveryRow) -> tuple[str, str]:
    """Where a delivery stands, and the tone it is said in."""
    if row.delivered_on:
        return _("arrived %(day)s") % {"day": figures.day(row.delivered_on)}, "good"
    if row.days_late and not row.told:
        return _("%(days)s late; the customer was not told") % {
            "days": figures.days(row.days_late)
        }, "bad"
    if row.days_late:
        return _("%(days)s late; told %(day)s") % {
            "days": figures.days(row.days_late), "day": figures.day(row.told_customer_on),
        }, "warn"  # fmt: skip
    if row.shipped_on:
        return _("shipped %(day)s") % {"day": figures.day(row.shipped_on)}, "calm"
    return _("planned"), ""


def accepted(row: AcceptanceRow) -> str:
    """What was accepted, and how much of it."""
    said = codes.word(row.result, "acceptance")
    if row.result != "partial":
        return said
    return phrases.noted(said, figures.percent(row.basis_points))


def sums(rows: Iterable[Figures], name: str) -> str:
    """One figure in each currency, one beside the other."""
    found: list[Money] = [getattr(row, name) for row in rows]
    some = [money for money in found if money] or found[:1]
    return " · ".join(figures.money(money) for money in some) or "—"


def some(rows: Iterable[Figures], name: str) -> bool:
    """Whether a figure is anything in any currency."""
    return any(getattr(row, name) for row in rows)


def minus(money: Money) -> Money:
    """The amount with the other sign."""
    return -money


def typed(money: Money | None) -> str:
    """An amount as one would type it: no separators, cents only where there are any."""
    if not money:
        return ""
    whole = money.amount.to_integral_value()
    return str(int(whole)) if whole == money.amount else str(money.amount)


def month(value: date) -> str:
    """A month as addresses and headings write it: 2026-11."""
    return value.strftime("%Y-%m")


def month_before(value: date) -> str:
    """The month before."""
    return month(value.replace(day=1) - timedelta(days=1))


def month_after(value: date) -> str:
    """The month after."""
    return month(value.replace(day=1) + timedelta(days=32))
