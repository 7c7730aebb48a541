"""Writes of opportunities: opened, changed, moved through stages, won, lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from goldenkey.actions import derive, search  # derive: copies and history follow every change
from goldenkey.actions.account import ownership
from goldenkey.actions.base import action, allowed, change, create, touch_opportunity
from goldenkey.actions.pricing import money_in, priced
from goldenkey.core import gates
from goldenkey.core.gates import GateDecision
from goldenkey.data.models import Account, GateOverride, Opportunity
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import playbook, snapshots

__all__ = ["StageMove", "advance_stage", "create_opportunity", "derive", "edit_opportunity"]


@dataclass(frozen=True, slots=True)
class StageMove:
    """What came of asking to move on: the gate's decision, and whether the stage changed."""

    decision: GateDecision
    moved: bool


@action("opportunity.create")
def create_opportunity(
    actor: Actor, account_id: int, *, name: str, amount: Decimal | str | int | None = None,
    currency: str = "", close_on: date | None = None, kind: str = "account_led", drive: str = "",
    playbook_key: str = "", channel: str = "", owner_id: int | None = None,
) -> Opportunity:  # fmt: skip
    """Open an opportunity at the first stage of the published playbook (M0.1, M0.2)."""
    account = scope.get(actor, Account, account_id)
    if not name.strip():
        raise Refused("required", field="name")
    version = playbook.current(actor, playbook_key)
    first = playbook.compiled(version).stages[0]
    owner, team = ownership(actor, owner_id or account.owner_id)
    money = money_in(amount or 0, currency or actor.currency)
    made = create(
        actor,
        Opportunity,
        account=account,
        name=name.strip(),
        kind=kind,
        drive=drive if kind == "project_led" else "",
        playbook_version_id=version,
        stage=first.key,
        phase=first.phase,
        stage_since=actor.today,
        close_on=close_on,
        channel=channel,
        owner_id=owner,
        team_id=team,
        **priced(actor, money),
    )
    index(made, account)
    return made


@action("opportunity.edit")
def edit_opportunity(
    actor: Actor, opportunity_id: int, *, version: int, **fields: Any
) -> Opportunity:
    """Change name, amount, close date, kind or the customer's buying step.

    A close date moved later counts as slipped (M4.7); who set it first stays in the history.
    """
    with _changing(actor, opportunity_id, "opportunity.edit", version) as row:
        _set_amount(actor, row, fields)
        later = fields.get("close_on")
        if later and row.close_on and later > row.close_on:
            row.close_moves += 1
        for name in ("name", "close_on", "kind", "drive", "buying_step", "channel"):
            if name in fields:
                setattr(row, name, fields[name] or ("" if name != "close_on" else None))
        _check(row)
    index(row, row.account)
    return row


@action("opportunity.advance")
def advance_stage(
    actor: Actor, opportunity_id: int, *, version: int, override_reason: str = ""
) -> StageMove:
    """Move an opportunity to its next stage when the gate opens, or with a reason (M3.7)."""
    with _changing(actor, opportunity_id, "opportunity.advance", version) as row:
        _must_be_live(row)
        seen = snapshots.opportunities(actor, [opportunity_id])[opportunity_id]
        after = seen.playbook.stage_after(row.stage)
        if after is None:
            raise Refused("last_stage", requirement="M3.1")
        if seen.playbook.stage(row.stage).phase == "validate" and row.go == "no_go":
            raise Refused("no_go_decided", field="go", requirement="M3.3")
        decision = gates.judge(seen.playbook.gate(row.stage), seen)
        moved = decision.opens or _let_through(actor, row, decision, override_reason)
        if moved:
            _enter(actor, row, after, seen.playbook.stage(after).phase)
    return StageMove(decision, moved)


@action("opportunity.advance")
def move_back(
    actor: Actor, opportunity_id: int, *, version: int, stage: str, reason: str
) -> Opportunity:
    """Go back to an earlier stage, with a reason (M0.3)."""
    with _changing(actor, opportunity_id, "opportunity.advance", version) as row:
        _must_be_live(row)
        book = playbook.compiled(row.playbook_version_id)
        earlier = [s.key for s in book.stages_before(row.stage)]
        if stage not in earlier:
            raise Refused("not_an_earlier_stage", field="stage", requirement="M0.3")
        if not reason.strip():
            raise Refused("reason_required", field="reason", requirement="M0.3")
        _enter(actor, row, stage, book.stage(stage).phase)
        create(
            actor, GateOverride, opportunity=row, stage=stage, by_id=actor.user_id,
            reason=reason.strip()[:500], missing=["backward"], at=actor.now,
        )  # fmt: skip
    return row


@action("opportunity.advance")
def decide_go(
    actor: Actor, opportunity_id: int, *, version: int, go: str, reason: str
) -> Opportunity:
    """Go on, or give up early where hope is small; always with a reason (M3.3)."""
    with _changing(actor, opportunity_id, "opportunity.advance", version) as row:
        _must_be_live(row)
        if go not in ("go", "no_go"):
            raise Refused("bad_choice", field="go", requirement="M3.3")
        if not reason.strip():
            raise Refused("reason_required", field="reason", requirement="M3.3")
        row.go, row.go_reason = go, reason.strip()[:500]
    from goldenkey.actions.fact import note

    note(actor, "opportunity", opportunity_id, "go.decision", go)
    return row


@action("opportunity.close")
def lose(
    actor: Actor, opportunity_id: int, *, version: int, reason: str, lost_to: str
) -> Opportunity:
    """Mark as lost: the reason and the competitor are asked, so that the team can learn."""
    with _changing(actor, opportunity_id, "opportunity.close", version) as row:
        _must_be_open(row)
        if not reason.strip():
            raise Refused("reason_required", field="reason")
        if not lost_to.strip():
            raise Refused("competitor_required", field="lost_to")
        row.lost_reason, row.lost_to = reason.strip()[:500], lost_to.strip()[:200]
        row.state, row.live, row.closed_on = "lost", False, actor.today
    return row


@action("opportunity.close")
def drop(actor: Actor, opportunity_id: int, *, version: int, reason: str) -> Opportunity:
    """Give up: nobody else won it, there is nothing to win (no-go at stage 2, M3.3)."""
    with _changing(actor, opportunity_id, "opportunity.close", version) as row:
        _must_be_open(row)
        if not reason.strip():
            raise Refused("reason_required", field="reason", requirement="M3.3")
        row.lost_reason, row.state = reason.strip()[:500], "dropped"
        row.live, row.closed_on = False, actor.today
    return row


@action("opportunity.close")
def reopen(actor: Actor, opportunity_id: int, *, version: int, reason: str) -> Opportunity:
    """Take a lost or dropped opportunity up again, with a reason."""
    with _changing(actor, opportunity_id, "opportunity.close", version) as row:
        if row.state not in ("lost", "dropped"):
            raise Refused("not_closed")
        if not reason.strip():
            raise Refused("reason_required", field="reason")
        row.state, row.live, row.closed_on = "open", True, None
        row.lost_reason, row.lost_to = "", ""
    return row


@action("opportunity.edit")
def give(actor: Actor, opportunity_id: int, *, version: int, owner_id: int) -> Opportunity:
    """Give an opportunity to a colleague; its team follows the owner."""
    with _changing(actor, opportunity_id, "opportunity.edit", version) as row:
        row.owner_id, row.team_id = ownership(actor, owner_id)
    index(row, row.account)
    return row


def index(row: Opportunity, account: Account) -> None:
    """Make the opportunity findable by its own name and its customer's."""
    search.index(
        search.Entry("opportunity", row.pk, row.team_id, row.name, account.name, account.name)
    )


@contextmanager
def _changing(actor: Actor, pk: int, right: str, version: int) -> Iterator[Opportunity]:
    touch_opportunity(pk)
    with change(actor, Opportunity, pk, right=right, version=version) as row:
        yield row


def _let_through(actor: Actor, row: Opportunity, decision: GateDecision, reason: str) -> bool:
    if not reason.strip():
        return False
    allowed(actor, row, "opportunity.override")
    create(
        actor,
        GateOverride,
        opportunity=row,
        stage=row.stage,
        by_id=actor.user_id,
        reason=reason.strip()[:500],
        missing=[m.criterion.id for m in decision.missing],
        at=actor.now,
    )
    return True


def _enter(actor: Actor, row: Opportunity, stage: str, phase: str) -> None:
    row.stage, row.phase, row.stage_since = stage, phase, actor.today


def _set_amount(actor: Actor, row: Opportunity, fields: dict[str, Any]) -> None:
    if fields.get("amount") is None and not fields.get("currency"):
        return
    currency = fields.get("currency") or row.currency
    amount = fields["amount"] if fields.get("amount") is not None else row.money.amount
    for name, value in priced(actor, money_in(amount, currency)).items():
        setattr(row, name, value)


def _check(row: Opportunity) -> None:
    if not row.name.strip():
        raise Refused("required", field="name")
    if row.amount_minor < 0:
        raise Refused("negative_amount", field="amount")
    steps = [s.key for s in playbook.compiled(row.playbook_version_id).buying_steps]
    if row.buying_step and row.buying_step not in steps:
        raise Refused("bad_choice", field="buying_step", requirement="M0.4")


def _must_be_live(row: Opportunity) -> None:
    if not row.live:
        raise Refused("not_live")


def _must_be_open(row: Opportunity) -> None:
    if row.state != "open":
        raise Refused("not_open")
