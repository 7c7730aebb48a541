"""Hand-overs, packs and the merged map of a customer over the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import Body, MoneyOut


class MovingOut(Schema):
    """A record that would move, or moved."""

    kind: Literal["account", "opportunity", "contract", "lead", "nextstep", "stakeholder"]
    id: int
    name: str


class SoleLinkOut(Schema):
    """Somebody whom only one of us knows."""

    contact_id: int
    contact: str
    title: str
    account_id: int
    account: str
    user_id: int
    user: str
    last_met_on: date | None


class HandoverIn(Body):
    """Everything open of one of us, or what hangs on one customer of his, to another."""

    from_user_id: int
    to_user_id: int
    account_id: int | None = None
    reason: str = Field("", max_length=300)


class HandoverPreviewOut(Schema):
    """The dry list: what would move; `money` is what is still to be paid, by currency."""

    moving: list[MovingOut]
    money: list[MoneyOut]
    sole: list[SoleLinkOut]


class HandoverOut(Schema):
    """A hand-over; `left` went on to others and did not come back with the undo."""

    id: int
    giver_id: int
    giver: str
    taker_id: int
    taker: str
    account_id: int | None
    reason: str
    by: str
    created_at: datetime
    undone_at: datetime | None
    left: int
    moved: int
    moving: list[MovingOut]
    sole: list[SoleLinkOut]


class JointVisitIn(Body):
    """A visit together, planned as a step of the customer's owner."""

    contact_id: int
    what: str = Field(min_length=1, max_length=300)
    due_on: date


class PackPersonOut(Schema):
    """Somebody at the customer."""

    id: int
    name: str
    title: str
    department: str
    mobile: str
    phone: str
    email: str
    parts: list[str]
    last_contact_on: date | None
    known_by: list[str]


class PackPromiseOut(Schema):
    """Something promised, by them or by us."""

    theirs: bool
    what: str
    by_on: date | None
    about: str
    who: str
    money: MoneyOut | None


class PackOpportunityOut(Schema):
    """A live opportunity."""

    id: int
    name: str
    stage: str
    money: MoneyOut
    close_on: date | None
    next_step: str
    next_step_on: date | None


class PackMoneyOut(Schema):
    """Money still to come."""

    contract_id: int
    number: str
    due_on: date
    money: MoneyOut
    overdue_days: int


class PackOut(Schema):
    """Everything somebody needs who takes a customer over."""

    id: int
    name: str
    owner_id: int
    owner: str
    people: list[PackPersonOut]
    opportunities: list[PackOpportunityOut]
    promises: list[PackPromiseOut]
    steps: list[PackPromiseOut]
    owed: list[PackMoneyOut]
    sole: list[SoleLinkOut]


class MapPartOut(Schema):
    """What somebody is in one opportunity; stance is null where it is hidden from the reader."""

    opportunity_id: int
    opportunity: str
    roles: list[str]
    stance: str | None
    stance_confirmed: bool
    influence: str
    live: bool


class SomebodyOut(Schema):
    """A person over all opportunities of a customer."""

    id: int
    contact_id: int | None
    name: str
    title: str
    influence: str
    last_met_on: date | None
    in_conflict: bool
    parts: list[MapPartOut]


class AccountLineOut(Schema):
    """A line between two people, by their ids here."""

    kind: Literal["reports", "influences", "conflicts"]
    from_id: int
    to_id: int


class AccountMapOut(Schema):
    """Everybody at a customer; only opportunities in the reader's scope are in it."""

    id: int
    name: str
    people: list[SomebodyOut]
    lines: list[AccountLineOut]
    opportunities: list[dict[str, Any]]

    @staticmethod
    def resolve_opportunities(found: Any) -> list[dict[str, Any]]:
        """Opportunities as records."""
        return [{"id": pk, "name": name} for pk, name in found.opportunities]
