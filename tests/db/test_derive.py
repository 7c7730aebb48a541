"""Copies for lists follow the rows they are made of, before the action ends."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import committee, derive
from goldenkey.actions import contact as contacts
from goldenkey.actions import opportunity as opportunities
from goldenkey.data.models import OpenWarning, Opportunity
from goldenkey.selectors import room
from tests.cast import Cast


@pytest.fixture
def made(cast: Cast) -> Opportunity:
    account = accounts.create_account(cast.rep, name="甲")
    return opportunities.create_opportunity(cast.rep, account.pk, name="案", amount=100)


def _now(made: Opportunity) -> Opportunity:
    return Opportunity.objects.get(pk=made.pk)


def _copies(row: Opportunity) -> dict[str, Any]:
    return {name: getattr(row, name) for name in derive.COPIES}


def test_a_seat_shows_in_the_dots_of_the_list(cast: Cast, made: Opportunity) -> None:
    before = _now(made).coverage
    person = contacts.create_contact(cast.rep, made.account_id, name="林")
    committee.seat(cast.rep, made.pk, contact_id=person.pk, roles=["purchaser"])
    activities.log(cast.rep, opportunity_id=made.pk, contact_ids=[person.pk])
    assert _now(made).coverage != before
    assert "m" in _now(made).coverage


def test_the_next_step_of_the_list_is_the_earliest_open_one(cast: Cast, made: Opportunity) -> None:
    day = cast.rep.today
    first = activities.plan_step(cast.rep, opportunity_id=made.pk, what="甲", due_on=day)
    activities.plan_step(cast.rep, opportunity_id=made.pk, what="乙", due_on=None)
    assert (_now(made).next_step, _now(made).next_step_on) == ("甲", day)
    activities.finish_step(cast.rep, first.pk)
    assert (_now(made).next_step, _now(made).next_step_on) == ("乙", None)


def test_the_list_says_what_the_room_says(cast: Cast, made: Opportunity) -> None:
    person = contacts.create_contact(cast.rep, made.account_id, name="林")
    committee.seat(
        cast.rep, made.pk, contact_id=person.pk, roles=["purchaser"], stance="opponent",
        influence="high",
    )  # fmt: skip
    row, shown = _now(made), room.room(cast.rep, made.pk)
    assert row.warning_count == len(shown.warnings)
    assert row.worst_rule == (shown.warnings[0].rule if shown.warnings else "")
    assert row.gate_missing == len(shown.gate.missing)
    assert (row.chance, row.chance_confirmed) == (shown.chance, shown.chance_confirmed)


def test_making_copies_anew_changes_nothing_when_nothing_changed(
    cast: Cast, made: Opportunity
) -> None:
    before = _copies(_now(made)), OpenWarning.objects.count()
    derive.refresh(cast.system, [made.pk])
    assert (_copies(_now(made)), OpenWarning.objects.count()) == before


def test_a_warning_that_ends_is_closed_and_one_that_returns_is_a_new_row(
    cast: Cast, made: Opportunity
) -> None:
    opened = set(OpenWarning.objects.filter(opportunity=made).values_list("rule", flat=True))
    opportunities.drop(cast.rep.later(hours=1), made.pk, version=1, reason="沒有預算")
    assert not OpenWarning.objects.filter(opportunity=made, closed_at=None).exists()
    row = _now(made)
    opportunities.reopen(cast.rep.later(hours=2), made.pk, version=row.version, reason="又有了")
    again = OpenWarning.objects.filter(opportunity=made, closed_at=None)
    assert {w.rule for w in again} == opened
    assert OpenWarning.objects.filter(opportunity=made).count() == 2 * len(opened)


def test_copies_are_made_in_the_transaction_of_the_action(cast: Cast, made: Opportunity) -> None:
    before = _copies(_now(made))
    with pytest.raises(Exception, match="bad_choice"):
        committee.seat(cast.rep, made.pk, group_name="全體員工", reached_through="福委會",
                       roles=["dragon"])  # fmt: skip
    assert _copies(_now(made)) == before
