"""Reads of the hand-over: the playbook's lists for a delivery, and what is done of them (M3.10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from goldenkey.data.models import Delivery
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook

MOMENTS: Final = ("handover",)
RISK_DAYS: Final = 3
"""A delivery that is not on its way is at risk so many days before its date (M3.11)."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """An item of a list; done on a day by somebody, or not yet."""

    list_key: str
    item: str
    say: str
    done_on: date | None
    by: str


@dataclass(frozen=True, slots=True)
class HandoverList:
    """One list of the playbook."""

    key: str
    name: str
    rows: tuple[CheckRow, ...]

    @property
    def done(self) -> int:
        """How many items are done."""
        return sum(1 for row in self.rows if row.done_on)


@dataclass(frozen=True, slots=True)
class HandoverView:
    """A delivery with its lists, and whether its day is at risk and nobody told the customer."""

    delivery_id: int
    version: int
    contract_id: int
    contract: str
    account_id: int
    account: str
    what: str
    promised_on: date
    planned_on: date
    shipped_on: date | None
    delivered_on: date | None
    at_risk: bool
    told: bool
    waited_minutes: int | None
    lists: tuple[HandoverList, ...]
    may_record: bool


def show(actor: Actor, delivery_id: int) -> HandoverView:
    """One delivery's hand-over; NotFound out of scope."""
    actor.require("contract.read")
    scope.get(actor, Delivery, delivery_id)
    row = Delivery.objects.select_related("contract__account", "contract__opportunity").get(
        pk=delivery_id
    )
    checks = row.checks.filter(archived_at=None).select_related("by")
    done = {(c.list_key, c.item): (c.on, c.by.name) for c in checks}
    told = row.told_for_on == row.planned_on
    soon = actor.today + timedelta(days=RISK_DAYS)
    on_its_way = row.shipped_on is not None or row.delivered_on is not None
    return HandoverView(
        delivery_id=row.pk,
        version=row.version,
        contract_id=row.contract_id,
        contract=row.contract.number,
        account_id=row.contract.account_id,
        account=row.contract.account.name,
        what=row.what,
        promised_on=row.promised_on,
        planned_on=row.planned_on,
        shipped_on=row.shipped_on,
        delivered_on=row.delivered_on,
        at_risk=not on_its_way and row.planned_on <= soon,
        told=told,
        waited_minutes=row.waited_minutes,
        lists=tuple(_list(actor, one, done) for one in lists_of(actor, row)),
        may_record=actor.may("delivery.record", row.contract, kind="contract"),
    )


def lists_of(actor: Actor, row: Delivery) -> tuple[Any, ...]:
    """The lists of the order's own playbook, else of the company's, for a hand-over."""
    actor.require("contract.read")
    held = row.contract.opportunity
    book = playbook.compiled(held.playbook_version_id) if held else playbook.of_team(actor, None)
    lists = book.guidance.checklists if book else ()
    return tuple(one for one in lists if one.moment in MOMENTS)


def known(actor: Actor, row: Delivery) -> set[tuple[str, str]]:
    """Every item of the delivery's lists, by list and item."""
    return {(one.key, item.id) for one in lists_of(actor, row) for item in one.items}


def _list(actor: Actor, one: Any, done: dict[tuple[str, str], tuple[date, str]]) -> HandoverList:
    return HandoverList(
        one.key,
        one.name.say(actor.language),
        tuple(
            CheckRow(
                one.key, item.id, item.say.say(actor.language),
                *done.get((one.key, item.id), (None, "")),
            )
            for item in one.items
        ),
    )  # fmt: skip
