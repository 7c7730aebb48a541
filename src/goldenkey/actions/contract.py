"""Writes of contracts: signed with its payment plan, deliveries and shares of commission (M7.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from goldenkey.actions import (
    credit,
    derive,  # copies follow
    neighbours,
    numbering,
    receivable,
    search,
)
from goldenkey.actions.base import about, action, allowed, create, edit, touch_opportunity
from goldenkey.actions.pricing import money_in, priced
from goldenkey.actions.signature import Upload, signed_paper
from goldenkey.core import commission, payment_plan
from goldenkey.core.money import Money
from goldenkey.data.models import (
    Account,
    CommissionPlan,
    CommissionShare,
    Contact,
    Contract,
    Delivery,
    Opportunity,
    Organisation,
    PlanLine,
    User,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

__all__ = ["DeliveryIn", "LineIn", "ShareIn", "derive", "sign_contract"]


@dataclass(frozen=True, slots=True)
class LineIn:
    """A line of the payment plan as typed: a part in basis points, or an amount in major units.

    Without `credit_days` the organisation's are taken.
    """

    label: str
    trigger: str = "signing"
    basis_points: int | None = None
    amount: Decimal | str | int | None = None
    trigger_on: date | None = None
    credit_days: int | None = None


@dataclass(frozen=True, slots=True)
class DeliveryIn:
    """A delivery as planned; `weight` is its part of the order beside the others'."""

    what: str
    planned_on: date
    weight: int = 1


@dataclass(frozen=True, slots=True)
class ShareIn:
    """Somebody's part of the commission, in basis points."""

    user_id: int
    basis_points: int


@action("contract.sign")
def sign_contract(
    actor: Actor,
    *,
    opportunity_id: int | None = None,
    account_id: int | None = None,
    number: str = "",
    amount: Decimal | str | int,
    currency: str = "",
    signed_on: date,
    our_signer_id: int | None = None,
    their_signer_id: int | None = None,
    payer_id: int | None = None,
    plan: Sequence[LineIn] = (),
    deliveries: Sequence[DeliveryIn] = (),
    shares: Sequence[ShareIn] = (),
    note: str = "",
    signed_file: Upload | None = None,
    file_id: int | None = None,
    no_file_reason: str = "",
) -> Contract:
    """Record a signed contract (M3.5): its opportunity is won, what is due at once becomes due.

    Of an opportunity, or of an account alone. An empty number is given by year, an empty plan is
    one line on signing, empty shares are the owner's. Refused without signed file or reason.
    """
    held, account = _subject(actor, opportunity_id, account_id)
    money = _agreed(actor, held, amount, currency, signed_on)
    owner: Any = held or account
    contract = create(
        actor, Contract, opportunity=held, account=account, owner_id=owner.owner_id,
        team_id=owner.team_id, number=_number(actor, number, signed_on), signed_on=signed_on,
        payer=scope.get(actor, Account, payer_id) if payer_id else account,
        our_signer=_user(our_signer_id or actor.user_id, "our_signer_id"),
        their_signer=scope.get(actor, Contact, their_signer_id) if their_signer_id else None,
        note=note.strip()[:500], **priced(actor, money, signed_on),
    )  # fmt: skip
    file, reason = signed_paper(actor, contract, signed_file, file_id, no_file_reason)
    edit(actor, contract, signed_file=file, no_file_reason=reason)
    _begin(actor, contract, plan, deliveries, shares)
    return contract


def _begin(
    actor: Actor, contract: Contract, plan: Sequence[LineIn], deliveries: Sequence[DeliveryIn],
    shares: Sequence[ShareIn],
) -> None:  # fmt: skip
    """What follows from the signature: plan, deliveries, shares, the order won, money due."""
    _plan(actor, contract, plan or (LineIn("", basis_points=payment_plan.WHOLE),))
    _deliver(actor, contract, deliveries)
    _share(actor, contract, shares or (ShareIn(contract.owner_id, commission.WHOLE),))
    _win(actor, contract.opportunity, contract.signed_on)
    receivable.open_due(actor, contract, on=contract.signed_on)
    index(contract)


@action("contract.sign")
def share_commission(actor: Actor, contract_id: int, *, shares: Sequence[ShareIn]) -> None:
    """Divide a contract's commission anew; refused once any of it was earned (M7.5)."""
    contract = scope.get(actor, Contract, contract_id, lock=True)
    allowed(actor, contract, "contract.sign")
    about(contract)
    old = list(contract.shares.filter(archived_at=None).prefetch_related("lines"))
    if any(share.lines.all() for share in old):
        raise Refused("commission_earned_already", field="shares", requirement="M7.5")
    for share in old:
        edit(actor, share, archived_at=actor.now)
    _share(actor, contract, shares)


def plan_delivery(actor: Actor, contract: Contract, given: DeliveryIn) -> Delivery:
    """Put one delivery on the plan of a contract the action holds."""
    if not given.what.strip():
        raise Refused("required", field="deliveries")
    if given.planned_on < contract.signed_on:
        raise Refused(
            "before_contract", field="deliveries", requirement="M7.1", signed_on=contract.signed_on
        )
    if given.weight < 1:
        raise Refused("weight_required", field="deliveries", requirement="M7.1")
    return create(
        actor, Delivery, contract=contract, what=given.what.strip()[:200], weight=given.weight,
        planned_on=given.planned_on, promised_on=given.planned_on,
    )  # fmt: skip


def index(contract: Contract) -> None:
    """Make the contract findable by its number and its customer."""
    name = contract.account.name
    search.index(
        search.Entry("contract", contract.pk, contract.team_id, contract.number, name, name)
    )


def current_plan(on: date) -> CommissionPlan | None:
    """The commission plan that covers a day: the latest that had begun and not ended."""
    begun = CommissionPlan.objects.filter(archived_at=None, from_on__lte=on)
    running = begun.exclude(until_on__lt=on)
    return running.order_by("-from_on", "-pk").first()


def _subject(
    actor: Actor, opportunity_id: int | None, account_id: int | None
) -> tuple[Opportunity | None, Account]:
    if opportunity_id:
        held = scope.get(actor, Opportunity, opportunity_id, lock=True)
        allowed(actor, held, "contract.sign")
        if not held.live or held.state not in ("open", "won"):
            raise Refused("not_live", requirement="M3.1")
        return held, held.account
    if not account_id:
        raise Refused("required", field="account_id")
    account = scope.get(actor, Account, account_id)
    allowed(actor, account, "contract.sign")
    return None, account


def _agreed(
    actor: Actor, held: Opportunity | None, amount: Any, currency: str, signed_on: date
) -> Money:
    if signed_on > actor.today:
        raise Refused("date_in_future", field="signed_on", requirement="M3.5")
    money = money_in(amount, currency or (held.currency if held else "") or actor.currency)
    if money.minor <= 0:
        raise Refused("amount_required", field="amount", requirement="M7.1")
    return money


def _number(actor: Actor, number: str, on: date) -> str:
    given = number.strip()
    if not given:
        return numbering.next_number(Contract, "C", on)
    if Contract.objects.filter(number=given, archived_at=None).exists():
        raise Refused("name_taken", field="number", name=given)
    return given[:64]


def _user(pk: int, field: str) -> User:
    found = User.objects.filter(pk=pk).first()
    if found is None:
        raise Refused("bad_choice", field=field)
    return found


def _deliver(actor: Actor, contract: Contract, given: Sequence[DeliveryIn]) -> None:
    for one in given:
        plan_delivery(actor, contract, one)


def _plan(actor: Actor, contract: Contract, given: Sequence[LineIn]) -> None:
    usual = Organisation.objects.values_list("credit_days", flat=True).first()
    usual = credit.usual_days(actor, contract, 30 if usual is None else usual)
    lines = [_line(line, contract, usual) for line in given]
    for problem in payment_plan.check(contract.money, lines, contract.signed_on)[:1]:
        raise _refused(problem, contract)
    amounts = payment_plan.parts(contract.money, lines)
    for place, (line, money) in enumerate(zip(lines, amounts, strict=True), start=1):
        create(
            actor, PlanLine, contract=contract, place=place, label=line.label.strip()[:100],
            basis_points=line.basis_points, amount_minor=money.minor, trigger=line.trigger,
            trigger_on=line.trigger_on if line.trigger == "date" else None,
            credit_days=line.credit_days,
        )  # fmt: skip
    credit.stop_signing(actor, contract, max(line.credit_days for line in lines))


def _line(given: LineIn, contract: Contract, usual_days: int) -> payment_plan.Line:
    amount: Money | None = None
    if given.amount is not None:
        amount = money_in(given.amount, contract.currency, field="plan")
    days = usual_days if given.credit_days is None else given.credit_days
    if days < 0 or days > 3650:
        raise Refused("bad_credit_days", field="plan", requirement="M7.1")
    return payment_plan.Line(
        given.label, given.trigger, given.basis_points, amount, given.trigger_on, days
    )


def _refused(problem: payment_plan.Fault, contract: Contract) -> Refused:
    """The sum that is wrong, and by how much; which line, counted from one."""
    code, short = problem.code, problem.short
    if code in ("plan_sum", "plan_percent_sum"):
        over = (short.minor if short else problem.short_basis_points) < 0
        code += "_over" if over else "_short"
    return Refused(
        code,
        field="plan",
        requirement="M7.1",
        line=(problem.place or 0) + 1,
        difference=Money(abs(short.minor), short.currency) if short else "",
        percent=Decimal(abs(problem.short_basis_points)) / 100,
        signed_on=contract.signed_on,
        total=contract.money,
    )


def _share(actor: Actor, contract: Contract, given: Sequence[ShareIn]) -> None:
    lack = commission.sums_up([s.basis_points for s in given])
    if any(s.basis_points <= 0 for s in given) or lack:
        raise Refused(
            "shares_sum", field="shares", requirement="M7.5", difference=Decimal(lack) / 100
        )
    if len({s.user_id for s in given}) < len(given):
        raise Refused("share_twice", field="shares", requirement="M7.5")
    plan = current_plan(contract.signed_on)
    for s in given:
        create(
            actor, CommissionShare, contract=contract, user=_user(s.user_id, "shares"),
            basis_points=s.basis_points, plan=plan,
        )  # fmt: skip


def _win(actor: Actor, held: Opportunity | None, signed_on: date) -> None:
    if held is None:
        return
    first = min(held.won_on or signed_on, signed_on)
    edit(actor, held, state="won", won_on=first)
    touch_opportunity(held.pk)
    neighbours.of_account(held.account_id)
