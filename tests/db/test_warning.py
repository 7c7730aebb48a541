"""Warnings are put off or dismissed with a reason, and are back when what they saw changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import committee, derive
from goldenkey.actions import contact as contacts
from goldenkey.actions import opportunity as opportunities
from goldenkey.actions import warning as warnings
from goldenkey.data.models import (
    AuditEntry,
    OpenWarning,
    Opportunity,
    OpportunityHistory,
    WarningAnswer,
    WarningChange,
)
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import danger, room, today
from tests.cast import Cast

RULE = "duck.no_next_step"


@pytest.fixture
def made(cast: Cast) -> Opportunity:
    account = accounts.create_account(cast.rep, name="甲")
    return opportunities.create_opportunity(cast.rep, account.pk, name="案", amount=100)


def _rules(cast: Cast, made: Opportunity) -> set[str]:
    return {w.rule for w in room.room(cast.rep, made.pk).warnings}


def _week(cast: Cast) -> dict[str, object]:
    return {"until_on": cast.rep.today + timedelta(days=7), "reason": "下週再說"}


@pytest.mark.method("M4.7")
def test_a_warning_put_off_is_gone_from_room_row_and_count_but_stays_open_in_history(
    cast: Cast, made: Opportunity
) -> None:
    before = Opportunity.objects.get(pk=made.pk).warning_count
    assert RULE in _rules(cast, made)
    warnings.snooze(cast.rep, made.pk, RULE, until_on=cast.rep.today + timedelta(days=7),
                    reason="下週再說")  # fmt: skip
    assert RULE not in _rules(cast, made)
    assert Opportunity.objects.get(pk=made.pk).warning_count == before - 1
    assert OpenWarning.objects.filter(opportunity=made, rule=RULE, closed_at=None).exists()
    rows = today.show(cast.rep, all_rows=True)
    told = [r for row in (*rows.now, *rows.later) for r in (row.lead, *row.others)]
    assert not any("下一步" in r.say for r in told if hasattr(r, "say"))


@pytest.mark.method("M4.7")
def test_it_is_back_on_its_day(cast: Cast, made: Opportunity) -> None:
    answer = warnings.snooze(cast.rep, made.pk, RULE, **_week(cast))
    later = cast.system.later(days=7)
    derive.refresh(cast.system.later(days=6), [made.pk])
    assert WarningAnswer.objects.get(pk=answer.pk).end == ""
    derive.refresh(later, [made.pk])
    answer.refresh_from_db()
    assert (answer.end, answer.ended_at) == ("day_came", later.now)
    assert Opportunity.objects.get(pk=made.pk).worst_rule != ""


@pytest.mark.method("M4.7")
def test_a_dismissed_warning_is_back_when_what_it_saw_changes(
    cast: Cast, made: Opportunity
) -> None:
    rule = "duck.one_contact"
    answer = warnings.dismiss(cast.rep, made.pk, rule, reason="家族企業，老闆一個人決定")
    derive.refresh(cast.system.later(days=300), [made.pk])
    answer.refresh_from_db()
    assert answer.end == ""  # days that pass are no new fact
    person = contacts.create_contact(cast.rep, made.account_id, name="林")
    committee.seat(cast.rep, made.pk, contact_id=person.pk, roles=["purchaser"])
    answer.refresh_from_db()
    assert answer.end == "facts_changed"
    assert rule in _rules(cast, made)


def test_an_answer_ends_with_the_danger_and_holds_no_more_when_it_returns(
    cast: Cast, made: Opportunity
) -> None:
    answer = warnings.dismiss(cast.rep, made.pk, RULE, reason="等展覽")
    step = activities.plan_step(
        cast.rep, opportunity_id=made.pk, what="展示", due_on=cast.rep.today
    )  # fmt: skip
    answer.refresh_from_db()
    assert answer.end == "over"
    activities.finish_step(cast.rep.later(hours=1), step.pk)
    assert RULE in _rules(cast, made)


def test_an_answer_can_be_taken_back_and_stays_in_the_history(
    cast: Cast, made: Opportunity
) -> None:
    answer = warnings.dismiss(cast.rep, made.pk, RULE, reason="等展覽")
    warnings.take_back(cast.manager, answer.pk)
    assert RULE in _rules(cast, made)
    (told,) = danger.answers_of(cast.rep, made.pk)
    assert (told.answer, told.reason, told.by, told.end) == (
        "dismiss", "等展覽", "Rep", "taken_back",
    )  # fmt: skip
    with pytest.raises(Refused, match="answer_ended"):
        warnings.take_back(cast.rep, answer.pk)


def test_a_second_answer_replaces_the_first(cast: Cast, made: Opportunity) -> None:
    first = warnings.snooze(cast.rep, made.pk, RULE, **_week(cast))
    second = warnings.dismiss(cast.manager, made.pk, RULE, reason="不用了")
    first.refresh_from_db()
    assert (first.end, first.ended_by_id) == ("replaced", cast.manager.user_id)
    assert WarningAnswer.objects.get(opportunity=made, ended_at=None) == second


def test_closing_the_opportunity_ends_its_answers(cast: Cast, made: Opportunity) -> None:
    answer = warnings.dismiss(cast.rep, made.pk, RULE, reason="等展覽")
    opportunities.drop(cast.rep, made.pk, version=made.version, reason="沒有預算")
    answer.refresh_from_db()
    assert answer.end == "over"


@pytest.mark.parametrize(
    ("days", "reason", "code"),
    [(0, "x", "snooze_past"), (-1, "x", "snooze_past"), (91, "x", "snooze_too_long"),
     (7, " ", "reason_required")],
)  # fmt: skip
def test_putting_off_needs_a_day_to_come_and_a_reason(
    cast: Cast, made: Opportunity, days: int, reason: str, code: str
) -> None:
    day = cast.rep.today + timedelta(days=days)
    with pytest.raises(Refused, match=code):
        warnings.snooze(cast.rep, made.pk, RULE, until_on=day, reason=reason)
    assert not WarningAnswer.objects.exists()


def test_what_does_not_stand_cannot_be_answered(cast: Cast, made: Opportunity) -> None:
    with pytest.raises(Refused, match="warning_not_standing"):
        warnings.dismiss(cast.rep, made.pk, "duck.payment", reason="x")
    with pytest.raises(Refused, match="warning_not_standing"):
        warnings.dismiss(cast.rep, made.pk, "no.such_rule", reason="x")


def test_only_who_sells_here_and_those_above_answer(cast: Cast, made: Opportunity) -> None:
    for name in ("teammate", "finance", "admin", "compliance"):
        with pytest.raises(Forbidden):
            warnings.dismiss(cast.actor(name), made.pk, RULE, reason="x")
    with pytest.raises(NotFound):
        warnings.dismiss(cast.stranger, made.pk, RULE, reason="x")


def test_the_audit_knows_who_and_which_rule_but_not_the_words(
    cast: Cast, made: Opportunity
) -> None:
    warnings.dismiss(cast.rep, made.pk, RULE, reason="林經理說不急")
    entry = AuditEntry.objects.get(action="warning.dismiss")
    assert (entry.by_id, entry.kind, entry.record_id) == (
        cast.rep.user_id, "opportunity", made.pk,
    )  # fmt: skip
    assert "林經理" not in str(entry.changes)


@pytest.mark.method("M4.7")
def test_a_warning_that_sees_something_new_is_recorded_as_changed(
    cast: Cast, made: Opportunity
) -> None:
    row = OpenWarning.objects.get(opportunity=made, rule="duck.one_contact")
    person = contacts.create_contact(cast.rep, made.account_id, name="林")
    committee.seat(cast.rep.later(days=3), made.pk, contact_id=person.pk, roles=["purchaser"])
    change = WarningChange.objects.get(warning=row)
    row.refresh_from_db()
    assert change.seen == row.seen
    assert row.closed_at is None
    derive.refresh(cast.system.later(days=9), [made.pk])
    assert WarningChange.objects.filter(warning=row).count() == 1  # nothing new, no row


def test_the_chance_is_kept_in_the_history_row_by_row(cast: Cast, made: Opportunity) -> None:
    first = danger.trend_of(cast.rep, made.pk)
    committee.add_need(cast.rep.later(days=2), made.pk, words="省電", explicit=True, met="full")
    trend = danger.trend_of(cast.rep, made.pk)
    assert len(trend) == len(first) + 1
    row = OpportunityHistory.objects.get(opportunity=made, valid_to=None)
    now = Opportunity.objects.get(pk=made.pk)
    assert (row.chance, row.chance_confirmed) == (now.chance, now.chance_confirmed)
    assert trend[-1].chance > trend[-1].confirmed  # our belief: the gap is seen


def test_the_health_page_says_what_a_warning_saw(cast: Cast, made: Opportunity) -> None:
    person = contacts.create_contact(cast.rep, made.account_id, name="林")
    committee.seat(cast.rep, made.pk, contact_id=person.pk, roles=["purchaser"])
    from goldenkey.actions import fact

    fact.note(cast.rep, "opportunity", made.pk, "commitment.form", "spoken")
    derive.refresh(cast.rep, [made.pk])
    found = danger.health(cast.rep, made.pk)
    spoken = next(d for d in found.standing if d.warning.rule == "duck.only_spoken")
    assert [e.kind for e in spoken.evidence] == ["fact"]
    assert found.may_answer
    assert found.gap == found.room.chance - found.room.chance_confirmed
