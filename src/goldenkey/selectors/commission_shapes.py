"""The rows of commission: shares, lines of the ledger, sums, a statement (M7.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenkey.core.commission_terms import Part, Rung, Terms
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
    held: Money
    released_on: date | None
    payable: Money


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
    event_on: date | None
    because: Mapping[str, Any]
    disputes: tuple[DisputeRow, ...]
    may_dispute: bool


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A question about a line, and what was answered."""

    id: int
    version: int
    line_id: int
    by: str
    words: str
    raised_on: date
    state: str
    answer: str
    answered_by: str
    answered_on: date | None
    correction: Money | None
    may_answer: bool


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
    bonus: Money
    bad_debt: Money
    corrected: Money
    held: Money

    @property
    def lost(self) -> Money:
        """What was taken back, or is borne of bad debts."""
        return self.clawed_back + self.bad_debt


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person's period stands by a plan with tiers: its cash, and the bonus of it."""

    plan: str
    first: date
    last: date
    parts: tuple[Part, ...]
    cash: Money
    bonus: Money
    next: Rung | None
    lacks: Money | None


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
    closed: bool
    standings: tuple[Standing, ...]


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
    terms: Terms
    rungs: tuple[Rung, ...]
    replaces: str
    contracts: int
