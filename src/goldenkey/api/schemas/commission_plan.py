"""Commission plans and months as the API shows and takes them."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.commission import RungOut
from goldenkey.api.schemas.common import Body, MoneyOut


class TierIn(Body):
    """Above so much cash of a period, in major units, this rate in basis points."""

    above: str
    rate: int


class PlanRule(Body):
    """A rule of commission; rates, accelerator and holdback are basis points."""

    name: str = Field(max_length=100)
    basis_points: int
    from_on: date
    currency: str = ""
    period: str = "quarter"
    tiers: list[TierIn] = Field(default_factory=list)
    quota: str | None = None
    accelerator: int = 10_000
    holdback: int = 0
    holdback_days: int = 0


class PlanNew(PlanRule):
    """A company's rule of commission for contracts signed in these days."""

    until_on: date | None = None


class PlanChange(PlanRule):
    """The rule, changed for contracts signed from `from_on`; 409 for a stale version."""

    version: int


class PlanEnd(Body):
    """The last day of a plan."""

    until_on: date
    version: int


class TermsOut(Schema):
    """What of a plan goes beyond its rate."""

    currency: str
    period: str
    quota_minor: int | None
    accelerator: int
    holdback: int
    holdback_days: int


class RateOut(Schema):
    """A commission plan."""

    id: int
    version: int
    name: str
    rate: int
    from_on: date
    until_on: date | None
    terms: TermsOut
    rungs: list[RungOut]
    replaces: str
    contracts: int


class MonthIn(Body):
    """A month, by any day of it."""

    month: date


class MonthSumsOut(Schema):
    """A closed month's sums in one currency."""

    currency: str
    earned: MoneyOut
    lost: MoneyOut
    bonus: MoneyOut
    corrected: MoneyOut
    payable: MoneyOut
    paid: MoneyOut


class MonthOut(Schema):
    """A closed month."""

    id: int
    month: date
    closed_at: datetime
    by: str
    lines: int
    people: int
    sums: list[MonthSumsOut]


class MonthsOut(Schema):
    """Closed months, the latest first, and the next; `over` says that it can be closed."""

    rows: list[MonthOut]
    next: date | None
    over: bool


class MonthMade(Schema):
    """The month that was closed."""

    id: int
    first: date
    lines: int


class LedgerDifferenceOut(Schema):
    """A sum that is not what its rule gives, in minor units."""

    what: str
    id: int
    user_id: int
    stands: int
    should: int


class LedgerCheckOut(Schema):
    """The ledger worked out anew; nothing `wrong` means that it agrees to the cent."""

    at: datetime
    wrong: list[LedgerDifferenceOut]
