"""Receivables over the API: the list and its ageing."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas import codes
from goldenkey.api.schemas.collection import CareOut
from goldenkey.api.schemas.receivable import AgeingOut, ReceivablePage
from goldenkey.selectors import collection
from goldenkey.selectors import receivable as select

router = Router(tags=["receivables"])


@router.get("/receivables", response=ReceivablePage)
@requires("receivable.read")
def list_receivables(
    request: Request, cursor: str = "", account_id: int = 0, owner_id: int = 0,
    contract_id: int = 0, mine: bool = False, overdue: bool = False, settled: bool = False,
    bucket: codes.Bucket = "",
) -> Any:  # fmt: skip
    """Receivables in scope, the oldest due first; what is settled only when asked for."""
    filters = select.Filters(
        account_id=account_id or None, owner_id=owner_id or None, mine=mine, overdue=overdue,
        contract_id=contract_id or None, settled=settled, bucket=bucket,
    )  # fmt: skip
    return select.page(request.actor, filters, cursor=cursor)


@router.get("/receivables/ageing", response=AgeingOut)
@requires("receivable.read")
def ageing(request: Request, account_id: int = 0, owner_id: int = 0, mine: bool = False) -> Any:
    """What is open by age, in the organisation's currency (M7.2)."""
    filters = select.Filters(account_id=account_id or None, owner_id=owner_id or None, mine=mine)
    return select.ageing(request.actor, filters)


@router.get("/receivables/{receivable_id}", response=CareOut)
@requires("receivable.read")
def read_receivable(request: Request, receivable_id: int) -> Any:
    """One receivable with everything done to get it paid."""
    return collection.care(request.actor, receivable_id)
