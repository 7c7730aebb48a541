"""Receivables and their ageing as the API shows them."""

from __future__ import annotations

from datetime import date

from ninja import Schema

from goldenkey.api.schemas.common import MoneyOut


class ReceivableOut(Schema):
    """A receivable; `uncleared` is paid by notes that are not cash yet."""

    id: int
    contract_id: int
    contract: str
    opportunity_id: int | None
    account_id: int
    account: str
    owner_id: int
    owner: str
    label: str
    trigger: str
    delivery: str
    money: MoneyOut
    open: MoneyOut
    open_org: MoneyOut
    uncleared: MoneyOut
    triggered_on: date
    due_on: date
    days_late: int
    bucket: str
    state: str


class ReceivablePage(Schema):
    """One page, and the cursor of the next."""

    rows: list[ReceivableOut]
    next: str


class BucketOut(Schema):
    """What is open of one age."""

    bucket: str
    count: int
    total: MoneyOut


class AgeingOut(Schema):
    """All that is open by age; the buckets sum to the total."""

    buckets: list[BucketOut]
    count: int
    total: MoneyOut
    overdue: MoneyOut
    uncleared: MoneyOut
    unallocated: MoneyOut
