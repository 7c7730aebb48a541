"""Writes of the terms sheet: issues, moves, answers to gives that wait, packages (M6.1–M6.2)."""

from __future__ import annotations

from typing import Any

from goldenkey.actions import derive, fact  # derive: copies follow
from goldenkey.actions.base import (
    action,
    allowed,
    archive,
    change,
    create,
    edit,
    touch_opportunity,
)
from goldenkey.core import negotiation
from goldenkey.core.negotiation import Decision
from goldenkey.data.models import (
    Opportunity,
    TermsIssue,
    TermsMove,
    TermsSheet,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import approver, playbook, snapshots
from goldenkey.selectors import terms as select
from goldenkey.wording.terms import spoken

__all__ = ["derive", "open_sheet"]

USUAL = {
    "price": ("money", "higher"), "delivery": ("days", "higher"), "warranty": ("months", "lower"),
    "payment": ("days", "lower"), "service": ("text", "higher"),
}  # fmt: skip
"""The unit of the usual issues, and which way is better for us."""

LIMITED = ("walk_away", "alternative")


@action("terms.edit")
def open_sheet(actor: Actor, opportunity_id: int) -> TermsSheet:
    """Begin the terms sheet with the issues of the playbook; again answers with the same (M6.1)."""
    row = scope.get(actor, Opportunity, opportunity_id, lock=True)
    allowed(actor, row, "terms.edit")
    known = TermsSheet.objects.filter(opportunity=row).first()
    if known is not None:
        return known
    if not row.live:
        raise Refused("not_live", requirement="M6.1")
    sheet = create(actor, TermsSheet, opportunity=row)
    for place, key in enumerate(_keys(row), start=1):
        unit, better = USUAL.get(key, ("text", "higher"))
        create(actor, TermsIssue, sheet=sheet, place=place, key=key, unit=unit, better=better)
    return sheet


@action("terms.edit")
def edit_sheet(actor: Actor, opportunity_id: int, *, version: int, **fields: str) -> TermsSheet:
    """Say where we walk away, and what else we would do; both need the right to limits."""
    sheet = open_sheet(actor, opportunity_id)
    with change(actor, TermsSheet, sheet.pk, right="terms.limit", version=version) as held:
        for name in LIMITED:
            if name in fields:
                setattr(held, name, fields[name].strip()[:300])
    return held


@action("terms.edit")
def add_issue(
    actor: Actor, opportunity_id: int, *, label: str, unit: str = "text", better: str = "higher"
) -> TermsIssue:
    """Put an issue of our own on the sheet."""
    sheet = open_sheet(actor, opportunity_id)
    if not label.strip():
        raise Refused("required", field="label", requirement="M6.1")
    _check_unit(unit, better)
    last = sheet.issues.count()
    return create(
        actor, TermsIssue, sheet=sheet, place=last + 1, key=f"own.{last + 1}",
        label=label.strip()[:60], unit=unit, better=better,
    )  # fmt: skip


@action("terms.edit")
def edit_issue(
    actor: Actor, issue_id: int, *, version: int, target: str | None = None,
    limit: str | None = None, unit: str = "", better: str = "",
) -> TermsIssue:  # fmt: skip
    """Set target and limit of an issue, and its unit while nothing was offered yet (M6.1)."""
    with change(actor, TermsIssue, issue_id, right="terms.edit", version=version) as issue:
        _check_unit(unit or issue.unit, better or issue.better)
        if unit and unit != issue.unit and issue.moves.exists():
            raise Refused("unit_fixed", field="unit", requirement="M6.1")
        issue.unit, issue.better = unit or issue.unit, better or issue.better
        if target is not None:
            issue.target = value_in(issue, target, "target")
        if limit is not None:
            allowed(actor, issue, "terms.limit")
            issue.limit = value_in(issue, limit, "limit")
        _check_order(issue)
    return issue


@action("terms.edit")
def drop_issue(actor: Actor, issue_id: int) -> TermsIssue:
    """Take an issue off the sheet; its moves stay."""
    with change(actor, TermsIssue, issue_id, right="terms.edit") as issue:
        archive(actor, issue)
    return issue


@action("terms.edit")
def record_position(actor: Actor, issue_id: int, *, value: str) -> TermsMove:
    """Record what the customer asks for on an issue."""
    issue = _issue(actor, issue_id)
    position = value_in(issue, value, "value", required=True)
    made = _move(actor, issue, "position", value=position, before=issue.position)
    edit(actor, issue, position=position, asked_on=actor.today)
    return made


@action("terms.edit")
def offer(
    actor: Actor, issue_id: int, *, value: str, in_return: str = "",
    approver_id: int | None = None,
) -> TermsMove:  # fmt: skip
    """Make an offer; a give needs a get or a named approver, and the playbook's rules hold (M6.2).

    What needs an approver is recorded and waits for him; named by himself, it is let through.
    Raises Refused with the first reason that nothing was given for.
    """
    issue = _issue(actor, issue_id)
    if issue.waiting_id:
        raise Refused("waits_already", requirement="M6.2")
    said = value_in(issue, value, "value", required=True)
    decision = decide(actor, issue, said, in_return)
    _refuse(decision, in_return, approver_id)
    named = _approver(actor, issue, approver_id) if approver_id else None
    made = _move(
        actor, issue, "give" if decision.gives else "offer", value=said, before=issue.offer,
        in_return=in_return.strip()[:200], approver_id=named,
        reasons=[{"code": r.code, "rule": r.rule} for r in decision.reasons],
    )  # fmt: skip
    waits = named is not None and named != actor.user_id
    if waits:
        edit(actor, issue, waiting=made)
    else:
        edit(actor, issue, offer=said, given=issue.given or decision.gives)
    return made


@action("terms.approve")
def answer(actor: Actor, move_id: int, *, approve: bool) -> TermsMove:
    """Let a give pass, or not: only the person who was named may, and what he saw stays."""
    move = scope.get(actor, TermsMove, move_id)
    allowed(actor, move, "terms.approve")
    issue = _issue(actor, move.issue_id, right="terms.approve")
    if issue.waiting_id != move.pk:
        raise Refused("answered_already", requirement="M6.2")
    if move.approver_id != actor.user_id:
        name = move.approver.name if move.approver else "—"
        raise Refused("named_another", requirement="M6.2", name=name)
    kind = "approved" if approve else "refused"
    made = _move(actor, issue, kind, value=move.value, before=move.before, answers=move)
    if approve:
        edit(actor, issue, waiting=None, offer=move.value, given=True)
    else:
        edit(actor, issue, waiting=None)
    return made


@action("terms.edit")
def set_status(
    actor: Actor, issue_id: int, *, status: str, said_by_id: int | None = None
) -> TermsIssue:
    """Say that an issue is agreed, disputed or open again.

    The playbook's fact of the issue follows, confirmed where somebody of the customer said so: so
    the gate sees what was agreed.
    """
    issue = _issue(actor, issue_id)
    if status not in ("open", "agreed", "disputed"):
        raise Refused("bad_choice", field="status", requirement="M6.1")
    if issue.waiting_id:
        raise Refused("waits_already", requirement="M6.2")
    if status != issue.status:
        _move(actor, issue, status, value=issue.offer, before=issue.offer)
        edit(actor, issue, status=status)
    _tell_gate(actor, issue, status, said_by_id)
    return issue


def decide(actor: Actor, issue: TermsIssue, value: str, in_return: str = "") -> Decision:
    """What an offer would need, by the playbook of the opportunity."""
    pk = issue.sheet.opportunity_id
    seen = snapshots.opportunities(actor, [pk])[pk]
    rows = issue.sheet.issues.filter(archived_at=None)
    sheet = [select.core_issue(row) for row in rows]
    return negotiation.judge(
        select.core_issue(issue), value, sheet=sheet, seen=seen, in_return=in_return
    )


def _refuse(decision: Decision, in_return: str, approver_id: int | None) -> None:
    if approver_id:
        return
    for needs in ("approver", "get"):
        for reason in decision.reasons:
            if reason.needs == needs:
                field = "in_return" if needs == "get" else "approver_id"
                shown = spoken(dict(reason.params))
                raise Refused(reason.code, field=field, requirement="M6.2", **shown)


def _approver(actor: Actor, issue: TermsIssue, user_id: int) -> int:
    """Somebody who may let a give pass, by name."""
    if user_id not in {o.id for o in approver.who_may(actor, "terms.approve", issue)}:
        raise Refused("may_not_approve", field="approver_id", requirement="M6.2")
    return user_id


def _issue(actor: Actor, pk: int, *, right: str = "terms.edit") -> TermsIssue:
    issue = scope.get(actor, TermsIssue, pk, lock=True)
    allowed(actor, issue, right)
    if not issue.sheet.opportunity.live:
        raise Refused("not_live", requirement="M6.1")
    return issue


def _move(actor: Actor, issue: TermsIssue, kind: str, **fields: Any) -> TermsMove:
    touch_opportunity(issue.sheet.opportunity_id)
    return create(
        actor, TermsMove, issue=issue, kind=kind, on=actor.today, at=actor.now,
        by_id=actor.user_id, **fields,
    )  # fmt: skip


def value_in(issue: TermsIssue, value: str, field: str, *, required: bool = False) -> str:
    """A value in the issue's unit: decimal text without separators, or words."""
    said = value.strip()[:100]
    if not said:
        if required:
            raise Refused("required", field=field, requirement="M6.1")
        return ""
    if issue.unit not in negotiation.NUMBERS:
        return said
    found = negotiation.number(said)
    if found is None:
        raise Refused("not_a_number", field=field, requirement="M6.1")
    if found < 0:
        raise Refused("negative_amount", field=field, requirement="M6.1")
    return f"{found:f}"


def _check_unit(unit: str, better: str) -> None:
    if unit not in {*negotiation.NUMBERS, "text"}:
        raise Refused("bad_choice", field="unit", requirement="M6.1")
    if better not in ("higher", "lower"):
        raise Refused("bad_choice", field="better", requirement="M6.1")


def _check_order(issue: TermsIssue) -> None:
    """A limit is never better for us than the target."""
    core = select.core_issue(issue)
    if core.unit in negotiation.NUMBERS and core.target and core.limit:
        aim, least = negotiation.number(core.target), negotiation.number(core.limit)
        if aim is None or least is None or aim == least:
            return
        if (aim < least) is (core.better == "higher"):
            raise Refused("limit_above_target", field="limit", requirement="M6.1")


def _keys(row: Opportunity) -> list[str]:
    terms = playbook.compiled(row.playbook_version_id).guidance.negotiation.terms
    keys = [name.rpartition(".")[2] for name in terms]
    return [*keys, *(key for key in USUAL if key not in keys)]


def _tell_gate(actor: Actor, issue: TermsIssue, status: str, said_by_id: int | None) -> None:
    """The fact that gates ask about, where the playbook declares it."""
    row = issue.sheet.opportunity
    name = f"terms.{issue.key}"
    if playbook.compiled(row.playbook_version_id).fact(name) is None:
        return
    fact.record(
        actor, "opportunity", row.pk, name=name, value=status, confirmed=said_by_id is not None,
        said_by_id=said_by_id,
    )  # fmt: skip
