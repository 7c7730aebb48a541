"""Bids: expected ranking, bonds, the quiet period, the result (M6.3)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from goldenkey.actions import tender, tender_bid
from goldenkey.actions.tender import CriterionIn
from goldenkey.actions.tender_bid import Bid
from goldenkey.core.tender import Guess
from goldenkey.data.models import QuietPeriod, TenderBidder
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import tender as select
from tests import rooms
from tests.cast import Cast
from tests.db.test_tender import begun, refused

FAIR = {"decided_on": None, "outcome": "lost"}


def scored(cast: Cast) -> tuple[rooms.Case, TenderBidder, TenderBidder]:
    """Two criteria, we and one rival, both scored."""
    one = begun(cast)
    whole = [CriterionIn("技術", 6000), CriterionIn("價格", 4000)]
    tender.set_criteria(cast.rep, one.id, criteria=whole)
    ours, rival = TenderBidder.objects.order_by("-ours")
    skill, price = (c.id for c in select.tender(cast.rep, one.id).criteria)
    tender_bid.set_scores(
        cast.rep, ours.pk, scores={skill: Guess(80, 85, 90), price: Guess(60, 65, 70)}
    )
    tender_bid.set_scores(
        cast.rep, rival.pk, scores={skill: Guess(70, 75, 80), price: Guess(85, 90, 95)}
    )
    return one, ours, rival


def result(cast: Cast, one: rooms.Case, **given: Any) -> Any:
    version = select.tender(cast.rep, one.id).version
    fields = {"outcome": "won", "decided_on": cast.rep.today, **given}
    return tender_bid.record_result(cast.rep, one.id, version=version, **fields)


@pytest.mark.method("M6.3")
def test_expected_scores_rank_the_bidders_and_say_what_decides(cast: Cast) -> None:
    one, _ours, _rival = scored(cast)
    found = select.tender(cast.rep, one.id)
    assert [(s.name, s.likely) for s in found.standings] == [
        ("大同儀器", Decimal(81)), (found.bidders[0].name, Decimal(77)),
    ]  # fmt: skip
    assert (found.standings[1].best_rank, found.standings[1].worst_rank) == (1, 2)
    assert [(g.name, g.points) for g in found.gaps] == [
        ("價格", Decimal(-10)), ("技術", Decimal(6)),
    ]  # fmt: skip


def test_a_score_out_of_order_or_of_another_tender_is_refused(cast: Cast) -> None:
    one, ours, _rival = scored(cast)
    skill = select.tender(cast.rep, one.id).criteria[0].id
    for guess in (Guess(50, 40, 60), Guess(0, 50, 101)):
        refused("bad_score", tender_bid.set_scores, cast.rep, ours.pk, scores={skill: guess})
    refused(
        "bad_choice", tender_bid.set_scores, cast.rep, ours.pk, scores={skill + 99: Guess(1, 1, 1)}
    )
    tender_bid.set_scores(cast.rep, ours.pk, scores={skill: None})
    assert select.tender(cast.rep, one.id).bidders[0].guesses.keys() != {skill}


def test_a_rival_may_be_taken_off_and_our_own_bid_not(cast: Cast) -> None:
    one, ours, rival = scored(cast)
    refused("our_bid", tender_bid.drop_bidder, cast.rep, ours.pk)
    tender_bid.drop_bidder(cast.rep, rival.pk)
    assert tender_bid.add_bidder(cast.rep, one.id, name="大同儀器").pk != rival.pk
    with pytest.raises(Forbidden):
        tender_bid.drop_bidder(cast.teammate, ours.pk)
    with pytest.raises(NotFound):
        tender_bid.drop_bidder(cast.stranger, ours.pk)


@pytest.mark.method("M6.3")
def test_a_lost_tender_tells_the_opportunity_to_whom_and_why(cast: Cast) -> None:
    one, ours, rival = scored(cast)
    bids = [Bid(ours.pk, Decimal(980_000)), Bid(rival.pk, Decimal(900_000), "價格最低")]
    refused("reason_required", result, cast, one, outcome="lost", winner_id=rival.pk)
    refused("competitor_required", result, cast, one, outcome="lost", reason="x")
    result(cast, one, outcome="lost", winner_id=rival.pk, reason="貴了八萬", bids=bids)
    row = one.fresh
    assert (row.state, row.lost_to, row.lost_reason) == ("lost", "大同儀器", "貴了八萬")
    found = select.tender(cast.rep, one.id)
    assert (found.state, found.decided_on) == ("lost", cast.rep.today)
    assert [(b.won, b.price and b.price.amount) for b in found.bidders] == [
        (False, 980_000), (True, 900_000),
    ]  # fmt: skip
    assert found.timetable[-1].kind == "award"
    refused("result_stands", result, cast, one)


def test_a_won_tender_leaves_the_opportunity_open_for_its_contract(cast: Cast) -> None:
    one, _ours, _rival = scored(cast)
    result(cast, one)
    assert one.fresh.state == "open"
    assert [b.won for b in select.tender(cast.rep, one.id).bidders] == [True, False]


def test_a_bid_without_a_price_above_nothing_is_refused_whole(cast: Cast) -> None:
    one, ours, _rival = scored(cast)
    refused("amount_required", result, cast, one, bids=[Bid(ours.pk, Decimal(0))])
    assert select.tender(cast.rep, one.id).state == "open"


def bond(cast: Cast, one: rooms.Case, **more: Any) -> Any:
    given = {"kind": "bid", "amount": Decimal(50_000), "form": "bank_guarantee", **more}
    return tender_bid.add_bond(cast.rep, one.id, **given)


@pytest.mark.method("M6.3")
def test_a_bond_not_back_in_time_is_shown_to_finance(cast: Cast) -> None:
    one, today = begun(cast), cast.rep.today
    given = bond(cast, one, given_on=today - timedelta(30), due_back_on=today - timedelta(1))
    bond(cast, one, kind="performance")
    shown = select.bonds(cast.finance)
    assert [(b.id, b.state, b.money.amount) for b in shown] == [(given.pk, "late", 50_000)]
    assert select.bonds(cast.stranger) == ()
    tender_bid.move_bond(cast.finance, given.pk, version=1, state="returned", on=today)
    assert select.bonds(cast.finance) == ()
    refused(
        "bond_over", tender_bid.move_bond, cast.rep, given.pk, version=2, state="forfeited",
        on=today,
    )  # fmt: skip


def test_a_bond_comes_back_only_after_it_was_given(cast: Cast) -> None:
    one, today = begun(cast), cast.rep.today
    row = bond(cast, one)
    move = tender_bid.move_bond
    refused("bond_not_given", move, cast.rep, row.pk, version=1, state="returned", on=today)
    move(cast.rep, row.pk, version=1, state="given", on=today)
    early = today - timedelta(days=1)
    refused("bond_not_given", move, cast.rep, row.pk, version=2, state="returned", on=early)
    refused("bond_was_given", tender_bid.drop_bond, cast.rep, row.pk)
    refused("amount_required", bond, cast, one, amount=Decimal(0))
    with pytest.raises(Forbidden):
        move(cast.teammate, row.pk, version=2, state="returned", on=today)


@pytest.mark.method("M0.5")
def test_evaluators_are_left_alone_in_the_quiet_period(cast: Cast) -> None:
    one, today = begun(cast), cast.rep.today
    until = today + timedelta(days=20)
    refused(
        "evaluators_required", tender_bid.keep_quiet, cast.rep, one.id, starts_on=today,
        ends_on=until, contact_ids=[],
    )  # fmt: skip
    tender_bid.keep_quiet(
        cast.rep, one.id, starts_on=today, ends_on=until, contact_ids=[one.decider.pk]
    )
    assert QuietPeriod.objects.get().opportunity_id == one.id
    assert [(q.ends_on, q.people) for q in select.tender(cast.rep, one.id).quiet] == [
        (until, ("陳國棟",))
    ]
    with pytest.raises(Refused):
        tender_bid.keep_quiet(
            cast.rep, one.id, starts_on=until, ends_on=today, contact_ids=[one.decider.pk]
        )
