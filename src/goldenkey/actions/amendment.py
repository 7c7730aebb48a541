"""Amendments: what was signed stays; a further paper changes the sum, and the plan follows it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from goldenkey.actions import receivable
from goldenkey.actions.base import about, action, allowed, archive, create, edit, touch_opportunity
from goldenkey.actions.contract import LineIn
from goldenkey.actions.pricing import money_in
from goldenkey.actions.signature import Upload, signed_paper
from goldenkey.core import money as core
from goldenkey.core.money import Money
from goldenkey.data.models import (
    Contact,
    Contract,
    ContractAmendment,
    PlanLine,
    User,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused


@action("contract.amend")
def amend(
    actor: Actor, contract_id: int, *, what: str, signed_on: date,
    difference: Decimal | str | int = 0, line: LineIn | None = None,
    our_signer_id: int | None = None, their_signer_id: int | None = None,
    signed_file: Upload | None = None, file_id: int | None = None, no_file_reason: str = "",
) -> ContractAmendment:  # fmt: skip
    """Record an amendment both sides signed; it stays as it is.

    A higher amount becomes a further line of the payment plan; a lower one is taken from the lines
    not due yet, the last first. Raises Refused where less is waiting, and without file and reason.
    """
    contract = scope.get(actor, Contract, contract_id, lock=True)
    allowed(actor, contract, "contract.amend")
    about(contract)
    if contract.state == "cancelled":
        raise Refused("not_live", requirement="M3.5")
    _check(actor, contract, what, signed_on)
    more = money_in(difference or 0, contract.currency, field="difference")
    file, reason = signed_paper(actor, contract, signed_file, file_id, no_file_reason)
    made = create(
        actor, ContractAmendment, contract=contract, place=contract.amendments.count() + 1,
        what=what.strip()[:500], signed_on=signed_on,
        our_signer=_user(our_signer_id or actor.user_id),
        their_signer=scope.get(actor, Contact, their_signer_id) if their_signer_id else None,
        file=file, no_file_reason=reason, before_minor=contract.amount_minor,
        difference_minor=more.minor, currency=contract.currency, at=actor.now,
        by_id=actor.user_id,
    )  # fmt: skip
    if more:
        _replan(actor, contract, more, line)
        _reprice(actor, contract, more)
        receivable.open_due(actor, contract, on=actor.today)
    touch_opportunity(contract.opportunity_id)
    return made


def _check(actor: Actor, contract: Contract, what: str, signed_on: date) -> None:
    if not what.strip():
        raise Refused("amendment_empty", field="what", requirement="M3.5")
    if signed_on > actor.today:
        raise Refused("date_in_future", field="signed_on", requirement="M3.5")
    if signed_on < contract.signed_on:
        raise Refused(
            "before_contract", field="signed_on", requirement="M7.1", signed_on=contract.signed_on
        )


def _replan(actor: Actor, contract: Contract, more: Money, line: LineIn | None) -> None:
    last = contract.plan.order_by("-place").values_list("place", flat=True).first() or 0
    if more.minor < 0:
        _take_away(actor, contract, -more, last)
        return
    if line is None:
        raise Refused("amendment_line", field="trigger", requirement="M7.1")
    if line.trigger == "date" and line.trigger_on is None:
        raise Refused("required", field="trigger_on", requirement="M7.1")
    _add(actor, contract, last + 1, more.minor, {
        "label": line.label.strip()[:100], "trigger": line.trigger,
        "trigger_on": line.trigger_on if line.trigger == "date" else None,
        "credit_days": 30 if line.credit_days is None else line.credit_days,
    })  # fmt: skip


def _take_away(actor: Actor, contract: Contract, less: Money, last: int) -> None:
    """Take a sum from lines that nothing has made due, the last first."""
    lines = list(contract.plan.filter(archived_at=None, receivables=None).order_by("-place"))
    waiting = Money(sum(x.amount_minor for x in lines), contract.currency)
    if waiting < less:
        raise Refused(
            "amendment_below_due", field="difference", requirement="M7.1", waiting=waiting
        )
    left = less.minor
    for held in lines:
        part = min(left, held.amount_minor)
        if not part:
            break
        archive(actor, held)
        left -= part
        if held.amount_minor > part:
            last += 1
            _add(actor, contract, last, held.amount_minor - part, {
                "label": held.label, "trigger": held.trigger, "trigger_on": held.trigger_on,
                "credit_days": held.credit_days,
            })  # fmt: skip


def _add(
    actor: Actor, contract: Contract, place: int, minor: int, fields: dict[str, Any]
) -> None:  # fmt: skip
    create(actor, PlanLine, contract=contract, place=place, amount_minor=minor, **fields)


def _reprice(actor: Actor, contract: Contract, more: Money) -> None:
    """The contract's amount is a copy: as signed, and every amendment."""
    whole = contract.money + more
    edit(
        actor, contract, amount_minor=whole.minor,
        amount_org_minor=core.convert(whole, Decimal(contract.rate), actor.currency).minor,
    )  # fmt: skip


def _user(pk: int) -> User:
    found = User.objects.filter(pk=pk).first()
    if found is None:
        raise Refused("bad_choice", field="our_signer_id")
    return found
