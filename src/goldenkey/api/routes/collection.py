"""Collection over the API: open money by group, steps due, promises, disputes, its cost."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Router

from goldenkey.actions import collection as collect
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.collection import (
    CareOut,
    ChecksOut,
    CostOut,
    DisputeIn,
    DisputeOut,
    DsoOut,
    DunningStepIn,
    DunningStepOut,
    MoneyGroupOut,
    OutcomeIn,
    PolicyIn,
    PromiseIn,
    PromiseOut,
    WordsIn,
)
from goldenkey.api.schemas.common import Made
from goldenkey.selectors import collection as select
from goldenkey.selectors import late_money
from goldenkey.selectors.receivable import Filters
from goldenkey.wording import health

router = Router(tags=["collection"])


@router.get("/money/open", response=list[MoneyGroupOut])
@requires("receivable.read")
def open_by_group(
    request: Request,
    by: Literal["account", "owner", "team", "contract", "currency"] = "account",
    owner_id: int = 0, mine: bool = False,
) -> Any:  # fmt: skip
    """What is open by customer, salesperson, team, contract or currency, with its age."""
    filters = Filters(owner_id=owner_id or None, mine=mine)
    return late_money.grouped(request.actor, by, filters)


@router.get("/money/dso", response=DsoOut)
@requires("receivable.read")
def days_sales_outstanding(
    request: Request, days: int = 90, account_id: int = 0, owner_id: int = 0, mine: bool = False
) -> Any:
    """Days sales outstanding, with the figures it is made of."""
    filters = Filters(account_id=account_id or None, owner_id=owner_id or None, mine=mine)
    return late_money.dso(request.actor, filters, days=days)


@router.get("/money/cost", response=CostOut)
@requires("receivable.read")
def cost_of_late_money(request: Request, mine: bool = False) -> Any:
    """What late money costs, which new business it eats, what is provided for (M7.3)."""
    return late_money.cost(request.actor, Filters(mine=mine))


@router.put("/money/policy", response=Made)
@requires("collection.set")
def set_collection_policy(request: Request, body: PolicyIn) -> Any:
    """Set what late money costs, the provision by age, and which rules of law are shown."""
    bands = [(band.from_days, band.basis_points) for band in body.provision]
    return collect.set_policy(
        request.actor, **body.model_dump(exclude={"provision"}), provision=bands
    )


@router.put("/money/letters", response=Made)
@requires("collection.set")
def word_letter(request: Request, body: WordsIn) -> Any:
    """Set the company's own words of a letter."""
    return collect.write_letter(request.actor, **body.model_dump())


@router.get("/money/check", response=ChecksOut)
@requires("collection.set")
def read_money_check(request: Request) -> Any:
    """What the last check of all sums of money found."""
    last = late_money.checked(request.actor)
    if last is None:
        return {"at": None, "count": 0, "found": []}
    found = [{"code": code, "said": health.say(code, params)} for code, params in last.found]
    return {"at": last.at, "count": last.count, "found": found}


@router.post("/money/check", response=ChecksOut)
@requires("collection.set")
def check_money_now(request: Request) -> Any:
    """Check now that all sums of money hold."""
    collect.check_sums(request.actor)
    return read_money_check(request)


@router.get("/money/steps", response=list[DunningStepOut])
@requires("receivable.read")
def list_due_steps(request: Request, mine: bool = False, account_id: int = 0) -> Any:
    """The steps of collection to take now (M7.4)."""
    return select.due(request.actor, mine=mine, account_id=account_id or None)


@router.get("/promises", response=list[PromiseOut])
@requires("receivable.read")
def list_promises(request: Request, account_id: int = 0) -> Any:
    """Promises about money that is still open."""
    return select.promised(request.actor, account_id=account_id or None)


@router.get("/disputes", response=list[DisputeOut])
@requires("receivable.read")
def list_disputes(request: Request, account_id: int = 0) -> Any:
    """Disputes that are not settled."""
    return select.disputed(request.actor, account_id=account_id or None)


@router.post("/receivables/{receivable_id}/promises", response={201: Made})
@requires("collection.record")
def promise_payment(request: Request, receivable_id: int, body: PromiseIn) -> Any:
    """Record that the customer said when he pays."""
    return 201, collect.promise(request.actor, receivable_id, **body.model_dump())


@router.delete("/promises/{promise_id}", response=Made)
@requires("collection.record")
def withdraw_promise(request: Request, promise_id: int) -> Any:
    """Take a promise back that was entered by mistake."""
    return collect.withdraw_promise(request.actor, promise_id)


@router.post("/receivables/{receivable_id}/disputes", response={201: Made})
@requires("collection.record")
def open_dispute(request: Request, receivable_id: int, body: DisputeIn) -> Any:
    """Record what the customer disputes."""
    return 201, collect.dispute(request.actor, receivable_id, **body.model_dump())


@router.post("/disputes/{dispute_id}/settlement", response=DisputeOut)
@requires("collection.record")
def settle_dispute(request: Request, dispute_id: int, body: OutcomeIn) -> Any:
    """Say how a dispute ended."""
    collect.settle_dispute(request.actor, dispute_id, **body.model_dump())
    return select.dispute(request.actor, dispute_id)


@router.post("/receivables/{receivable_id}/reminders", response=CareOut)
@requires("collection.record")
def take_collection_step(request: Request, receivable_id: int, body: DunningStepIn) -> Any:
    """Record that a step of collection was taken."""
    collect.take_step(request.actor, receivable_id, **body.model_dump())
    return select.care(request.actor, receivable_id)
