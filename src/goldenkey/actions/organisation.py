"""Writes of the organisation: founded once by name, its exchange rates, its teams' playbooks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from goldenkey.actions.base import action, create, edit
from goldenkey.core.money import EXPONENT
from goldenkey.data.models import ExchangeRate, Organisation, Playbook, Team
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused


@action("organisation.edit")
def found(
    actor: Actor,
    *,
    name: str,
    currency: str,
    zone: str,
    country: str,
    language: str,
    default_playbook: str = "key-account",
) -> Organisation:
    """Make the company by its own name; raises Refused where there is one already."""
    if Organisation.objects.exists():
        raise Refused("company_there")
    return create(
        actor, Organisation, name=name.strip(), currency=currency, zone=zone, country=country,
        language=language, default_playbook=default_playbook,
    )  # fmt: skip


@action("organisation.edit")
def set_rate(actor: Actor, *, currency: str, on: date, rate: Decimal | str) -> ExchangeRate:
    """Enter what one unit of a currency was worth on a day; again to correct it."""
    if currency not in EXPONENT or currency == actor.currency:
        raise Refused("bad_choice", field="currency")
    value = _rate(rate)
    known = ExchangeRate.objects.filter(currency=currency, on=on).first()
    if known is not None:
        return edit(actor, known, rate=value)
    return create(actor, ExchangeRate, currency=currency, on=on, rate=value)


@action("organisation.edit")
def set_team_playbook(actor: Actor, team_id: int, *, key: str) -> Team:
    """Choose the playbook a team works by; empty takes the organisation's (M4.3)."""
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise NotFound("record")
    book = Playbook.objects.filter(key=key).first()
    if key and book is None:
        raise NotFound("playbook")
    return edit(actor, team, playbook=book)


def _rate(rate: Decimal | str) -> str:
    try:
        value = Decimal(str(rate))
    except InvalidOperation:
        raise Refused("not_a_number", field="rate") from None
    if not value.is_finite() or value <= 0:
        raise Refused("amount_required", field="rate")
    return format(value.normalize(), "f")
