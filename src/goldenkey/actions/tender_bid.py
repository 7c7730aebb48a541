"""Writes of bids: who bids, expected scores, bonds, quiet period, the result (M6.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from goldenkey.actions import conduct
from goldenkey.actions import opportunity as opportunities
from goldenkey.actions.base import action, archive, change, create, edit
from goldenkey.actions.pricing import money_in
from goldenkey.actions.tender import held, open_tender
from goldenkey.core.tender import BEST, Guess
from goldenkey.data.models import (
    QuietPeriod,
    Tender,
    TenderBidder,
    TenderBond,
    TenderMilestone,
    TenderScore,
)
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused

BONDS = ("bid", "performance")
FORMS = ("cash", "bank_guarantee", "cheque", "insurance")


@dataclass(frozen=True, slots=True)
class Bid:
    """What became of one bidder: his price as opened, and the reason that was given."""

    bidder_id: int
    price: Decimal | None = None
    reason: str = ""


@action("tender.edit")
def add_bidder(actor: Actor, opportunity_id: int, *, name: str) -> TenderBidder:
    """Add a rival; one of the same name is not doubled."""
    row = open_tender(actor, opportunity_id)
    title = name.strip()[:200]
    if not title:
        raise Refused("required", field="name", requirement="M6.3")
    known = row.bidders.filter(name=title, archived_at=None).first()
    return known or create(actor, TenderBidder, tender=row, name=title)


@action("tender.edit")
def drop_bidder(actor: Actor, bidder_id: int) -> TenderBidder:
    """Take a rival off who does not bid after all; our own bid stays."""
    with change(actor, TenderBidder, bidder_id, right="tender.edit") as row:
        if row.ours:
            raise Refused("our_bid", requirement="M6.3")
        archive(actor, row)
    return row


@action("tender.edit")
def set_scores(actor: Actor, bidder_id: int, *, scores: Mapping[int, Guess | None]) -> TenderBidder:
    """Say what a bidder may score by the criteria that are named; None means unknown again."""
    with change(actor, TenderBidder, bidder_id, right="tender.edit") as row:
        known = {s.criterion_id: s for s in row.scores.filter(archived_at=None)}
        criteria = set(row.tender.criteria.filter(archived_at=None).values_list("pk", flat=True))
        if set(scores) - criteria:
            raise Refused("bad_choice", field="scores", requirement="M6.3")
        for criterion, guess in scores.items():
            _score(actor, row, criterion, known.get(criterion), guess)
    return row


@action("bond.record")
def add_bond(
    actor: Actor, opportunity_id: int, *, kind: str, amount: Decimal | str | int,
    currency: str = "", form: str = "cash", given_on: date | None = None,
    due_back_on: date | None = None, note: str = "",
) -> TenderBond:  # fmt: skip
    """Record a bid bond or performance bond: planned, or given on a day, and due back."""
    row = held(actor, opportunity_id, "bond.record")
    _one_of(kind, BONDS, "kind")
    _one_of(form, FORMS, "form")
    money = money_in(amount, currency or row.opportunity.currency)
    if money.minor <= 0:
        raise Refused("amount_required", field="amount", requirement="M6.3")
    _check_days(actor, given_on, due_back_on)
    return create(
        actor, TenderBond, tender=row, kind=kind, form=form, amount_minor=money.minor,
        currency=money.currency, given_on=given_on, due_back_on=due_back_on,
        note=note.strip()[:300],
    )  # fmt: skip


@action("bond.record")
def move_bond(
    actor: Actor, bond_id: int, *, version: int, state: str, on: date,
    due_back_on: date | None = None,
) -> TenderBond:  # fmt: skip
    """Say that a bond was given, came back, or was kept by the customer, on a day.

    Raises Refused for a bond that came back before it was given, or is over already.
    """
    with change(actor, TenderBond, bond_id, right="bond.record", version=version) as row:
        _one_of(state, ("given", "returned", "forfeited"), "state")
        if on > actor.today:
            raise Refused("date_in_future", field="on", requirement="M6.3")
        if row.returned_on or row.forfeited_on:
            raise Refused("bond_over", field="state", requirement="M6.3")
        if state == "given":
            row.given_on, row.due_back_on = on, due_back_on or row.due_back_on
            _check_days(actor, row.given_on, row.due_back_on)
        elif row.given_on is None or on < row.given_on:
            raise Refused("bond_not_given", field="on", requirement="M6.3")
        else:
            setattr(row, f"{state}_on", on)
    return row


@action("bond.record")
def drop_bond(actor: Actor, bond_id: int) -> TenderBond:
    """Put away a bond that was never given."""
    with change(actor, TenderBond, bond_id, right="bond.record") as row:
        if row.given_on is not None:
            raise Refused("bond_was_given", requirement="M6.3")
        archive(actor, row)
    return row


@action("tender.edit")
def keep_quiet(
    actor: Actor, opportunity_id: int, *, starts_on: date, ends_on: date,
    contact_ids: Sequence[int], why: str = "",
) -> QuietPeriod:  # fmt: skip
    """Open the quiet period of the tender for who evaluates it (M0.5, M4.9).

    Nobody named may be visited or called meanwhile; only compliance lets one be contacted.
    """
    row = held(actor, opportunity_id)
    if not contact_ids:
        raise Refused("evaluators_required", field="contact_ids", requirement="M0.5")
    return conduct.open_quiet_period(
        actor, row.opportunity_id, starts_on, ends_on, contact_ids, why or row.number
    )


@action("tender.edit")
def record_result(
    actor: Actor, opportunity_id: int, *, version: int, outcome: str, decided_on: date,
    reason: str = "", winner_id: int | None = None, bids: Sequence[Bid] = (),
) -> Tender:  # fmt: skip
    """Record how the tender ended: bidders, prices, who won and why (M6.3).

    Lost, the opportunity is lost to the winner for that reason. Won, the contract is next.
    """
    found = held(actor, opportunity_id)
    with change(actor, Tender, found.pk, right="tender.edit", version=version) as row:
        _one_of(outcome, ("won", "lost", "cancelled"), "outcome")
        if row.state != "open":
            raise Refused("result_stands", field="outcome", requirement="M6.3")
        if decided_on > actor.today:
            raise Refused("date_in_future", field="decided_on", requirement="M6.3")
        if outcome != "won" and not reason.strip():
            raise Refused("reason_required", field="reason", requirement="M6.3")
        bidders = {b.pk: b for b in row.bidders.filter(archived_at=None)}
        winner = _winner(bidders, outcome, winner_id)
        _keep_bids(actor, row, bidders, winner, bids)
        row.state, row.decided_on, row.reason = outcome, decided_on, reason.strip()[:500]
    _award(actor, found, decided_on)
    if outcome == "lost" and found.opportunity.state == "open":
        opportunities.lose(
            actor, opportunity_id, version=found.opportunity.version, reason=reason,
            lost_to=winner.name if winner else "",
        )  # fmt: skip
    return row


def _winner(
    bidders: Mapping[int, TenderBidder], outcome: str, winner_id: int | None
) -> TenderBidder | None:
    """Who won: we, the rival who is named, or nobody where it was cancelled."""
    if outcome == "cancelled":
        return None
    if outcome == "won":
        return next((b for b in bidders.values() if b.ours), None)
    winner = bidders.get(winner_id or 0)
    if winner is None or winner.ours:
        raise Refused("competitor_required", field="winner_id", requirement="M6.3")
    return winner


def _keep_bids(
    actor: Actor, row: Tender, bidders: Mapping[int, TenderBidder], winner: TenderBidder | None,
    bids: Sequence[Bid],
) -> None:  # fmt: skip
    for bid in bids:
        bidder = bidders.get(bid.bidder_id)
        if bidder is None:
            raise Refused("bad_choice", field="bids", requirement="M6.3")
        fields: dict[str, Any] = {"reason": bid.reason.strip()[:300]}
        if bid.price is not None:
            money = money_in(bid.price, row.opportunity.currency, field="bids")
            if money.minor <= 0:
                raise Refused("amount_required", field="bids", requirement="M6.3")
            fields |= {"price_minor": money.minor, "currency": money.currency}
        edit(actor, bidder, **fields)
    if winner is not None:
        edit(actor, winner, won=True)


def _award(actor: Actor, row: Tender, on: date) -> None:
    known = row.milestones.filter(kind="award", archived_at=None).first()
    if known is None:
        create(actor, TenderMilestone, tender=row, kind="award", on=on, done_on=on)
    else:
        edit(actor, known, done_on=on)


def _score(
    actor: Actor, row: TenderBidder, criterion: int, known: TenderScore | None,
    guess: Guess | None,
) -> None:  # fmt: skip
    if guess is None:
        if known is not None:
            archive(actor, known)
        return
    if not 0 <= guess.low <= guess.likely <= guess.high <= BEST:
        raise Refused("bad_score", field="scores", requirement="M6.3", most=BEST)
    fields = {"low": guess.low, "likely": guess.likely, "high": guess.high}
    if known is None:
        create(actor, TenderScore, criterion_id=criterion, bidder=row, **fields)
    else:
        edit(actor, known, **fields)


def _check_days(actor: Actor, given_on: date | None, due_back_on: date | None) -> None:
    if given_on and given_on > actor.today:
        raise Refused("date_in_future", field="given_on", requirement="M6.3")
    if given_on and due_back_on and due_back_on < given_on:
        raise Refused("date_not_later", field="due_back_on", requirement="M6.3")


def _one_of(value: str, known: Sequence[str], field: str) -> None:
    if value not in known:
        raise Refused("bad_choice", field=field, requirement="M6.3")
