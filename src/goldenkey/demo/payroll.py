"""Commission: a plan from the first day; what was earned is approved and paid month by month."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import partial

from django.db import transaction

from goldenkey.actions import commission, commission_dispute, commission_month, commission_plan
from goldenkey.demo.company import PARTS, Company
from goldenkey.demo.script import Script
from goldenkey.policies.errors import Refused
from goldenkey.selectors import commission as statements
from goldenkey.selectors import commission_month as months

BASIS_POINTS = 200
HOLDBACK = 1_000
MONTHS = 12


def set_plan(company: Company) -> None:
    """Two in a hundred, three above a tier; a tenth waits for the acceptance."""
    actor = company.actor("finance")
    name = company.words.company["commission"]["plan"]
    tier = company.words.company["commission"]["tier_from"]
    commission_plan.create_plan(
        actor, name=name, basis_points=BASIS_POINTS, from_on=actor.today,
        tiers=[(tier, BASIS_POINTS + 100)], holdback=HOLDBACK,
    )  # fmt: skip


def pay_out(script: Script) -> None:
    """On the fifth of each month finance approves the month before; a week later it pays.

    The last month is approved and still to be paid; this month's is only earned.
    """
    first = script.company.today.replace(day=1)
    for _ in range(MONTHS):
        through = first - timedelta(days=1)
        last = first == script.company.today.replace(day=1)
        ago = (script.company.today - first).days - 4
        if ago >= 0:
            script.add(ago, "finance", partial(_approve, script.company, through))
        if ago - 7 >= 0 and not last:
            script.add(ago - 7, "finance", partial(_pay, script.company))
        first = through.replace(day=1)


def _approve(company: Company, through: date) -> None:
    actor = company.actor("finance")
    while (found := months.months(actor)).over and found.next and found.next <= through:
        commission_month.close_month(actor, month=found.next)
    for user_id in _sellers(company):
        with _unless_nothing():
            commission.approve(actor, user_id, through=through)


def _pay(company: Company) -> None:
    actor = company.actor("finance")
    for user_id in _sellers(company):
        with _unless_nothing():
            commission.pay(actor, user_id, on=actor.today)


@contextmanager
def _unless_nothing() -> Iterator[None]:
    """Who earned nothing that month is passed over."""
    with suppress(Refused), transaction.atomic():
        yield


def _sellers(company: Company) -> list[int]:
    return [company.users[p].pk for p, (role, _team, _rank) in PARTS.items() if role == "rep"]


def ask(script: Script) -> None:
    """A salesperson questions the last line of his commission; finance has not answered yet."""
    script.add(2, "central_1", partial(_ask, script.company))


def _ask(company: Company) -> None:
    actor = company.actor("central_1")
    rows = statements.lines(actor, user_id=actor.user_id).rows
    earned = next((row for row in rows if row.kind == "earned"), None)
    if earned:
        words = company.words.company["commission"]["question"]
        commission_dispute.raise_dispute(actor, earned.id, words=words)
