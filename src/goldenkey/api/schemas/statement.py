"""Bank statements as the API shows and takes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import Body, MoneyOut
from goldenkey.api.schemas.payment import PartIn


class ConfirmIn(Body):
    """Whose payment an entry is and what it settles; nothing given: as proposed."""

    account_id: int | None = None
    parts: list[PartIn] | None = None


class AsideIn(Body):
    """Why an entry is no customer's payment."""

    why: str = Field(max_length=300)


class JoinIn(Body):
    """The payment that was recorded by hand before."""

    payment_id: int


class ConfirmAllIn(Body):
    """Entries to confirm where the proposal is sure."""

    entry_ids: list[int] = Field(max_length=500)


class ConfirmedOut(Schema):
    """The payments made, and the entries a person must look at."""

    payment_ids: list[int]
    left: list[int]


class StatementRowOut(Schema):
    """A statement as lists show it; `counts` of its entries by state."""

    id: int
    file_name: str
    format: str
    bank_account: str
    currency: str
    from_on: date | None
    until_on: date | None
    given: int
    known: int
    by: str
    created_at: datetime
    counts: dict[str, int]


class StatementPage(Schema):
    """One page, and the cursor of the next."""

    rows: list[StatementRowOut]
    next: str


class EntrySumOut(Schema):
    """Sums of one currency: what came is what waits, was recorded and was put aside."""

    currency: str
    came: MoneyOut
    went: MoneyOut
    waits: MoneyOut
    recorded: MoneyOut
    aside: MoneyOut


class SettledLineOut(Schema):
    """A receivable that an entry would settle, and with how much."""

    receivable_id: int
    contract_id: int
    contract: str
    label: str
    trigger: str
    due_on: date
    open: MoneyOut
    part: MoneyOut


class MatchOut(Schema):
    """Whose payment an entry seems to be, why, and what it would settle."""

    account_id: int
    account: str
    reason: str
    sure: bool
    lines: list[SettledLineOut]
    rest: MoneyOut


class AlikeOut(Schema):
    """Something that may be the same money."""

    kind: str
    id: int
    name: str
    on: date


class BankEntryOut(Schema):
    """An entry with what became of it, or what it seems to be."""

    id: int
    version: int
    statement_id: int
    place: int
    booked_on: date
    money: MoneyOut
    payer: str
    words: str
    reference: str
    state: str
    account_id: int | None
    payment_id: int | None
    payment: str
    reversed_on: date | None
    aside_why: str
    proposal: MatchOut | None
    alike: list[AlikeOut]


class StatementOut(Schema):
    """A statement with a page of its entries; `next` is the place the next page begins after."""

    row: StatementRowOut
    entries: list[BankEntryOut]
    next: int
    sums: list[EntrySumOut]


def parts_of(given: list[PartIn] | None) -> dict[int, Decimal] | None:
    """Parts by receivable; one named twice gets the sum."""
    if given is None:
        return None
    found: dict[int, Decimal] = {}
    for part in given:
        found[part.receivable_id] = found.get(part.receivable_id, Decimal(0)) + part.amount
    return found
