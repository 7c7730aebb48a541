"""Writes of hand-overs: what is open moves from one of us to another, and can go back (M0.10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from goldenkey.actions import activity, search
from goldenkey.actions.account import ownership
from goldenkey.actions.base import about, action, allowed, create, edit
from goldenkey.actions.many import give_many
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import NotFound, Refused
from goldenkey.selectors import succession as select

OWNED: Mapping[str, type[Any]] = {
    "account": m.Account, "opportunity": m.Opportunity, "contract": m.Contract, "lead": m.Lead,
}  # fmt: skip
FOUND: Sequence[str] = ("account", "opportunity", "contract", "lead")
"""What the search finds, so that the new team must find it."""


@action("account.hand_over")
def hand_over(
    actor: Actor, *, from_user_id: int, to_user_id: int, account_id: int | None = None,
    reason: str = "",
) -> m.Handover:  # fmt: skip
    """Move everything open of one of us, or what hangs on one customer, to another: all or nothing.

    Customers, opportunities, contracts, leads, next steps, and whom he looked after. What is
    closed stays under the name of who did it, as do commission shares.
    """
    select.giver(actor, from_user_id)
    taker, team = ownership(actor, to_user_id)
    if taker == from_user_id:
        raise Refused("hands_over_to_himself", field="to_user_id", requirement="M0.10")
    if account_id is not None:
        scope.get(actor, m.Account, account_id)
    ids = select.open_records(actor, from_user_id, account_id)
    if not any(ids.values()):
        raise Refused("nothing_to_hand_over", field="from_user_id", requirement="M0.10")
    moves = [one for kind, pks in ids.items() for one in _move(actor, kind, pks, taker, team)]
    made = create(
        actor, m.Handover, from_user_id=from_user_id, to_user_id=taker, account_id=account_id,
        reason=reason.strip()[:300], moves=moves, by_id=actor.user_id,
    )  # fmt: skip
    about(made)
    return made


@action("account.hand_over")
def undo(actor: Actor, handover_id: int) -> m.Handover:
    """Give back what the taker still has; what went on to others stays there and is counted.

    It can be run again: what comes back to the taker meanwhile goes back then.
    """
    found = select.handed(actor, handover_id)
    row = m.Handover.objects.select_for_update().get(pk=handover_id)
    if row.undone_at is not None:
        raise Refused("handover_undone", requirement="M0.10")
    if not found.giver_active:
        raise Refused("user_left", name=found.giver, requirement="M0.10")
    left = 0
    for kind, pks in _by_kind(row.moves).items():
        back = _still_with(kind, list(pks), row.to_user_id)
        left += len(pks) - len(back)
        for team in {pks[pk] for pk in back}:
            part = [pk for pk in back if pks[pk] == team]
            _move(actor, kind, part, row.from_user_id, team)
    edit(actor, row, left=left, undone_at=None if left else actor.now)
    about(row)
    return row


@action("step.edit")
def joint_visit(
    actor: Actor, account_id: int, *, contact_id: int, what: str, due_on: date
) -> m.NextStep:
    """Plan that who knows somebody alone takes the customer's owner along; the step is the owner's.

    Refused where nobody of the customer is meant, in a quiet period, or for a day that has passed.
    """
    account = scope.get(actor, m.Account, account_id)
    allowed(actor, account, "step.edit")
    if not m.Position.objects.filter(
        account=account, contact=contact_id, archived_at=None, until_on=None
    ).exists():
        raise NotFound("contact")
    if due_on < actor.today:
        raise Refused("date_has_passed", field="due_on")
    made = activity.plan_step(
        actor, account_id=account.pk, what=what, due_on=due_on, contact_ids=[contact_id]
    )
    return edit(actor, made, owner_id=account.owner_id)


def _move(
    actor: Actor, kind: str, pks: Sequence[int], owner_id: int, team_id: int | None
) -> list[list[Any]]:
    """Give rows of a kind to somebody; returns what they were: kind, id, owner, team before."""
    if kind == "lead":
        before = m.Lead.objects.filter(pk__in=pks).values_list("pk", "owner_id", "team_id")
        moves = [[kind, *row] for row in before]
        give_many(actor, m.Lead, pks, owner_id=owner_id, team_id=team_id)
    else:
        moves = [_give(actor, kind, pk, owner_id, team_id) for pk in pks]
    if kind in FOUND and team_id is not None:
        search.move(kind, list(pks), team_id)
    return moves


def _give(actor: Actor, kind: str, pk: int, owner_id: int, team_id: int | None) -> list[Any]:
    if kind in OWNED:
        row = OWNED[kind].objects.select_for_update().get(pk=pk)
        before = [kind, pk, row.owner_id, row.team_id]
        edit(actor, row, owner_id=owner_id, team_id=team_id)
        return before
    column = "our_user_id" if kind == "stakeholder" else "owner_id"
    model: type[Any] = m.Stakeholder if kind == "stakeholder" else m.NextStep
    held = model.objects.select_for_update().get(pk=pk)
    was = getattr(held, column)
    edit(actor, held, **{column: owner_id})
    return [kind, pk, was, None]


def _by_kind(moves: Sequence[Sequence[Any]]) -> dict[str, dict[int, int | None]]:
    """The team before, by kind and id."""
    found: dict[str, dict[int, int | None]] = {}
    for kind, pk, _owner, team in moves:
        found.setdefault(kind, {})[pk] = team
    return found


def _still_with(kind: str, pks: list[int], taker: int) -> list[int]:
    """Those of the records that are his now, and not put away."""
    if kind == "stakeholder":
        rows: Any = m.Stakeholder.objects.filter(our_user=taker)
    else:
        rows = (OWNED.get(kind) or m.NextStep).objects.filter(owner=taker)
    return sorted(rows.filter(pk__in=pks, archived_at=None).values_list("pk", flat=True))
