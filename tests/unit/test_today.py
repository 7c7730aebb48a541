"""Today: one row a record, the weightiest reason first, and an order that can be read out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.gates import judge
from goldenkey.core.playbook import Gate
from goldenkey.core.snapshot import Contacted, NextStep, Overdue, Snapshot
from goldenkey.core.today import Matter, matters, rank
from goldenkey.core.warnings import warn
from tests.unit.builders import criterion, day, known, money, snapshot

LACKS_ONE = (criterion("one", "prospect.real"),)


def codes(seen: Snapshot, gate: Gate = ()) -> list[str]:
    found = matters(seen, warnings=warn(seen), decision=judge(gate, seen))
    return [m.code for m in found]


def test_a_calm_opportunity_has_nothing_for_today() -> None:
    assert codes(snapshot()) == []


def test_a_gate_that_lacks_one_thing_is_for_today_and_one_that_lacks_two_is_not() -> None:
    assert codes(snapshot(), LACKS_ONE) == ["gate_lacks_one"]
    assert codes(snapshot(), LACKS_ONE * 2) == []
    assert codes(snapshot(facts=known({"prospect.real": True})), LACKS_ONE) == []


@pytest.mark.parametrize(("ago", "due"), [(-8, False), (-7, True), (0, True), (30, True)])
def test_a_next_step_shows_from_a_week_before_its_date(ago: int, due: bool) -> None:
    seen = snapshot(next_step=NextStep(1, "demo", day(ago)))
    assert ("next_step" in codes(seen)) is due


@pytest.mark.method("M2.6")
@pytest.mark.parametrize(("silent", "due"), [(22, False), (23, True), (45, True)])
def test_a_contact_shows_when_the_rhythm_asks_for_it_this_week(silent: int, due: bool) -> None:
    seen = snapshot(contacts=(Contacted(1, day(silent), "call", "advance"),))
    assert ("contact" in codes(seen)) is due


def test_late_money_and_warnings_are_for_today() -> None:
    seen = snapshot(overdue=Overdue(9, money(300)))
    found = matters(seen, warnings=warn(seen), decision=judge((), seen), worth=7)
    assert [(m.code, m.days, m.money, m.rule) for m in found] == [
        ("warning", 9, money(300), "duck.payment"),
        ("payment", 9, money(300), None),
    ]


def test_one_record_is_one_row_led_by_its_weightiest_reason() -> None:
    shared = [
        Matter("contact", ("opportunity", 1), days=2),
        Matter("warning", ("opportunity", 1), days=1, severity="high", rule="r"),
        Matter("next_step", ("opportunity", 1), days=0),
    ]
    (row,) = rank(shared)
    assert (row.lead.code, [m.code for m in row.others]) == ("warning", ["next_step", "contact"])


def test_more_money_stands_higher_when_the_reason_is_the_same() -> None:
    small = Matter("contact", ("account", 1), days=5, worth=100)
    large = Matter("contact", ("account", 2), days=5, worth=900)
    assert [i.lead for i in rank([small, large])] == [large, small]


def test_a_code_of_another_room_is_ranked_too() -> None:
    (row,) = rank([Matter("occasion", ("account", 3), days=-4)])
    assert row.points[0].code == "occasion"


found = st.lists(
    st.builds(
        lambda code, key, days, worth: Matter(code, ("opportunity", key), days, worth=worth),
        st.sampled_from(["contact", "payment", "next_step", "gate_lacks_one", "occasion"]),
        st.integers(1, 5),
        st.integers(-7, 400),
        st.integers(0, 10**12),
    )
)


@given(found)
def test_a_score_is_the_sum_of_its_points_and_the_order_follows_it(rows: list[Matter]) -> None:
    items = rank(rows)
    assert [i.score for i in items] == sorted((i.score for i in items), reverse=True)
    assert all(i.score == sum(p.points for p in i.points) <= 99 for i in items)


@given(found)
def test_nothing_is_lost_and_the_order_of_arrival_does_not_matter(rows: list[Matter]) -> None:
    items = rank(rows)
    assert sum(1 + len(i.others) for i in items) == len(rows)
    assert [i.lead.subject for i in rank(rows[::-1])] == [i.lead.subject for i in items]
