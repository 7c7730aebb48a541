"""The cooked duck: each danger is seen, with since when, how much money, what to do and who."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core import system_facts
from goldenkey.core.snapshot import Contacted, NextStep, Overdue, Rival, Snapshot
from goldenkey.core.warnings import RoleNamed, Warning, warn
from tests.unit.builders import (
    MINI,
    committee,
    day,
    fact,
    facts,
    known,
    money,
    person,
    rule,
    snapshot,
)

PROMISE = facts(
    fact(1, "commitment.by_role", "purchaser", ago=4, said_by_id=103),
    fact(2, "commitment.by", "P2", ago=4),
    fact(3, "commitment.words", "It is yours", ago=4),
    fact(4, "commitment.on", day(6), ago=4),
)


def ids(seen: Snapshot) -> set[str]:
    return {w.rule.id for w in warn(seen)}


def only(seen: Snapshot, rule_id: str) -> Warning:
    (found,) = (w for w in warn(seen) if w.rule.id == rule_id)
    return found


def test_a_calm_opportunity_has_no_warning() -> None:
    assert warn(snapshot()) == ()


LONELY = (person(1, "end_user", "decision_maker", "purchaser", "influencer"),)
OPPONENT = (*committee(), person(9, "influencer", stance="opponent", influence="high"))
RIVAL = Rival(1, "Other", position=-1, in_touch_with_decider=True)
DANGERS: dict[str, dict[str, Any]] = {
    "duck.one_contact": {"people": LONELY},
    "duck.role_never_met": {"people": (*committee()[:1], person(2, "decision_maker", met=False))},
    "duck.promise_without_decider": {"people": committee()[2:], "facts": PROMISE},
    "duck.silence": {"contacts": (Contacted(1, day(31), "visit", "advance"),)},
    "duck.opponent": {"people": OPPONENT},
    "duck.unproved": {"stage": "validate"},
    "duck.customer_behind": {"stage": "negotiate", "buying_step": "analysis"},
    "duck.close_passed": {"close_on": day(1)},
    "duck.close_slipped": {"close_moves": 2},
    "duck.no_next_step": {"next_step": None},
    "duck.payment": {"overdue": Overdue(12, money(500))},
    "duck.rival_at_decider": {"rivals": (RIVAL,)},
    "duck.only_spoken": {"facts": known({"commitment.form": "spoken"})},
    "duck.recommenders_only": {"people": (person(1, "influencer"), person(2, "end_user"))},
}


@pytest.mark.method("M4.7")
@pytest.mark.parametrize("rule_id", DANGERS)
def test_each_danger_of_the_method_is_seen(rule_id: str) -> None:
    assert rule_id in ids(snapshot(**DANGERS[rule_id]))


def test_every_rule_of_the_mini_playbook_has_its_case() -> None:
    assert {w.id for w in MINI.warnings} == set(DANGERS)


@pytest.mark.method("M4.7")
def test_a_warning_says_what_was_seen_since_when_how_much_what_to_do_and_who() -> None:
    boss = person(2, "decision_maker", met=False, access="hard")
    clerk = person(3, "purchaser", access="easy", reports_to=2)
    seen = snapshot(people=(boss, clerk), facts=PROMISE)
    found = only(seen, "duck.promise_without_decider")
    assert (found.since, found.days, found.money) == (day(6), 6, seen.amount)
    assert (found.facts, found.people) == ((1, 2, 3, 4), (2, 3))
    assert (found.doing.do.kind, found.doing.person, found.doing.through) == ("meet", 2, 3)


def test_the_braces_of_the_sentence_are_filled_with_facts_and_names() -> None:
    seen = snapshot(people=(person(2, "decision_maker", met=False),), facts=PROMISE)
    params = only(seen, "duck.promise_without_decider").params
    role = MINI.role("decision_maker")
    assert params == {
        "commitment.by": "P2",
        "commitment.words": "It is yours",
        "commitment.on": day(6),
        "role.decision_maker": RoleNamed(role, ("P2",)) if role else None,
    }


def test_without_a_named_date_a_danger_counts_from_the_stages_start() -> None:
    found = only(snapshot(next_step=None, stage_since=day(17)), "duck.no_next_step")
    assert (found.since, found.days) == (day(17), 17)


def test_since_may_name_a_fact_that_is_no_date_then_the_day_it_was_observed_counts() -> None:
    spoken = rule("spoken", 'commitment.form == "spoken"', since="commitment.form")
    seen = snapshot(
        playbook=replace(MINI, warnings=(spoken,)), facts=known({"commitment.form": "spoken"})
    )
    assert warn(seen)[0].since == day(5)


def test_late_money_is_the_money_of_a_payment_warning() -> None:
    found = only(snapshot(overdue=Overdue(12, money(500))), "duck.payment")
    assert (found.money, found.days) == (money(500), 12)


@pytest.mark.method("M0.4")
def test_being_ahead_of_the_customer_is_a_danger_counted_in_his_steps() -> None:
    seen = snapshot(stage="negotiate", buying_step="analysis")
    assert seen.values(confirmed_only=False)["customer.steps_behind"] == 2
    assert "duck.customer_behind" not in ids(replace(seen, buying_step="selection"))
    assert seen.values(confirmed_only=False).keys() >= {"stage.unproved"}


def test_an_unstated_buying_step_is_unknown_and_does_not_warn() -> None:
    seen = snapshot(stage="negotiate", buying_step=None)
    assert seen.values(confirmed_only=False)["customer.steps_behind"] is None
    assert "duck.customer_behind" not in ids(seen)


@pytest.mark.method("M4.6")
def test_time_spent_with_recommenders_only_warns_until_a_decider_is_known() -> None:
    recommenders = (person(1, "influencer"), person(2, "end_user"))
    assert "duck.recommenders_only" in ids(snapshot(people=recommenders))
    decider = person(3, "decision_maker", met=False)
    assert "duck.recommenders_only" not in ids(snapshot(people=(*recommenders, decider)))


def test_a_promise_is_no_danger_once_the_decision_maker_was_met() -> None:
    assert "duck.promise_without_decider" not in ids(snapshot(facts=PROMISE))


def test_a_won_order_is_not_late_to_close() -> None:
    assert "duck.close_passed" not in ids(snapshot(state="won", close_on=day(9)))


def test_silence_is_counted_from_the_beginning_when_nobody_was_ever_seen() -> None:
    values = snapshot(contacts=(), created_on=day(45)).values(confirmed_only=False)
    assert (values["contact.days_since"], values["contact.overdue_days"]) == (45, 15)


def test_the_worst_stands_first_then_the_longest() -> None:
    late = snapshot(
        next_step=NextStep(1, "call", None), close_on=day(3), overdue=Overdue(9, money(1))
    )
    assert [w.rule.id for w in warn(late)] == [
        "duck.payment",
        "duck.close_passed",
        "duck.no_next_step",
    ]


def test_every_name_declared_is_counted_and_every_name_counted_is_declared() -> None:
    names = system_facts.declared(r.key for r in MINI.roles)
    assert set(snapshot().values(confirmed_only=False)) == set(names)


@given(st.sampled_from(sorted(DANGERS)))
def test_what_is_unknown_never_warns(rule_id: str) -> None:
    seen = replace(snapshot(**DANGERS[rule_id]), facts={})
    fired = [w.rule for w in warn(seen)]
    env = seen.values(confirmed_only=False)
    assert all(env.get(n) is not None for r in fired for n in r.when.names)
