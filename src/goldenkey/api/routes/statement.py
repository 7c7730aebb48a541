"""Bank statements over the API: brought in, matched, confirmed; no entry is counted twice."""

from __future__ import annotations

from typing import Any, Literal

from ninja import File, Form, Router
from ninja.files import UploadedFile

from goldenkey.actions import import_choices
from goldenkey.actions import statement as statements
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.payment import PaymentOut
from goldenkey.api.schemas.statement import (
    AsideIn,
    BankEntryOut,
    ConfirmAllIn,
    ConfirmedOut,
    ConfirmIn,
    JoinIn,
    StatementOut,
    StatementPage,
    parts_of,
)
from goldenkey.policies.errors import Refused
from goldenkey.selectors import payment as payments
from goldenkey.selectors import statement as select

router = Router(tags=["bank statements"])


@router.get("/statements", response=StatementPage)
@requires("statement.import")
def list_statements(request: Request, cursor: str = "") -> Any:
    """Statements, the last brought in first."""
    return select.page(request.actor, cursor=cursor)


@router.post("/statements", response={201: StatementOut})
@requires("statement.import")
def bring_in_statement(
    request: Request,
    file: File[UploadedFile | None] = None,
    bank_account: Form[str] = "",
    currency: Form[str] = "",
    encoding: Form[str] = "",
) -> Any:
    """Send a statement (CSV, spreadsheet, camt.053); a table needs `bank_account`."""
    if file is None:
        raise Refused("required", field="file")
    import_choices.refuse_size(file.size or 0)
    made = statements.bring_in(
        request.actor, file.name or "", file.read(), bank_account=bank_account,
        currency=currency, encoding=encoding,
    )  # fmt: skip
    return 201, select.detail(request.actor, made.pk)


@router.get("/statements/{statement_id}", response=StatementOut)
@requires("statement.import")
def read_statement(
    request: Request, statement_id: int, after: int = 0,
    state: Literal["", "open", "recorded", "aside", "out"] = "",
) -> Any:  # fmt: skip
    """One statement with a page of its entries and what they seem to pay."""
    return select.detail(request.actor, statement_id, state=state, after=after)


@router.get("/statement-entries", response=list[BankEntryOut])
@requires("statement.import")
def list_waiting_entries(request: Request, after: int = 0) -> Any:
    """Entries of all statements that wait for a decision."""
    return select.waiting(request.actor, after=after)


@router.post("/statement-entries/confirmation", response=ConfirmedOut)
@requires("statement.import")
def confirm_entries(request: Request, body: ConfirmAllIn) -> Any:
    """Confirm the sure proposals among these entries; the others are left as they are."""
    made, left = statements.confirm_all(request.actor, body.entry_ids)
    return {"payment_ids": [payment.pk for payment in made], "left": left}


@router.post("/statement-entries/{entry_id}/payment", response={201: PaymentOut})
@requires("statement.import")
def confirm_entry(request: Request, entry_id: int, body: ConfirmIn) -> Any:
    """Record an entry as the payment it is."""
    made = statements.confirm(
        request.actor, entry_id, account_id=body.account_id, parts=parts_of(body.parts)
    )
    return 201, payments.detail(request.actor, made.pk)


@router.put("/statement-entries/{entry_id}/payment", response=PaymentOut)
@requires("statement.import")
def join_entry(request: Request, entry_id: int, body: JoinIn) -> Any:
    """Say that an entry is a payment recorded by hand: it is not recorded again."""
    statements.join(request.actor, entry_id, payment_id=body.payment_id)
    return payments.detail(request.actor, body.payment_id)


@router.post("/statement-entries/{entry_id}/aside", response=BankEntryOut)
@requires("statement.import")
def set_entry_aside(request: Request, entry_id: int, body: AsideIn) -> Any:
    """Put an entry aside that is no customer's payment."""
    statements.set_aside(request.actor, entry_id, why=body.why)
    return select.entry(request.actor, entry_id)


@router.delete("/statement-entries/{entry_id}/aside", response=BankEntryOut)
@requires("statement.import")
def take_entry_up(request: Request, entry_id: int) -> Any:
    """Have an entry wait again: one put aside, or one whose payment was reversed."""
    statements.take_up(request.actor, entry_id)
    return select.entry(request.actor, entry_id)
