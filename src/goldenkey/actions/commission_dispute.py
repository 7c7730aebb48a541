"""Questions about a line of the commission ledger: raised, answered, kept; corrected (M7.5)."""

from __future__ import annotations

from decimal import Decimal

from goldenkey.actions import commission
from goldenkey.actions.base import action, change, create
from goldenkey.actions.pricing import money_in
from goldenkey.core.money import step
from goldenkey.data import locks
from goldenkey.data.models import (
    CommissionDispute,
    CommissionLine,
    CommissionShare,
    Contract,
    Receivable,
)
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Forbidden, Refused
from goldenkey.selectors import playbook
from goldenkey.selectors.commission_terms import counts_on


@action("commission.dispute")
def raise_dispute(actor: Actor, line_id: int, *, words: str) -> CommissionDispute:
    """Question a line of one's own commission; it stays open until it is answered."""
    row = scope.get(actor, CommissionLine, line_id)
    if row.user_id != actor.user_id:
        raise Forbidden("commission.dispute")
    if not words.strip():
        raise Refused("required", field="words")
    if row.disputes.filter(state="open").exists():
        raise Refused("disputed_already", field="words", requirement="M7.5")
    return create(
        actor, CommissionDispute, line=row, by_id=actor.user_id, words=words.strip()[:500]
    )


@action("commission.approve")
def answer_dispute(
    actor: Actor,
    dispute_id: int,
    *,
    answer: str,
    upheld: bool,
    correction: Decimal | str | int | None = None,
    version: int | None = None,
) -> CommissionDispute:
    """Answer a question about a line; one that is upheld may be corrected by a line of its own.

    Nobody answers his own. The ledger is never rewritten: the correction is one more line.
    """
    with change(
        actor, CommissionDispute, dispute_id, right="commission.approve", version=version
    ) as row:
        if row.state != "open":
            raise Refused("question_answered", requirement="M7.5")
        if actor.user_id in (row.by_id, row.line.user_id):
            raise Refused("own_commission", requirement="M7.5")
        if not answer.strip():
            raise Refused("reason_required", field="answer")
        if correction and not upheld:
            raise Refused("correction_of_declined", field="correction")
        row.correction = _correct(actor, row, correction) if correction else None
        row.state, row.answer = ("upheld" if upheld else "declined"), answer.strip()[:500]
        row.answered_by_id, row.answered_at = actor.user_id, actor.now
    return row


@action("commission.approve")
def bear_bad_debt(
    actor: Actor, receivable_id: int, *, amount: Decimal | str | int
) -> list[CommissionLine]:
    """Money of a receivable is given up: its salespeople bear the playbook's part of it (M7.2).

    Each bears his share of that part, never more than the contract has brought him. The
    receivable itself stays as it is.
    """
    due = scope.get(actor, Receivable, receivable_id)
    contract = Contract.objects.select_for_update(of=("self",), no_key=True).get(pk=due.contract_id)
    lost = money_in(amount, due.currency)
    if not 0 < lost.minor <= due.open_minor - _given_up(due):
        raise Refused("more_than_open", field="amount", requirement="M7.2")
    locks.share(commission.LOCK)
    percent = _responsibility(actor, contract)
    made = []
    for share in contract.shares.filter(archived_at=None).select_related("contract"):
        more = {
            "receivable_id": due.pk, "written_off_minor": lost.minor, "percent": percent,
            "share": share.basis_points,
        }  # fmt: skip
        gained = _earned(share)
        if found := commission.bear(actor, share, gained, on=actor.today, more=more):
            made.append(found)
    return made


def _correct(actor: Actor, row: CommissionDispute, amount: Decimal | str | int) -> CommissionLine:
    line = row.line
    money = money_in(amount, line.currency, field="correction")
    if money.minor % step(line.currency):
        raise Refused("too_many_decimals", field="correction", currency=line.currency)
    locks.share(commission.LOCK)
    because = {"dispute_id": row.pk, "line_id": line.pk}
    return commission.line(
        actor, line.share, "corrected", money.minor, on=counts_on(actor.today), because=because
    )


def _given_up(due: Receivable) -> int:
    rows = CommissionLine.objects.filter(kind="bad_debt", share__contract=due.contract_id)
    told = {
        (row.share_id, row.pk): row.because["written_off_minor"]
        for row in rows
        if row.because.get("receivable_id") == due.pk
    }
    by_share: dict[int, int] = {}
    for (share, _line), minor in told.items():
        by_share[share] = by_share.get(share, 0) + minor
    return max(by_share.values(), default=0)


def _responsibility(actor: Actor, contract: Contract) -> int:
    held = contract.opportunity
    if held is None:
        book = playbook.of_team(actor, contract.team_id)
    else:
        book = playbook.compiled(held.playbook_version_id)
    if book is None:
        return 0
    return book.guidance.collection.salesperson_share_percent_of_bad_debt


def _earned(share: CommissionShare) -> int:
    lines = share.lines.filter(kind__in=commission.EARNING)
    return sum(lines.values_list("amount_minor", flat=True))
