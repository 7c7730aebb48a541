"""Writes after the sale: contacts planned at acceptance, done or moved; referrals (M3.12, M8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goldenkey.actions import activity as activities
from goldenkey.actions import lead as leads
from goldenkey.actions.base import about, action, allowed, archive, change, create
from goldenkey.core import after_sales as core
from goldenkey.core.method import FollowUp as Rule
from goldenkey.data.models import Account, Contact, Contract, FollowUp, Lead, Referral
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused
from goldenkey.selectors import after_sales as select
from goldenkey.selectors import calendar


def plan(actor: Actor, contract: Contract) -> list[FollowUp]:
    """Plan what the playbook says follows the acceptance of a whole order; never twice (M8.2)."""
    if contract.accepted_on is None or contract.follow_ups.filter(archived_at=None).exists():
        return []
    rules = select.rules_of(actor, contract)
    return [
        _create(actor, contract, one)
        for one in core.plan(contract.accepted_on, rules, calendar.working(actor))
    ]


@action("follow_up.edit")
def finish_follow_up(
    actor: Actor,
    follow_up_id: int,
    *,
    done_on: date | None = None,
    score: int | None = None,
    words: str = "",
    contact_ids: Sequence[int] = (),
    logged: bool = False,
    version: int | None = None,
) -> FollowUp:
    """A planned contact took place: it is logged, and one that comes again is planned anew.

    `score` from 1 to 5 is how satisfied the customer is, in his `words`; `logged` says that the
    contact stands among the activities already.
    """
    day = done_on or actor.today
    if score is not None and not 1 <= score <= core.BEST:
        raise Refused("bad_satisfaction", field="score", requirement="M8.2")
    with change(actor, FollowUp, follow_up_id, right="follow_up.edit", version=version) as row:
        if row.done_on:
            raise Refused("follow_up_done")
        contract = row.contract
        if day > actor.today:
            raise Refused("date_in_future", field="done_on")
        if not logged:
            row.activity = activities.log(
                actor, account_id=contract.account_id, opportunity_id=contract.opportunity_id,
                kind=row.kind, on=day, contact_ids=contact_ids, note=words,
            )  # fmt: skip
        row.done_on, row.score, row.words = day, score, words.strip()[:500]
    rule = next((r for r in select.rules_of(actor, contract) if r.id == row.rule), None)
    _again(actor, row, rule, day)
    about(row)
    return row


@action("follow_up.edit")
def move_follow_up(
    actor: Actor, follow_up_id: int, *, due_on: date, version: int | None = None
) -> FollowUp:
    """Put a planned contact on another day."""
    with change(actor, FollowUp, follow_up_id, right="follow_up.edit", version=version) as row:
        if row.done_on:
            raise Refused("follow_up_done")
        row.due_on = due_on
    return row


@action("follow_up.edit")
def drop_follow_up(actor: Actor, follow_up_id: int, *, version: int | None = None) -> FollowUp:
    """Take a planned contact off; it does not come again."""
    with change(actor, FollowUp, follow_up_id, right="follow_up.edit", version=version) as row:
        archive(actor, row)
    return row


@action("referral.record")
def ask_referral(
    actor: Actor,
    account_id: int,
    *,
    state: str = "asked",
    asked_on: date | None = None,
    contact_id: int | None = None,
    contract_id: int | None = None,
    words: str = "",
    company: str = "",
    person: str = "",
    phone: str = "",
) -> Referral:
    """A customer was asked whom else we could help; whoever he names becomes a lead (M8.3)."""
    account = scope.get(actor, Account, account_id)
    allowed(actor, account, "referral.record")
    day = asked_on or actor.today
    if day > actor.today:
        raise Refused("date_in_future", field="asked_on")
    if state not in ("asked", "named", "refused"):
        raise Refused("bad_choice", field="state")
    if state == "named" and not (company.strip() or person.strip()):
        raise Refused("required", field="company", requirement="M8.3")
    made = create(
        actor, Referral, account=account, asked_on=day, by_id=actor.user_id, state=state,
        contact=scope.get(actor, Contact, contact_id) if contact_id else None,
        contract=_contract(actor, account, contract_id), words=words.strip()[:300],
        lead=_lead(actor, company, person, phone) if state == "named" else None,
    )  # fmt: skip
    about(made)
    return made


def _lead(actor: Actor, company: str, person: str, phone: str) -> Lead:
    return leads.create_lead(
        actor, company=company.strip()[:200], person=person.strip()[:100],
        phone=phone.strip()[:60], channel=select.referral_channel(actor),
    )  # fmt: skip


def _contract(actor: Actor, account: Account, contract_id: int | None) -> Contract | None:
    if not contract_id:
        return None
    found = scope.get(actor, Contract, contract_id)
    if found.account_id != account.pk:
        raise Refused("bad_choice", field="contract_id")
    return found


def _again(actor: Actor, row: FollowUp, rule: Rule | None, day: date) -> None:
    if rule is None:
        return
    following = core.following(rule, day, row.round, calendar.working(actor))
    if following:
        _create(actor, row.contract, following)


def _create(actor: Actor, contract: Contract, one: core.Planned) -> FollowUp:
    return create(
        actor, FollowUp, contract=contract, owner_id=contract.owner_id, rule=one.rule,
        kind=one.kind, due_on=one.due_on, round=one.round,
    )  # fmt: skip
