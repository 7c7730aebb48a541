"""Accounts over the API: the same actions and selectors as the pages."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import account as accounts
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.account import (
    AccountChange,
    AccountNew,
    AccountOut,
    AccountPage,
    GiveIn,
)
from goldenkey.api.schemas.common import given
from goldenkey.selectors import account as select

router = Router(tags=["accounts"])


@router.get("/accounts", response=AccountPage)
@requires("account.read")
def list_accounts(
    request: Request, cursor: str = "", q: str = "", mine: bool = False, due: bool = False,
    grade: str = "", kind: str = "", industry: str = "",
) -> Any:  # fmt: skip
    """Accounts in scope, newest first, by keyset pages; with `q` the best matches on one page.

    `grade` is `intent:O` or `value:A`; `due` are those whose next contact is due.
    """
    wanted = select.Filters(q=q, mine=mine, due=due, grade=grade, kind=kind, industry=industry)
    return select.page(request.actor, wanted, cursor=cursor)


@router.post("/accounts", response={201: AccountOut})
@requires("account.create")
def create_account(request: Request, body: AccountNew) -> Any:
    """Add an account."""
    made = accounts.create_account(request.actor, **given(body))
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
    accounts.edit_account(request.actor, account_id, **given(body))
    return select.detail(request.actor, account_id)


@router.post("/accounts/{account_id}/owner", response=AccountOut)
@requires("account.edit")
def give_account(request: Request, account_id: int, body: GiveIn) -> Any:
    """Give an account to a colleague; its team follows the owner."""
    accounts.give_account(request.actor, account_id, **body.model_dump())
    return select.detail(request.actor, account_id)


@router.delete("/accounts/{account_id}", response={204: None})
@requires("account.edit")
def archive_account(request: Request, account_id: int, version: int) -> Any:
    """Put an account away (archived, not deleted)."""
    accounts.archive_account(request.actor, account_id, version=version)
    return 204, None


@router.post("/accounts/{account_id}/restoration", response=AccountOut)
@requires("account.edit")
def restore_account(request: Request, account_id: int) -> Any:
    """Take an account back that was put away."""
    accounts.restore_account(request.actor, account_id)
    return select.detail(request.actor, account_id)
