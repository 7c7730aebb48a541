"""What time alone changes is recorded day by day; missed days are made up, once each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Max

from goldenkey.actions import answers, nightly, queue, sign_in
from goldenkey.data.models import AnsweredRequest, Job, OpportunityHistory, SignInTry
from goldenkey.jobs import nightly as handler
from goldenkey.policies.actor import Actor
from goldenkey.selectors import nightly as select
from tests.cast import Cast
from tests.rooms import case

TODAY = date(2026, 11, 23)


def run_all(actor: Actor) -> list[str]:
    """Schedule and run nights until nothing is left; the days they were for."""
    days = []
    while nightly.schedule(actor):
        held = queue.claim(actor, "w", {select.NAME})
        assert held is not None
        handler.run(actor, held.payload)
        queue.finish(actor, held)
        days.append(held.payload["on"])
    return days


def test_a_new_company_begins_with_today(system: Actor) -> None:
    assert run_all(system) == ["2026-11-23"]


def test_a_day_has_one_night(system: Actor) -> None:
    run_all(system)
    assert run_all(system.later(hours=3)) == []
    assert Job.objects.count() == 1


def test_a_night_waits_for_the_one_before(system: Actor) -> None:
    assert nightly.schedule(system)
    assert not nightly.schedule(system.later(days=2))


def test_missed_days_follow_one_by_one(system: Actor) -> None:
    run_all(system)
    assert run_all(system.later(days=3)) == ["2026-11-24", "2026-11-25", "2026-11-26"]


def test_a_night_that_failed_for_good_does_not_stop_the_next(system: Actor) -> None:
    nightly.schedule(system)
    Job.objects.update(state="failed")
    assert run_all(system.later(days=1)) == ["2026-11-24"]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Taipei", "Australia/Lord_Howe"])
def test_days_stay_whole_where_the_clock_is_changed(system: Actor, zone: str) -> None:
    from dataclasses import replace

    begin = replace(system, zone=zone).at(datetime(2026, 10, 30, 12, tzinfo=UTC))
    first = run_all(begin)
    days = first + run_all(begin.later(days=4))
    assert len(days) == len(set(days)) == 5
    assert days == sorted(days)


@pytest.mark.method("M4.7")
def test_silence_becomes_a_warning_although_nobody_did_anything(cast: Cast) -> None:
    one = case(cast)
    before = one.fresh.warning_count
    run_all(cast.system)
    run_all(cast.system.later(days=30))
    row = one.fresh
    assert row.warning_count > before
    newest = OpportunityHistory.objects.filter(opportunity=row).latest("valid_from")
    assert cast.now.date() < newest.valid_from.date() <= cast.system.later(days=30).today


def test_a_night_run_twice_leaves_one_history(cast: Cast) -> None:
    case(cast)
    later = cast.system.later(days=30)
    run_all(later)
    rows = OpportunityHistory.objects.count()
    handler.run(later, {"on": later.today.isoformat()})
    assert OpportunityHistory.objects.count() == rows


def test_a_missed_day_leaves_alone_what_was_changed_after_it(cast: Cast) -> None:
    one = case(cast)
    touched = OpportunityHistory.objects.aggregate(at=Max("valid_from"))["at"]
    handler.run(cast.system.later(days=1), {"on": "2026-11-20"})
    assert OpportunityHistory.objects.aggregate(at=Max("valid_from"))["at"] == touched
    assert select.live_opportunities(cast.system, after=0) == [one.id]
    assert select.live_opportunities(cast.system.later(days=-3), after=0) == []


def test_answers_and_waits_that_are_over_are_forgotten_each_night(cast: Cast) -> None:
    rep, system = cast.rep, cast.system
    answers.once(rep, key="k", digest="d", run=lambda: (201, "{}"))
    sign_in.take_try("rep", system.now)
    handler.run(system.later(hours=24 * 7), {"on": system.later(hours=24 * 7).today.isoformat()})
    assert AnsweredRequest.objects.count() == 1
    assert not SignInTry.objects.exists()
    after = system.at(system.now + timedelta(days=7, minutes=1))
    handler.run(after, {"on": after.today.isoformat()})
    assert not AnsweredRequest.objects.exists()
