"""Writes of credit: a customer's terms, and what finance lets pass above them (M7.3)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from goldenkey.actions.base import about, action, change, create, edit
from goldenkey.actions.pricing import money_in
from goldenkey.core import credit as core
from goldenkey.core.credit import Objection
from goldenkey.core.money import Money
from goldenkey.data.models import Account, Contract, CreditRelease, CreditTerms
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import credit as select

USUAL_DAYS = 14
"""How long a release holds where nothing else is said."""


@action("credit.set")
def set_terms(
    actor: Actor,
    account_id: int,
    *,
    rating: str = "",
    limit: Decimal | str | int,
    credit_days: int = 30,
    stop_after_days: int | None = None,
    review_on: date | None = None,
    note: str = "",
) -> CreditTerms:
    """Grant a customer credit: rating, limit in our currency, days, when deliveries stop."""
    account = scope.get(actor, Account, account_id, lock=True)
    money = money_in(limit, actor.currency, field="limit")
    if money.minor < 0:
        raise Refused("negative_amount", field="limit")
    if not 0 <= credit_days <= 3650:
        raise Refused("bad_credit_days", field="credit_days", requirement="M7.3")
    given = {
        "rating": rating.strip()[:16], "limit_minor": money.minor, "currency": money.currency,
        "credit_days": credit_days, "stop_after_days": stop_after_days, "review_on": review_on,
        "note": note.strip()[:500],
    }  # fmt: skip
    about(account)
    held = account.credit_terms.filter(archived_at=None).first()
    if held is None:
        return create(actor, CreditTerms, account=account, **given)
    return edit(actor, held, **given)


@action("credit.set")
def drop_terms(actor: Actor, account_id: int) -> None:
    """Take a customer's terms back: nothing stops him any more."""
    account = scope.get(actor, Account, account_id, lock=True)
    about(account)
    for row in account.credit_terms.filter(archived_at=None):
        edit(actor, row, archived_at=actor.now)


@action("credit.set")
def release(
    actor: Actor, account_id: int, *, what: str, reason: str, until_on: date | None = None
) -> CreditRelease:
    """Let one signature or shipment pass above the terms, with a reason, until a day (M7.3)."""
    account = scope.get(actor, Account, account_id)
    if what not in ("sign", "ship"):
        raise Refused("bad_choice", field="what")
    if not reason.strip():
        raise Refused("reason_required", field="reason", requirement="M7.3")
    until = until_on or actor.today + timedelta(days=USUAL_DAYS)
    if until < actor.today:
        raise Refused("day_past", field="until_on")
    return create(
        actor, CreditRelease, account=account, what=what, reason=reason.strip()[:300],
        until_on=until, by_id=actor.user_id,
    )  # fmt: skip


@action("credit.set")
def withdraw_release(actor: Actor, release_id: int, *, version: int | None = None) -> CreditRelease:
    """Take a release back that was not used."""
    with change(actor, CreditRelease, release_id, right="credit.set", version=version) as row:
        if row.used_on:
            raise Refused("entry_done")
        row.archived_at = actor.now
    return row


def usual_days(actor: Actor, contract: Contract, otherwise: int) -> int:
    """The days of credit of a plan's line that names none: the payer's own terms, else ours."""
    own = select.terms_of(actor, contract.payer_id).credit_days
    return otherwise if own is None else own


def stop_signing(actor: Actor, contract: Contract, credit_days: int) -> None:
    """Refuse a contract above its payer's terms, unless finance lets it pass (M7.3).

    Called by the action that signs, when the contract is there and counts already: the payer is
    held meanwhile, so that two contracts do not use the same room.
    """
    payer = contract.payer
    terms = select.terms_of(actor, payer.pk)
    if terms == core.Terms():
        return
    list(Account.objects.select_for_update(of=("self",), no_key=True).filter(pk=payer.pk))
    seen = select.exposure(actor, payer.pk)
    found = (
        *core.may_sign(terms, seen, Money(0, actor.currency)),
        *core.allows_days(terms, credit_days),
    )
    _stop(actor, payer, "sign", found, contract)


def stop_shipping(actor: Actor, contract: Contract) -> None:
    """Refuse a shipment to a payer above his limit or too long overdue, likewise (M7.3)."""
    payer = contract.payer
    terms = select.terms_of(actor, payer.pk)
    if terms == core.Terms():
        return
    found = core.may_ship(terms, select.exposure(actor, payer.pk))
    _stop(actor, payer, "ship", found, contract)


def _stop(
    actor: Actor,
    payer: Account,
    what: str,
    found: tuple[Objection, ...],
    contract: Contract,
) -> None:
    if not found:
        return
    rows = CreditRelease.objects.select_for_update(of=("self",)).filter(
        account=payer, what=what, archived_at=None, used_on=None, until_on__gte=actor.today
    )
    held = rows.order_by("until_on", "pk").first()
    if held is None:
        raise _refused(payer, found[0])
    edit(actor, held, used_on=actor.today, contract=contract)


def _refused(payer: Account, said: Objection) -> Refused:
    return Refused(
        said.code, field="amount" if said.code == "credit_limit" else "", requirement="M7.3",
        account=payer.name, exposure=said.money or "", money=said.money or "",
        limit=said.limit or "", days=said.days, most=said.most,
    )  # fmt: skip
