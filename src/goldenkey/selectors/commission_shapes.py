"""The rows of commission: shares, lines of the ledger, sums, a statement (M7.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenkey.core.money import Money


@dataclass(frozen=True, slots=True)
class ShareRow:
    """Somebody's share of a contract: what he may expect of it and what he has earned."""

    user_id: int
    user: str
    contract_id: int
    contract: str
    account: str
    signed_on: date
    basis_points: int
    rate: int | None
    expected: Money
    earned: Money
    left: Money


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the ledger and what caused it, in numbers."""

    id: int
    on: date
    kind: str
    money: Money
    user: str
    contract_id: int
    contract: str
    account: str
    payment_id: int | None
    payment: str
    part: Money | None
    cleared: Money | None
    whole: Money
    rate: int
    share: int
    through: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums of one currency: what is expected yet, the month's lines, what stands over."""

    currency: str
    expected: Money
    earned: Money
    clawed_back: Money
    payable: Money
    paid: Money
    to_approve: Money
    to_pay: Money


@dataclass(frozen=True, slots=True)
class Statement:
    """A salesperson's commission of a month, explained line by line."""

    user_id: int
    user: str
    month: date
    until: date
    figures: tuple[Figures, ...]
    lines: tuple[LineRow, ...]
    expectations: tuple[ShareRow, ...]
    may_approve: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A salesperson's month in a list of several."""

    user_id: int
    user: str
    figures: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A company's commission plan."""

    id: int
    version: int
    name: str
    rate: int
    from_on: date
    until_on: date | None
