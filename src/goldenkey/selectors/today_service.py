"""Today after the sale: contacts that were planned, complaints that wait for an answer (M8)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from goldenkey.core import after_sales as core
from goldenkey.core.today import Matter
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors.after_sales import Books
from goldenkey.selectors.today_shapes import MOST, Doing, Source, Sources

SOON_DAYS: Final = 1
"""A planned contact shows from the day before."""


def follow_ups(actor: Actor) -> Sources:
    """His own planned contacts that are due."""
    if not actor.may("follow_up.edit"):
        return {}
    soon = actor.today + timedelta(days=SOON_DAYS)
    rows = scope.visible(actor, m.FollowUp).filter(
        owner=actor.user_id, done_on=None, due_on__lte=soon
    )
    rows = rows.select_related("contract__account", "contract__opportunity")
    books = Books(actor)
    found = rows.order_by("due_on", "pk")[:MOST]
    return {("follow_up", row.pk): _follow_up(actor, row, books) for row in found}


def complaints(actor: Actor) -> Sources:
    """Open complaints that he answers, or has the power to solve."""
    if not actor.may("complaint.read"):
        return {}
    rows = scope.visible(actor, m.Complaint).filter(closed_on=None)
    mine = rows.filter(owner=actor.user_id) | rows.filter(solver=actor.user_id)
    found = mine.select_related("account").order_by("answer_by_on", "pk")[:MOST]
    return {("complaint", row.pk): _complaint(actor, row) for row in found}


def _follow_up(actor: Actor, row: m.FollowUp, books: Books) -> Source:
    contract = row.contract
    source = Source(
        title=contract.account.name,
        account=contract.number,
        account_id=contract.account_id,
        usual=Doing("follow_up"),
    )
    days = (actor.today - row.due_on).days
    params = {"what": books.say(contract, row.rule)}
    source.add(Matter("follow_up", ("follow_up", row.pk), days, params=params))
    return source


def _complaint(actor: Actor, row: m.Complaint) -> Source:
    source = Source(title=row.account.name, account_id=row.account_id, usual=Doing("complaint"))
    days = (actor.today - row.answer_by_on).days
    params = {"what": row.what, "step": core.next_step(row.state)}
    source.add(Matter("complaint", ("complaint", row.pk), days, params=params))
    return source
