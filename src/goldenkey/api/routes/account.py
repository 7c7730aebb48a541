"""Accounts over the API: the same actions and selectors as the pages."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import account as accounts
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.account import AccountChange, AccountIn, AccountOut, AccountPage
from goldenkey.selectors import account as select

router = Router(tags=["accounts"])


@router.get("/accounts", response=AccountPage)
@requires("account.read")
def list_accounts(
    request: Request, cursor: str = "", mine: bool = False, industry: str = ""
) -> Any:
    """Accounts in scope, newest first, by keyset pages."""
    return select.page(request.actor, cursor=cursor, mine=mine, industry=industry)


@router.post("/accounts", response={201: AccountOut})
@requires("account.create")
def create_account(request: Request, body: AccountIn) -> Any:
    """Add an account."""
    fields = body.model_dump(exclude_unset=True)
    made = accounts.create_account(request.actor, name=fields.pop("name", None) or "", **fields)
    return 201, select.detail(request.actor, made.pk)


@router.get("/accounts/{account_id}", response=AccountOut)
@requires("account.read")
def read_account(request: Request, account_id: int) -> Any:
    """One account."""
    return select.detail(request.actor, account_id)


@router.patch("/accounts/{account_id}", response=AccountOut)
@requires("account.edit")
def change_account(request: Request, account_id: int, body: AccountChange) -> Any:
    """Change an account; 409 when somebody else changed it since `version`."""
    accounts.edit_account(request.actor, account_id, **body.model_dump(exclude_unset=True))
    return select.detail(request.actor, account_id)
