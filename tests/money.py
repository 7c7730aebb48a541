"""What the tests of money share: an order of the rep's, signed, delivered, paid."""

from __future__ import annotations

from datetime import date
from typing import Any

from goldenkey.actions import account as accounts
from goldenkey.actions import commission_plan as commissions
from goldenkey.actions import contact as contacts
from goldenkey.actions import contract as contracts
from goldenkey.actions import opportunity as opportunities
from goldenkey.actions.contract import DeliveryIn, LineIn
from goldenkey.data.models import Account, Contract, Opportunity, Payment, Receivable
from tests.cast import Cast

SIGNED = date(2026, 9, 1)
TODAY = date(2026, 11, 23)
UNSIGNED = "正本尚未寄回"
THREE = (
    LineIn("訂金", "signing", 3_000, credit_days=0),
    LineIn("到貨款", "arrival", 4_000, credit_days=30),
    LineIn("驗收款", "acceptance", 3_000, credit_days=30),
)


def customer(cast: Cast, name: str = "宏大機械") -> Account:
    """A customer of the rep's with a decision maker."""
    account = accounts.create_account(cast.rep, name=name)
    cast.made["decider"] = contacts.create_contact(cast.rep, account.pk, name="林總")
    return account


def opportunity(cast: Cast, **more: Any) -> Opportunity:
    """An opportunity of the rep's at a new customer."""
    account = customer(cast)
    return opportunities.create_opportunity(
        cast.rep, account.pk, name="伺服器", amount="1000000", **more
    )


def plan(cast: Cast, basis_points: int = 200) -> None:
    """The company pays two percent from the beginning of the year."""
    commissions.create_plan(
        cast.finance, name="2026", basis_points=basis_points, from_on=date(2026, 1, 1)
    )


def signed(cast: Cast, **more: Any) -> Contract:
    """A contract over a million in three parts with one delivery."""
    given: dict[str, Any] = {
        "opportunity_id": more.pop("opportunity_id", None) or opportunity(cast).pk,
        "amount": "1000000",
        "signed_on": SIGNED,
        "plan": THREE,
        "deliveries": (DeliveryIn("伺服器兩台", date(2026, 10, 1)),),
        "no_file_reason": UNSIGNED,
        "their_signer_id": cast.made["decider"].pk if "decider" in cast.made else None,
    }
    return contracts.sign_contract(cast.rep, **{**given, **more})


def opened(contract: Contract) -> list[Receivable]:
    """The receivables of a contract in the order of its plan."""
    return list(contract.receivables.order_by("plan_line__place", "pk"))


def sums_hold() -> None:
    """What is kept twice agrees: open sums and rests with the allocations they come from."""
    for row in Receivable.objects.all():
        settled = sum(a.amount_minor for a in row.allocations.all())
        assert row.open_minor == row.amount_minor - settled
    for payment in Payment.objects.filter(reversed_on=None):
        used = sum(a.amount_minor for a in payment.allocations.all())
        assert payment.unallocated_minor == payment.amount_minor - used
    for payment in Payment.objects.exclude(reversed_on=None):
        assert sum(a.amount_minor for a in payment.allocations.all()) == 0
