"""History is rows: one a change, from an instant to the next, written by the action."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import opportunity as opportunities
from goldenkey.data.models import Opportunity, OpportunityHistory
from tests.cast import Cast


@pytest.fixture
def made(cast: Cast) -> Opportunity:
    account = accounts.create_account(cast.rep, name="甲")
    return opportunities.create_opportunity(
        cast.rep, account.pk, name="案", amount=100, close_on=cast.rep.today
    )


def _rows(made: Opportunity) -> list[OpportunityHistory]:
    return list(OpportunityHistory.objects.filter(opportunity=made).order_by("valid_from", "pk"))


def test_opening_writes_the_first_row(cast: Cast, made: Opportunity) -> None:
    (row,) = _rows(made)
    assert (row.valid_from, row.valid_to) == (cast.now, None)
    assert (row.stage, row.amount_minor, row.by_id) == (made.stage, 10_000, cast.users["rep"].pk)


def test_a_change_closes_one_row_and_opens_the_next(cast: Cast, made: Opportunity) -> None:
    later = cast.rep.later(days=3)
    opportunities.edit_opportunity(later, made.pk, version=1, amount=250)
    first, second = _rows(made)
    assert first.valid_to == second.valid_from == later.now
    assert (first.amount_minor, second.amount_minor) == (10_000, 25_000)
    assert second.valid_to is None


def test_what_history_does_not_follow_writes_no_row(cast: Cast, made: Opportunity) -> None:
    opportunities.edit_opportunity(cast.rep.later(hours=1), made.pk, version=1, name="新名")
    assert len(_rows(made)) == 1


def test_rows_follow_each_other_without_gap_or_overlap(cast: Cast, made: Opportunity) -> None:
    for day in range(1, 6):
        row = Opportunity.objects.get(pk=made.pk)
        later = cast.rep.today + timedelta(days=day)
        opportunities.edit_opportunity(
            cast.rep.later(days=day), made.pk, version=row.version, close_on=later
        )
    rows = _rows(made)
    assert all(a.valid_to == b.valid_from for a, b in itertools.pairwise(rows))
    assert [r.valid_to for r in rows].count(None) == 1


def test_losing_and_taking_up_again_stand_in_the_history(cast: Cast, made: Opportunity) -> None:
    opportunities.lose(
        cast.rep.later(days=1), made.pk, version=1, reason="太貴", lost_to="對手"
    )  # fmt: skip
    row = Opportunity.objects.get(pk=made.pk)
    opportunities.reopen(cast.rep.later(days=2), made.pk, version=row.version, reason="重來")
    assert [r.state for r in _rows(made)] == ["open", "lost", "open"]


def test_only_one_present_row_can_be(cast: Cast, made: Opportunity) -> None:
    from django.db import IntegrityError, transaction

    row = _rows(made)[0]
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
