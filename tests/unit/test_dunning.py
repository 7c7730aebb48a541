"""Which step of collection is due, and whether a promise was kept (M7.4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import dunning, promises
from goldenkey.core.dunning import Owed
from goldenkey.core.guidance import DunningStep
from goldenkey.core.money import Money
from goldenkey.core.text import Text

DUE = date(2026, 11, 1)
SAY = Text("x", "x", "x")
STEPS = tuple(
    DunningStep(name, days, kind, SAY)
    for name, days, kind in (
        ("before", -7, "message"), ("due", 0, "message"), ("week", 7, "call"),
        ("month", 30, "letter"), ("stop", 60, "stop_shipment"),
    )
)  # fmt: skip


def owed(*taken: str, open_minor: int = 100, **more: object) -> Owed:
    return Owed(1, DUE, Money(open_minor, "TWD"), taken, **more)  # type: ignore[arg-type]


def step(days: int, *taken: str, **more: object) -> str:
    found = dunning.next_step(owed(*taken, **more), STEPS, DUE + timedelta(days=days))
    return found.id if found else ""


@pytest.mark.method("M7.4")
@pytest.mark.parametrize(
    ("days", "name"),
    [(-8, ""), (-7, "before"), (-1, "before"), (0, "due"), (6, "due"), (7, "week"), (29, "week"),
     (30, "month"), (400, "stop")],
)  # fmt: skip
def test_reminders_come_before_due_at_due_and_escalate(days: int, name: str) -> None:
    assert step(days) == name


def test_a_step_that_was_taken_is_not_due_again() -> None:
    assert step(8, "before", "week") == ""
    assert step(31, "week") == "month"


def test_steps_that_were_missed_are_skipped_and_named() -> None:
    found = dunning.next_step(owed("due"), STEPS, DUE + timedelta(days=31))
    assert found and (found.id, found.skipped) == ("month", ("before", "week"))


def test_a_dispute_rests_every_step_and_a_promise_until_its_day() -> None:
    assert step(40, disputed=True) == ""
    assert step(40, promised_on=DUE + timedelta(days=40)) == ""
    assert step(41, promised_on=DUE + timedelta(days=40)) == "month"


@given(st.integers(-30, 900), st.sets(st.sampled_from([s.id for s in STEPS])))
def test_money_that_is_not_open_asks_for_nothing(days: int, taken: set[str]) -> None:
    assert step(days, *taken, open_minor=0) == ""


@given(st.integers(-30, 900), st.sets(st.sampled_from([s.id for s in STEPS])))
def test_a_due_step_is_ripe_untaken_and_the_last_of_those_ripe(days: int, taken: set[str]) -> None:
    today = DUE + timedelta(days=days)
    found = dunning.next_step(owed(*taken), STEPS, today)
    if found:
        assert found.since <= today and found.id not in taken
        assert not [s for s in STEPS if found.step.days_after_due < s.days_after_due <= days]


@pytest.mark.method("M7.4")
@pytest.mark.parametrize(
    ("paid", "days", "said"),
    [(0, 0, "open"), (50, 0, "open"), (100, -1, "kept"), (120, 5, "kept"), (50, 1, "partly"),
     (0, 1, "broken")],
)  # fmt: skip
def test_a_promise_is_kept_or_broken_by_the_money(paid: int, days: int, said: str) -> None:
    today = DUE + timedelta(days=days)
    assert promises.state(Money(100, "TWD"), DUE, Money(paid, "TWD"), today) == said


def test_the_tone_of_a_letter_follows_the_day() -> None:
    tones = [dunning.tone(DUE, DUE + timedelta(days=n)) for n in (-1, 0, 1, 29, 30)]
    assert tones == ["before", "due", "late", "late", "final"]
