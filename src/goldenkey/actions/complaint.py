"""Writes of complaints: heard, analysed, solved, reported back, closed by the customer (M8.1)."""

from __future__ import annotations

from datetime import date

from goldenkey.actions.base import about, action, allowed, create, edit
from goldenkey.core import after_sales as core
from goldenkey.data.models import Account, Complaint, ComplaintStep, Contact, Contract, User
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Forbidden, Refused
from goldenkey.selectors import calendar


@action("complaint.record")
def record_complaint(
    actor: Actor,
    account_id: int,
    *,
    what: str,
    severity: str = "medium",
    raised_on: date | None = None,
    contact_id: int | None = None,
    contract_id: int | None = None,
    owner_id: int | None = None,
    solver_id: int | None = None,
    words: str = "",
) -> Complaint:
    """Write down what a customer complains about, as he says it (M8.1: listen).

    Whoever owns the customer answers it, unless `owner_id` names another; `solver_id` is who has
    the power to solve it.
    """
    account = scope.get(actor, Account, account_id)
    allowed(actor, account, "complaint.record")
    day = raised_on or actor.today
    if not what.strip():
        raise Refused("required", field="what")
    if day > actor.today:
        raise Refused("date_in_future", field="raised_on")
    if severity not in core.ANSWER_DAYS:
        raise Refused("bad_choice", field="severity")
    made = create(
        actor, Complaint, account=account, what=what.strip()[:300], severity=severity,
        raised_on=day, answer_by_on=core.answer_by(day, severity, calendar.working(actor)),
        contact=scope.get(actor, Contact, contact_id) if contact_id else None,
        contract=_contract(actor, account, contract_id),
        owner=_user(owner_id or account.owner_id, "owner_id"),
        solver=_user(solver_id, "solver_id") if solver_id else None,
    )  # fmt: skip
    _step(actor, made, "listen", day, words.strip() or what)
    return made


@action("complaint.answer")
def take_step(
    actor: Actor,
    complaint_id: int,
    *,
    step: str,
    words: str,
    on: date | None = None,
    solver_id: int | None = None,
    version: int | None = None,
) -> Complaint:
    """Take the next step with a complaint; none is skipped, and only its customer closes it.

    Who answers it may always do so, whoever owns the customer. `reopen` says that it is not
    solved after all.
    """
    row = scope.get(actor, Complaint, complaint_id, lock=True)
    if row.owner_id != actor.user_id and not actor.may("complaint.answer", row.account,
                                                       kind="account"):  # fmt: skip
        raise Forbidden("complaint.answer")
    _fresh(row, version)
    state, day = core.after(row.state, step), on or actor.today
    if not state:
        raise Refused("complaint_step", field="step", requirement="M8.1")
    if not words.strip():
        raise Refused("required", field="words")
    if not row.raised_on <= day <= actor.today:
        raise Refused("step_day", field="on", raised_on=row.raised_on)
    _step(actor, row, step, day, words)
    edit(
        actor, row, state=state, closed_on=day if state == "closed" else None,
        solver=_user(solver_id, "solver_id") if solver_id else row.solver,
    )  # fmt: skip
    about(row)
    return row


def _fresh(row: Complaint, version: int | None) -> None:
    if version is not None and version != row.version:
        raise Refused("complaint_moved", requirement="M8.1")


def _step(actor: Actor, row: Complaint, kind: str, on: date, words: str) -> None:
    create(
        actor, ComplaintStep, complaint=row, kind=kind, on=on, by_id=actor.user_id,
        words=words.strip()[:500],
    )  # fmt: skip


def _user(pk: int, field: str) -> User:
    found = User.objects.filter(pk=pk).exclude(role="system").first()
    if found is None:
        raise Refused("bad_choice", field=field)
    return found


def _contract(actor: Actor, account: Account, contract_id: int | None) -> Contract | None:
    if not contract_id:
        return None
    found = scope.get(actor, Contract, contract_id)
    if found.account_id != account.pk:
        raise Refused("bad_choice", field="contract_id")
    return found
