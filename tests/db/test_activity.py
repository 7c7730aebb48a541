"""What an activity carries along: outcome, next step, last contact, facts; and its undoing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenkey.actions import activity, membership
from goldenkey.data.models import Activity, NextStep, OpenWarning
from goldenkey.policies.errors import Conflict, Forbidden, NotFound, Refused
from goldenkey.selectors import activity as select
from tests.cast import Cast
from tests.rooms import Case, case, seat, today


def _visit(cast: Cast, one: Case, **fields: object) -> Activity:
    return activity.log(cast.rep, opportunity_id=one.id, **fields)  # type: ignore[arg-type]


@pytest.mark.method("M5.11")
@pytest.mark.parametrize(
    ("agreed", "dated", "ordered", "outcome"),
    [
        (True, True, False, "advance"), (True, False, False, "continuation"),
        (None, False, False, "continuation"), (False, False, False, "no_sale"),
        (True, False, True, "order"),
    ],
)  # fmt: skip
def test_two_facts_decide_the_outcome(
    cast: Cast, agreed: bool | None, dated: bool, ordered: bool, outcome: str
) -> None:
    by = today(cast) + timedelta(days=7) if dated else None
    what = "說明會" if agreed else ""
    made = _visit(
        cast, case(cast), agreed=agreed, agreed_what=what, agreed_by_on=by, ordered=ordered
    )
    assert made.outcome == outcome


def test_what_was_agreed_becomes_the_next_step(cast: Cast) -> None:
    one, by = case(cast), today(cast) + timedelta(days=7)
    _visit(cast, one, agreed=True, agreed_what="說明會", agreed_by_on=by)
    step = NextStep.objects.get()
    assert (step.what, step.due_on, step.agreed) == ("說明會", by, True)
    assert (one.fresh.next_step, one.fresh.next_step_agreed) == ("說明會", True)


def test_who_was_there_was_met(cast: Cast) -> None:
    one = case(cast)
    held = seat(cast, one, one.user, "end_user")
    _visit(cast, one, contact_ids=[one.user.pk])
    held.refresh_from_db()
    assert held.last_met_on == today(cast)
    assert one.fresh.coverage[0] == "m"


def test_a_repeated_send_answers_with_the_first_row(cast: Cast) -> None:
    one = case(cast)
    first = _visit(cast, one, key="abc", note="一")
    assert _visit(cast, one, key="abc", note="二").pk == first.pk
    assert Activity.objects.count() == 1


def test_agreed_to_nothing_named_or_on_a_day_to_come_is_refused(cast: Cast) -> None:
    one = case(cast)
    for given, field in (
        ({"agreed": True}, "agreed_what"),
        ({"on": today(cast) + timedelta(days=1)}, "on"),
    ):
        with pytest.raises(Refused) as refusal:
            _visit(cast, one, **given)
        assert refusal.value.field == field


def test_a_teammate_logs_nothing_and_a_stranger_finds_nothing(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Forbidden):
        activity.log(cast.teammate, opportunity_id=one.id)
    with pytest.raises(NotFound):
        activity.log(cast.stranger, opportunity_id=one.id)


@pytest.mark.method("M0.10")
def test_whoever_sells_along_may_log_and_take_back(cast: Cast) -> None:
    one = case(cast)
    membership.share(cast.rep, "opportunity", one.id, user_id=cast.users["stranger"].pk)
    made = activity.log(cast.stranger, opportunity_id=one.id, next_what="寄樣品")
    activity.finish_step(cast.stranger, NextStep.objects.get().pk)
    assert activity.undo(cast.stranger, made.pk).archived_at


def test_what_those_present_told_counts_as_confirmed(cast: Cast) -> None:
    one = case(cast)
    seat(cast, one, one.user, "end_user")
    made = _visit(cast, one, contact_ids=[one.user.pk], learned={"prospect.real": True})
    fact = made.facts.get()
    assert (fact.confirmed, fact.said_by_id, fact.value) == (True, one.user.pk, True)
    result = select.result(cast.rep, made.pk)
    assert len(result.held) == 1 and result.missing


def test_what_nobody_of_the_customer_was_there_to_say_stays_our_belief(cast: Cast) -> None:
    made = _visit(cast, case(cast), learned={"prospect.real": True})
    assert not made.facts.get().confirmed


def test_a_warning_that_ended_is_told_at_once(cast: Cast) -> None:
    one = case(cast)
    assert OpenWarning.objects.filter(rule="duck.no_next_step", closed_at=None).exists()
    made = _visit(cast, one, next_what="寄樣品", next_on=today(cast) + timedelta(days=3))
    assert "duck.no_next_step" in [w.rule for w in select.result(cast.rep, made.pk).gone]


def test_undone_all_is_as_before(cast: Cast) -> None:
    one = case(cast)
    held = seat(cast, one, one.user, "end_user")
    earlier = activity.log(
        cast.rep.later(days=-9), opportunity_id=one.id, contact_ids=[one.user.pk],
        next_what="再訪", next_on=today(cast) - timedelta(days=2), learned={"fit.stated": False},
    )  # fmt: skip
    made = _visit(
        cast, one, contact_ids=[one.user.pk], next_what="寄樣品",
        learned={"fit.stated": True, "prospect.real": True},
    )  # fmt: skip
    activity.undo(cast.rep.later(minutes=1), made.pk)
    held.refresh_from_db()
    assert held.last_met_on == earlier.on
    assert [s.what for s in NextStep.objects.filter(done_at=None, archived_at=None)] == ["再訪"]
    room = select.result(cast.rep, earlier.pk)
    known = {f.name: f.value for c in room.missing for f in c.fields}
    assert known["fit.stated"] is False and known["prospect.real"] is None


def test_an_entry_is_taken_back_once(cast: Cast) -> None:
    made = _visit(cast, case(cast))
    activity.undo(cast.rep, made.pk)
    with pytest.raises(NotFound):
        activity.undo(cast.rep, made.pk)


def test_a_correction_decides_the_outcome_anew(cast: Cast) -> None:
    made = _visit(cast, case(cast))
    activity.edit_log(cast.rep, made.pk, version=1, agreed=False, note="拒絕了")
    made.refresh_from_db()
    assert (made.outcome, made.note) == ("no_sale", "拒絕了")
    with pytest.raises(Conflict):
        activity.edit_log(cast.rep, made.pk, version=1, note="x")
    with pytest.raises(Refused):
        activity.edit_log(cast.rep, made.pk, version=2, agreed=True, agreed_what="")
    with pytest.raises(Forbidden):
        activity.edit_log(cast.teammate, made.pk, version=2, note="x")


def test_a_step_is_ticked_off_taken_back_and_postponed(cast: Cast) -> None:
    one, on = case(cast), today(cast)
    step = activity.plan_step(cast.rep, opportunity_id=one.id, what="寄樣品", due_on=on)
    assert activity.finish_step(cast.rep, step.pk).done_at
    assert not one.fresh.next_step
    activity.finish_step(cast.rep, step.pk, done=False)
    later = on + timedelta(days=7)
    activity.postpone_step(cast.rep, step.pk, version=3, due_on=later)
    assert one.fresh.next_step_on == later
    with pytest.raises(Conflict):
        activity.postpone_step(cast.rep, step.pk, version=3, due_on=on)
    with pytest.raises(Forbidden):
        activity.finish_step(cast.teammate, step.pk)
    with pytest.raises(NotFound):
        activity.finish_step(cast.stranger, step.pk)


def test_why_a_step_was_postponed_is_kept_in_its_history(cast: Cast) -> None:
    one, on = case(cast), today(cast)
    step = activity.plan_step(cast.rep, opportunity_id=one.id, what="寄樣品", due_on=on)
    for version, days, why in ((1, 3, "客戶出國"), (2, 9, "")):
        activity.postpone_step(
            cast.rep, step.pk, version=version, due_on=on + timedelta(days), reason=why
        )
    kept = select.postponements(cast.teammate, step.pk)
    assert [(k.from_on, k.to_on, k.reason, k.by) for k in kept] == [
        (on + timedelta(3), on + timedelta(9), "", cast.rep.name),
        (on, on + timedelta(3), "客戶出國", cast.rep.name),
    ]
    with pytest.raises(NotFound):
        select.postponements(cast.stranger, step.pk)


def test_a_step_without_words_is_refused(cast: Cast) -> None:
    one = case(cast)
    with pytest.raises(Refused):
        activity.plan_step(cast.rep, opportunity_id=one.id, what=" ", due_on=None)


def test_my_steps_are_mine_and_the_earliest_first(cast: Cast) -> None:
    one, on = case(cast), today(cast)
    for what, due in (("無日期", None), ("晚", on + timedelta(days=9)), ("早", on)):
        activity.plan_step(cast.rep, opportunity_id=one.id, what=what, due_on=due)
    assert [s.what for s in select.steps(cast.rep)] == ["早", "晚", "無日期"]
    assert select.steps(cast.teammate) == ()
