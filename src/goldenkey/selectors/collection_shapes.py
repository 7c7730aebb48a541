"""What pages and API show of collection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goldenkey.core.late_money import Band, Provided
from goldenkey.core.money import Money
from goldenkey.core.statutory import Pack
from goldenkey.selectors.receivable import ReceivableRow


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What one customer, salesperson, team, contract or currency owes, by age.

    In the organisation's currency; of a currency `own` is the sum in that currency.
    """

    key: str
    id: int
    name: str
    count: int
    buckets: tuple[Money, ...]
    total: Money
    overdue: Money
    own: Money | None


@dataclass(frozen=True, slots=True)
class Dso:
    """Days sales outstanding, with what it is made of: open / became due × days."""

    days: int
    open: Money
    sales: Money
    dso: Decimal | None


@dataclass(frozen=True, slots=True)
class DueRow:
    """A step of collection to take now, for which receivable; `say` is the playbook's sentence."""

    receivable: ReceivableRow
    step: str
    kind: str
    say: str
    since: date
    skipped: int


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise, with what came until its day."""

    id: int
    version: int
    receivable_id: int
    account_id: int
    account: str
    contract: str
    money: Money
    paid: Money
    given_on: date
    promised_on: date
    said_by: str
    note: str
    by: str
    state: str


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A dispute, open or settled."""

    id: int
    version: int
    receivable_id: int
    account_id: int
    account: str
    contract: str
    money: Money
    reason: str
    opened_on: date
    settled_on: date | None
    note: str
    outcome: str
    by: str


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """A step that was taken."""

    step: str
    say: str
    kind: str
    way: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the playbook for one receivable: from when, and when it was taken."""

    step: str
    kind: str
    say: str
    due_from: date
    taken_on: date | None
    now: bool


@dataclass(frozen=True, slots=True)
class CareView:
    """One receivable with everything done to get it paid, and what waiting for it costs."""

    row: ReceivableRow
    steps: tuple[StepRow, ...]
    next: DueRow | None
    reminders: tuple[ReminderRow, ...]
    promises: tuple[PromiseRow, ...]
    disputes: tuple[DisputeRow, ...]
    disputed: bool
    cost: Money
    cost_rate: int
    new_business: Money | None
    margin: int
    pack: Pack | None
    statutory_interest: Money | None
    may_record: bool


@dataclass(frozen=True, slots=True)
class PolicyView:
    """How the company reckons late money; what it did not set comes from the playbook."""

    carrying_cost: int
    gross_margin: int
    own_carrying_cost: int | None
    own_gross_margin: int | None
    provision: tuple[Band, ...]
    statute: str
    pack: Pack | None
    version: int | None


@dataclass(frozen=True, slots=True)
class CostView:
    """What late money costs now: per year at this rate, the new business it eats, the provision."""

    late: Money
    rate: int
    margin: int
    cost_so_far: Money
    cost_per_month: Money
    eaten_by_cost: Money | None
    eaten_by_loss: Money | None
    rows: tuple[Provided, ...]
    provision: Money
