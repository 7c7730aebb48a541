"""The tender of an opportunity: dates, requirements, criteria, meetings (M6.3, M0.5)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from goldenkey.actions import committee, tender
from goldenkey.actions.tender import CriterionIn
from goldenkey.data.models import TenderCriterion, TenderMilestone, TenderRequirement
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from goldenkey.selectors import tender as select
from tests import rooms
from tests.cast import Cast


def begun(cast: Cast) -> rooms.Case:
    one = rooms.case(cast)
    rooms.seat(cast, one, one.decider, "decision_maker")
    committee.place_rival(cast.rep, one.id, name="大同儀器")
    tender.open_tender(cast.rep, one.id)
    return one


def timetable(cast: Cast, one: rooms.Case, **days: int | None) -> None:
    today = cast.rep.today
    dates = {k: None if n is None else today + timedelta(days=n) for k, n in days.items()}
    tender.set_timetable(cast.rep, one.id, dates=dates)


def refused(code: str, run: Any, *args: Any, **kwargs: Any) -> Refused:
    with pytest.raises(Refused) as found:
        run(*args, **kwargs)
    assert found.value.code == code
    return found.value


def test_a_tender_begins_with_us_and_the_rivals_we_know(cast: Cast) -> None:
    one = begun(cast)
    again = tender.open_tender(cast.rep, one.id)
    found = select.tender(cast.rep, one.id)
    assert found.id == again.pk
    assert [(b.name, b.ours) for b in found.bidders][1:] == [("大同儀器", False)]
    assert found.bidders[0].ours


def test_a_stranger_does_not_find_it_and_a_teammate_may_only_look(cast: Cast) -> None:
    one = begun(cast)
    with pytest.raises(NotFound):
        select.tender(cast.stranger, one.id)
    assert "tender.edit" not in select.tender(cast.teammate, one.id).may
    with pytest.raises(Forbidden):
        tender.open_tender(cast.teammate, one.id)


@pytest.mark.method("M6.3")
def test_the_timetable_warns_of_what_is_near_or_missed(cast: Cast) -> None:
    one = begun(cast)
    timetable(cast, one, notice=-20, questions=-1, submission=5, award=40)
    found = select.tender(cast.rep, one.id)
    assert [m.kind for m in found.timetable] == ["notice", "questions", "submission", "award"]
    assert [(m.kind, m.dated.standing) for m in found.warned] == [
        ("questions", "passed"), ("submission", "near"),
    ]  # fmt: skip
    tender.reach_date(cast.rep, found.timetable[1].id)
    assert [m.kind for m in select.tender(cast.rep, one.id).warned] == ["submission"]


def test_dates_that_overtake_each_other_are_refused_by_name(cast: Cast) -> None:
    one = begun(cast)
    timetable(cast, one, submission=10)
    problem = refused("milestone_order", timetable, cast, one, questions=11)
    assert problem.field == "submission"
    timetable(cast, one, questions=11, submission=12)
    timetable(cast, one, submission=None)
    assert [m.kind for m in select.tender(cast.rep, one.id).timetable] == ["questions"]


def test_a_date_that_is_moved_is_no_longer_kept(cast: Cast) -> None:
    one = begun(cast)
    timetable(cast, one, questions=-1)
    row = TenderMilestone.objects.get(kind="questions")
    tender.reach_date(cast.rep, row.pk)
    timetable(cast, one, questions=6)
    row.refresh_from_db()
    assert row.done_on is None
    later = cast.rep.today + timedelta(days=1)
    refused("date_in_future", tender.reach_date, cast.rep, row.pk, on=later)


@pytest.mark.method("M6.3")
def test_requirements_are_marked_with_an_answer_and_by_whom(cast: Cast) -> None:
    one = begun(cast)
    added = tender.add_requirements(
        cast.rep, one.id, lines=["ISO 9001 證書", "", "24 小時到場", "ISO 9001 證書"]
    )
    assert [r.words for r in added] == ["ISO 9001 證書", "24 小時到場"]
    refused("answer_required", tender.mark_requirement, cast.rep, added[1].pk, version=1, mark="no")
    tender.mark_requirement(cast.rep, added[0].pk, version=1, mark="full")
    tender.mark_requirement(cast.rep, added[1].pk, version=1, mark="no", answer="48 小時")
    found = select.tender(cast.rep, one.id)
    assert found.complies.shut_out
    row = found.requirements[1]
    assert (row.mark, row.answer, row.marked_by) == ("no", "48 小時", cast.rep.name)
    with pytest.raises(Conflict):
        tender.mark_requirement(cast.rep, added[0].pk, version=1, mark="partly", answer="x")
    tender.drop_requirement(cast.rep, added[1].pk)
    assert not select.tender(cast.rep, one.id).complies.shut_out


def test_a_requirement_that_stands_there_is_not_added_again(cast: Cast) -> None:
    one = begun(cast)
    tender.add_requirements(cast.rep, one.id, lines=["保固三年"])
    tender.add_requirements(cast.rep, one.id, lines=["保固三年", "備品"])
    assert TenderRequirement.objects.count() == 2
    refused("required", tender.add_requirements, cast.rep, one.id, lines=[" "])
    many = [str(n) for n in range(201)]
    refused("too_many_lines", tender.add_requirements, cast.rep, one.id, lines=many)


@pytest.mark.method("M6.3")
def test_weights_sum_to_a_hundred_or_are_still_asked(cast: Cast) -> None:
    one = begun(cast)
    set_them = tender.set_criteria
    short = [CriterionIn("技術", 6000), CriterionIn("價格", 3000)]
    assert (
        refused("weights_sum", set_them, cast.rep, one.id, criteria=short).params["percent"] == "90"
    )
    over = [CriterionIn("技術", 9000), CriterionIn("價格", 3000), CriterionIn("服務")]
    refused("weights_sum", set_them, cast.rep, one.id, criteria=over)
    set_them(cast.rep, one.id, criteria=[CriterionIn("技術", 6000), CriterionIn("價格")])
    assert select.tender(cast.rep, one.id).lacking == 4000


def test_criteria_keep_their_scores_by_id_and_go_when_left_out(cast: Cast) -> None:
    one = begun(cast)
    whole = [CriterionIn("技術", 6000), CriterionIn("價格", 4000)]
    tender.set_criteria(cast.rep, one.id, criteria=whole)
    first, second = TenderCriterion.objects.order_by("place")
    tender.set_criteria(
        cast.rep, one.id,
        criteria=[CriterionIn("價錢", 5000, second.pk), CriterionIn("服務", 5000)],
    )  # fmt: skip
    rows = select.tender(cast.rep, one.id).criteria
    assert [(r.name, r.weight) for r in rows] == [("價錢", 5000), ("服務", 5000)]
    assert rows[0].id == second.pk
    gone = [CriterionIn("技術", 10_000, first.pk)]
    refused("bad_choice", tender.set_criteria, cast.rep, one.id, criteria=gone)


@pytest.mark.method("M6.3")
def test_selection_and_bid_meetings_are_recorded_apart(cast: Cast) -> None:
    one = begun(cast)
    timetable(cast, one, selection_meeting=-3)
    day = cast.rep.today - timedelta(days=2)
    tender.record_meeting(
        cast.rep, one.id, kind="selection_meeting", on=day, went="規格採我方版本",
        contact_ids=[one.decider.pk],
    )  # fmt: skip
    found = select.tender(cast.rep, one.id)
    assert [(m.kind, m.people, m.went) for m in found.meetings] == [
        ("selection_meeting", ("陳國棟",), "規格採我方版本")
    ]
    assert found.timetable[0].done_on == day
    for more, code in (
        ({"kind": "lunch"}, "bad_choice"), ({"went": " "}, "required"),
        ({"on": date(2099, 1, 1)}, "date_in_future"),
        ({"contact_ids": [one.user.pk]}, "bad_choice"),
    ):  # fmt: skip
        given = {"kind": "bid_meeting", "on": day, "went": "x", **more}
        refused(code, tender.record_meeting, cast.rep, one.id, **given)


def test_what_we_aim_at_is_the_chosen_specification_else_a_sound_price(cast: Cast) -> None:
    one = begun(cast)
    assert select.tender(cast.rep, one.id).aim == "specification"
    tender.edit_tender(cast.rep, one.id, version=1, number="11305-A", aim="price")
    found = select.tender(cast.rep, one.id)
    assert (found.number, found.aim) == ("11305-A", "price")
    refused("bad_choice", tender.edit_tender, cast.rep, one.id, version=2, aim="luck")
    with pytest.raises(Conflict):
        tender.edit_tender(cast.rep, one.id, version=1, number="x")


@pytest.mark.method("M3.3")
def test_go_or_no_go_is_asked_by_the_questions_of_the_playbook(cast: Cast) -> None:
    one = begun(cast)
    asked = select.tender(cast.rep, one.id).questions
    assert asked.criteria
    assert {c.id.partition(".")[0] for c in asked.criteria} == {"validate"}
    assert asked.missing


def test_nothing_is_written_before_a_tender_is_begun(cast: Cast) -> None:
    one = rooms.case(cast)
    assert select.tender(cast.rep, one.id).id == 0
    refused("no_tender", tender.edit_tender, cast.rep, one.id, version=1, number="1")
