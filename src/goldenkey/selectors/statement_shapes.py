"""What pages and API show of bank statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from goldenkey.core.allocation import Part
from goldenkey.core.money import Money


@dataclass(frozen=True, slots=True)
class StatementRow:
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
    counts: Mapping[str, int]

    @property
    def waiting(self) -> int:
        """Entries that wait for a decision."""
        return self.counts["open"]


@dataclass(frozen=True, slots=True)
class CurrencySum:
    """Sums of one currency: what came is what waits, was recorded and was put aside."""

    currency: str
    came: Money
    went: Money
    waits: Money
    recorded: Money
    aside: Money


@dataclass(frozen=True, slots=True)
class SettledLine:
    """A receivable that an entry would settle, and with how much."""

    receivable_id: int
    contract_id: int
    contract: str
    label: str
    trigger: str
    due_on: date
    open: Money
    part: Money


@dataclass(frozen=True, slots=True)
class ProposalView:
    """Whose payment an entry seems to be, why, and what it would settle."""

    account_id: int
    account: str
    reason: str
    sure: bool
    lines: tuple[SettledLine, ...]
    rest: Money

    @property
    def parts(self) -> tuple[Part, ...]:
        """How much each receivable gets."""
        return tuple(Part(line.receivable_id, line.part) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Alike:
    """Something that may be the same money: a payment recorded by hand, an entry of another file.

    `kind` is "payment" or "entry"; `id` of an entry is that of its statement.
    """

    kind: str
    id: int
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry with what became of it, or what it seems to be."""

    id: int
    version: int
    statement_id: int
    place: int
    booked_on: date
    money: Money
    payer: str
    words: str
    reference: str
    state: str
    account_id: int | None
    payment_id: int | None
    payment: str
    reversed_on: date | None
    aside_why: str
    proposal: ProposalView | None
    alike: tuple[Alike, ...]


@dataclass(frozen=True, slots=True)
class StatementDetail:
    """A statement with its entries; `next` is the place after which the next page begins."""

    row: StatementRow
    entries: tuple[EntryRow, ...]
    next: int
    sums: tuple[CurrencySum, ...]
