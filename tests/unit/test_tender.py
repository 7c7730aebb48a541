"""Laws of tenders: the timetable, the weights, the expected ranking, bonds (M6.3)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import tender
from goldenkey.core.tender import Guess

TODAY = date(2026, 11, 25)


@st.composite
def guesses(draw):
    return Guess(*sorted(draw(st.tuples(*[st.integers(0, 100)] * 3))))


@st.composite
def sheets(draw):
    """Criteria with weights, bidders, and guesses for some of the cells."""
    weights = dict(enumerate(draw(st.lists(st.integers(1, 5000), min_size=1, max_size=5)), 1))
    bidders = list(range(1, draw(st.integers(1, 5)) + 1))
    cells = [(c, b) for c in weights for b in bidders]
    known = draw(st.lists(st.sampled_from(cells), unique=True, max_size=len(cells)))
    return weights, bidders, {cell: draw(guesses()) for cell in known}


@given(sheets())
def test_a_likely_sum_lies_between_worst_and_best(sheet):
    for one in tender.rank(*sheet).placed:
        assert 0 <= one.low <= one.high <= 100
        assert one.likely is None or one.low <= one.likely <= one.high


@given(sheets())
def test_every_bidder_is_ranked_once_and_may_reach_its_place(sheet):
    placed = tender.rank(*sheet).placed
    assert sorted(one.bidder for one in placed) == sheet[1]
    assert all(1 <= one.best_rank <= one.worst_rank <= len(placed) for one in placed)
    known = [one for one in placed if one.likely is not None]
    assert known == sorted(known, key=lambda one: -one.likely)


@given(sheets(), guesses())
def test_finding_out_a_score_never_widens_a_spread(sheet, guess):
    weights, bidders, known = sheet
    unknown = [(c, b) for c in weights for b in bidders if (c, b) not in known]
    if not unknown:
        return
    before = {p.bidder: p for p in tender.rank(weights, bidders, known).placed}
    after = {
        p.bidder: p for p in tender.rank(weights, bidders, {**known, unknown[0]: guess}).placed
    }
    for bidder, was in before.items():
        assert was.low <= after[bidder].low <= after[bidder].high <= was.high
        assert after[bidder].worst_rank <= was.worst_rank


@pytest.mark.method("M6.3")
def test_the_criterion_with_the_widest_weighted_gap_decides():
    exact = {(1, 1): 80, (1, 2): 90, (2, 1): 90, (2, 2): 60}
    found = tender.rank(
        {1: 6000, 2: 4000}, [1, 2], {k: Guess(v, v, v) for k, v in exact.items()}, ours=1
    )
    assert [(p.bidder, p.likely) for p in found.placed] == [(1, Decimal(84)), (2, Decimal(78))]
    assert found.gaps == ((2, Decimal(12)), (1, Decimal(-6)))
    assert found.deciding == 2


def test_an_unknown_score_counts_as_neither_good_nor_bad():
    found = tender.rank({1: 10_000}, [1, 2], {(1, 1): Guess(60, 70, 80)}, ours=1)
    ours, rival = found.placed
    assert (rival.likely, rival.low, rival.high) == (None, 0, 100)
    assert (ours.best_rank, ours.worst_rank) == (1, 2)
    assert found.deciding is None


def test_nothing_decides_between_equals():
    same = {(1, 1): Guess(70, 70, 70), (1, 2): Guess(70, 70, 70)}
    assert tender.rank({1: 10_000}, [1, 2], same, ours=1).deciding is None


@given(st.lists(st.integers(0, 10_000), max_size=8))
def test_what_weights_lack_makes_them_whole(weights):
    assert sum(weights) + tender.lacking(weights) == tender.WHOLE


@pytest.mark.method("M6.3")
@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "passed"), (0, "today"), (1, "near"), (7, "near"), (8, "ahead")],
)
def test_a_date_is_passed_today_near_or_ahead(days, said):
    found = tender.standing("submission", TODAY + timedelta(days=days), None, TODAY)
    assert (found.standing, found.days) == (said, days)
    assert found.missed == (said == "passed")


def test_a_passed_award_is_no_miss_of_ours_and_done_is_done():
    yesterday = TODAY - timedelta(days=1)
    assert not tender.standing("award", yesterday, None, TODAY).missed
    assert tender.standing("submission", yesterday, yesterday, TODAY).standing == "done"


def test_a_submission_before_the_end_of_questions_is_out_of_order():
    days = {"notice": 1, "questions": 20, "submission": 15, "award": 30, "bid_meeting": 31}
    dates = {kind: date(2026, 12, 1) + timedelta(days=n) for kind, n in days.items()}
    assert tender.out_of_order(dates) == (("questions", "submission"), ("bid_meeting", "award"))


@pytest.mark.method("M6.3")
def test_a_mandatory_requirement_not_met_shuts_us_out():
    found = tender.compliance([("full", True), ("no", False), ("no", True), ("unknown", True)])
    assert found.shut_out
    assert (found.full, found.no, found.unknown, found.must_open) == (1, 2, 1, 1)
    assert not tender.compliance([("no", False)]).shut_out


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({}, "planned"), ({"given_on": -9}, "given"),
        ({"given_on": -9, "due_back_on": 0}, "given"),
        ({"given_on": -9, "due_back_on": -1}, "late"),
        ({"given_on": -9, "due_back_on": -1, "returned_on": 0}, "returned"),
        ({"given_on": -9, "due_back_on": 5, "forfeited_on": 0}, "forfeited"),
    ],
)  # fmt: skip
def test_a_bond_that_should_be_back_is_late(days, said):
    names = ("given_on", "due_back_on", "returned_on", "forfeited_on")
    dates = {n: TODAY + timedelta(days=days[n]) if n in days else None for n in names}
    assert tender.bond_state(today=TODAY, **dates) == said
