"""Commission: a plan from the first day; what was earned is approved and paid month by month."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import partial

from django.db import transaction

from goldenkey.actions import commission, commission_plan
from goldenkey.demo.company import PARTS, Company
from goldenkey.demo.script import Script
from goldenkey.policies.errors import Refused

BASIS_POINTS = 200
MONTHS = 12


def set_plan(company: Company) -> None:
    """Two in a hundred, from the day the company began."""
    actor = company.actor("finance")
    name = company.words.company["commission"]["plan"]
    commission_plan.create_plan(actor, name=name, basis_points=BASIS_POINTS, from_on=actor.today)


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
