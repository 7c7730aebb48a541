"""One customer's money over the API: statement of account, letters, credit; hand-over."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Router

from goldenkey.actions import credit as credits_
from goldenkey.actions import handover as handovers
from goldenkey.actions import letter as sending
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.account_money import (
    AccountStatementOut,
    CheckIn,
    CreditOut,
    DeliveryHandoverOut,
    LetterIn,
    LetterOut,
    RecordedOut,
    ReleaseIn,
    TermsIn,
    WaitIn,
)
from goldenkey.api.schemas.common import Made
from goldenkey.documents import letters
from goldenkey.selectors import account_statement
from goldenkey.selectors import credit as credit_select
from goldenkey.selectors import handover as handover_select
from goldenkey.selectors import letter as letter_select

router = Router(tags=["receivables"])


@router.get("/accounts/{account_id}/statement", response=AccountStatementOut)
@requires("receivable.read")
def statement_of_account(request: Request, account_id: int, from_on: date | None = None) -> Any:
    """What became due, what came, and the balance after each."""
    return account_statement.show(request.actor, account_id, from_on=from_on)


@router.get("/accounts/{account_id}/letter", response=LetterOut)
@requires("receivable.read")
def read_letter(
    request: Request, account_id: int,
    tone: Literal["", "before", "due", "late", "final"] = "",
    language: Literal["", "zh-hant", "zh-hans", "en"] = "",
) -> Any:  # fmt: skip
    """A letter about what is open, as it would go out now."""
    data = letter_select.data(request.actor, account_id, tone=tone, language=language)
    return letters.write(data)


@router.post("/accounts/{account_id}/letter", response=RecordedOut)
@requires("collection.record")
def send_letter(request: Request, account_id: int, body: LetterIn) -> Any:
    """Send or hand out a letter; the step is recorded at each receivable it names (M7.4)."""
    made = sending.send_letter(request.actor, account_id, **body.model_dump())
    return {"recorded": len(made)}


@router.get("/accounts/{account_id}/credit", response=CreditOut)
@requires("credit.read")
def read_credit(request: Request, account_id: int) -> Any:
    """A customer's limit, terms, and what he stands for (M7.3)."""
    return credit_select.show(request.actor, account_id)


@router.put("/accounts/{account_id}/credit", response=CreditOut)
@requires("credit.set")
def set_credit(request: Request, account_id: int, body: TermsIn) -> Any:
    """Grant a customer credit."""
    credits_.set_terms(request.actor, account_id, **body.model_dump())
    return credit_select.show(request.actor, account_id)


@router.delete("/accounts/{account_id}/credit", response=CreditOut)
@requires("credit.set")
def drop_credit(request: Request, account_id: int) -> Any:
    """Take a customer's terms back: nothing stops him any more."""
    credits_.drop_terms(request.actor, account_id)
    return credit_select.show(request.actor, account_id)


@router.post("/accounts/{account_id}/credit/releases", response={201: Made})
@requires("credit.set")
def release_credit(request: Request, account_id: int, body: ReleaseIn) -> Any:
    """Let one signature or shipment pass above the terms, with a reason."""
    return 201, credits_.release(request.actor, account_id, **body.model_dump())


@router.delete("/credit-releases/{release_id}", response=Made)
@requires("credit.set")
def withdraw_release(request: Request, release_id: int) -> Any:
    """Take a release back that was not used."""
    return credits_.withdraw_release(request.actor, release_id)


@router.get("/deliveries/{delivery_id}/handover", response=DeliveryHandoverOut)
@requires("contract.read")
def read_handover(request: Request, delivery_id: int) -> Any:
    """The playbook's hand-over lists for a delivery, and what of them is done (M3.10)."""
    return handover_select.show(request.actor, delivery_id)


@router.post("/deliveries/{delivery_id}/handover", response=DeliveryHandoverOut)
@requires("delivery.record")
def check_handover_item(request: Request, delivery_id: int, body: CheckIn) -> Any:
    """Tick an item of a hand-over list, or take the tick back."""
    handovers.check_item(request.actor, delivery_id, **body.model_dump())
    return handover_select.show(request.actor, delivery_id)


@router.put("/deliveries/{delivery_id}/handover/wait", response=DeliveryHandoverOut)
@requires("delivery.record")
def note_waiting_time(request: Request, delivery_id: int, body: WaitIn) -> Any:
    """Note how long the customer waited at the hand-over."""
    handovers.note_wait(request.actor, delivery_id, minutes=body.minutes)
    return handover_select.show(request.actor, delivery_id)
