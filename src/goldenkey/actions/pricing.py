"""Money as columns: the amount, and beside it the organisation's with rate and rate date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from goldenkey.core import money as core
from goldenkey.core.money import Money
from goldenkey.data.models import ExchangeRate
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused


def priced(actor: Actor, amount: Money, on: date | None = None) -> dict[str, Any]:
    """Columns of Priced for an amount, with the last rate known on the day."""
    day = on or actor.today
    rate, rate_on = rate_of(actor, amount.currency, day)
    return {
        "amount_minor": amount.minor,
        "currency": amount.currency,
        "amount_org_minor": core.convert(amount, rate, actor.currency).minor,
        "rate": str(rate),
        "rate_on": rate_on,
    }


def rate_of(actor: Actor, currency: str, on: date) -> tuple[Decimal, date]:
    """The organisation's rate for a currency on a day; raises Refused where none is known."""
    if currency == actor.currency:
        return Decimal(1), on
    known = ExchangeRate.objects.filter(currency=currency, on__lte=on).order_by("-on").first()
    if known is None:
        raise Refused("no_rate", field="currency", currency=currency, on=on)
    return Decimal(known.rate), known.on


def money_in(amount: Any, currency: str, *, field: str = "amount") -> Money:
    """Money from what a person typed; raises Refused with the field's name."""
    try:
        return Money.of(amount, currency)
    except core.MoneyProblem as problem:
        raise Refused(problem.code, field=field, currency=currency) from None
