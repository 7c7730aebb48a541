"""Grades on the account's row: made anew by edits, by contacts, and as days pass (M2.1–M2.6)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import activity as activities
from goldenkey.actions import grade
from goldenkey.data.models import Account, AuditEntry
from goldenkey.policies.errors import Forbidden
from goldenkey.selectors import account_page
from tests.cast import Cast


def buyer(cast: Cast, days: int | None) -> Account:
    stated = None if days is None else cast.rep.today + timedelta(days=days)
    return accounts.create_account(cast.rep, name="張建華", kind="person", buys_on=stated)


@pytest.mark.method("M2.1", "M2.3")
def test_a_buyer_is_graded_when_he_is_entered(cast: Cast) -> None:
    made = buyer(cast, 5)
    assert (made.intent_grade, made.value_grade) == ("O", "")
    assert made.next_due_on == cast.rep.today + timedelta(days=3)  # Monday + 3


@pytest.mark.method("M2.2", "M2.4")
def test_an_organisation_is_graded_by_cycle_and_batch(cast: Cast) -> None:
    made = accounts.create_account(cast.rep, name="南嶺電力", cycle_days=60, batch=9_300_000)
    assert (made.intent_grade, made.value_grade) == ("", "A")
    changed = accounts.edit_account(cast.rep, made.pk, version=made.version, cycle_days=200)
    assert changed.value_grade == "C"


@pytest.mark.method("M2.6")
def test_a_contact_moves_the_next_one(cast: Cast) -> None:
    made = buyer(cast, 20)
    first = made.next_due_on
    later = cast.rep.later(days=2)
    activities.log(later, account_id=made.pk, kind="call")
    made.refresh_from_db()
    assert first is not None
    assert made.next_due_on == later.today + timedelta(days=7)


@pytest.mark.method("M2.6")
def test_the_grade_follows_the_stated_date_as_days_pass_and_the_history_says_so(
    cast: Cast,
) -> None:
    made = buyer(cast, 40)
    assert made.intent_grade == "B"
    assert grade.regrade_all(cast.system) == 0, "nothing changed today"
    assert grade.regrade_all(cast.system.later(days=10)) == 1
    made.refresh_from_db()
    assert made.intent_grade == "A"
    entry = AuditEntry.objects.filter(kind="account", record_id=made.pk).latest("pk")
    assert entry.action == "grade.days_passed"
    assert entry.changes[0]["fields"]["intent_grade"] == ["B", "A"]
    assert entry.by.username == "system"


@pytest.mark.method("M2.6")
def test_what_a_passed_date_means_is_said(cast: Cast) -> None:
    made = buyer(cast, 2)
    week_on = cast.rep.later(days=7)
    grade.regrade_all(cast.system.later(days=7))
    seen = account_page.show(week_on, made.pk).grade
    assert (seen.intent, seen.standing, seen.days_left) == ("unstated", "passed", -5)
    assert seen.due_reason == "date_passed"


@pytest.mark.method("M2.6")
def test_contacts_made_too_often_are_visible(cast: Cast) -> None:
    made = accounts.create_account(cast.rep, name="南嶺電力", cycle_days=60, batch=9_300_000)
    assert not account_page.show(cast.rep, made.pk).grade.too_often
    activities.log(cast.rep, account_id=made.pk, kind="call")
    activities.log(cast.rep.later(days=1), account_id=made.pk, kind="call")
    assert account_page.show(cast.rep.later(days=1), made.pk).grade.too_often


def test_only_the_system_passes_days(cast: Cast) -> None:
    made = buyer(cast, 2)
    with pytest.raises(Forbidden):
        grade.days_passed(cast.rep, made.pk)


def test_regrading_asks_no_more_for_twenty_customers_than_for_two(cast: Cast, queries) -> None:  # type: ignore[no-untyped-def]
    def cost() -> int:
        with queries() as seen:
            grade.regrade_all(cast.system)
        return len(seen)

    for number in range(2):
        accounts.create_account(cast.rep, name=f"甲{number}", kind="person")
    few = cost()
    for number in range(18):
        accounts.create_account(cast.rep, name=f"乙{number}", kind="person")
    assert cost() == few
