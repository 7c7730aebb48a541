"""What the shipped playbooks say of stages, committees and dangers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import pytest

from goldenkey.core.playbook import DOTS, PHASES, Playbook
from goldenkey.core.warnings import warn
from tests.unit.builders import known, person, snapshot
from tests.unit.playbooks import SHIPPED, shipped

every = pytest.mark.parametrize("key", SHIPPED)
organisations = pytest.mark.parametrize("key", [k for k in SHIPPED if k != "auto-retail"])


@pytest.mark.method("M3.1")
@every
def test_every_stage_belongs_to_one_of_five_phases_in_order(key: str) -> None:
    phases = [s.phase for s in shipped(key).stages]
    assert list(dict.fromkeys(phases)) == list(PHASES)


@pytest.mark.method("M3.8")
def test_the_car_dealers_nine_steps_and_the_four_weightiest() -> None:
    book = shipped("auto-retail")
    assert [s.key for s in book.stages] == [
        "prospect", "receive", "consult", "present", "test_drive", "negotiate", "close",
        "deliver", "follow_up",
    ]  # fmt: skip
    weighty = {a.stage for a in book.guidance.advice if a.weighty}
    assert weighty == {"consult", "present", "negotiate", "follow_up"}


_ASKED: Final = {
    "M3.2": ("discover", {"prospect.real", "needs.count", "need.problem", "fit.stated"}),
    "M3.3": ("validate", {"needs.marked", "worries.recorded", "rivals.placed", "go.decision",
                          "focus.stated"}),
    "M3.4": ("negotiate", {"terms.price", "terms.delivery", "terms.warranty", "terms.payment",
                           "terms.service", "commitment.form", "commitment.by_role"}),
    "M3.5": ("contract", {"committee.decision_maker.met", "order.signed", "training.planned",
                          "order.signed_by_decider", "order.delivery_planned",
                          "order.payment_planned"}),
    "M3.6": ("deliver", {"order.accepted", "order.collected", "relationship.planned"}),
}  # fmt: skip


@pytest.mark.method("M3.2", "M3.3", "M3.4", "M3.5", "M3.6")
@pytest.mark.parametrize("row", sorted(_ASKED))
@pytest.mark.parametrize("key", ["key-account", "industrial", "auto-fleet", "large-project"])
def test_each_gate_asks_what_the_method_asks(key: str, row: str) -> None:
    stage, names = _ASKED[row]
    assert names <= {n for c in shipped(key).gate(stage) for n in c.holds.names}


@pytest.mark.method("M3.9", "M3.10")
@every
def test_checklists_before_a_visit_and_at_hand_over(key: str) -> None:
    lists = {c.key: {i.id for i in c.items} for c in shipped(key).guidance.checklists}
    assert {"visit.appointment", "visit.cards", "visit.papers", "visit.profile"} <= lists["visit"]
    assert lists["handover"]


@pytest.mark.method("M3.9", "M3.10")
@pytest.mark.parametrize("key", ["auto-retail", "auto-fleet"])
def test_cars_have_cost_tables_and_eleven_steps_of_hand_over(key: str) -> None:
    lists = {c.key: [i.id for i in c.items] for c in shipped(key).guidance.checklists}
    assert {"visit.cost", "visit.registration"} <= set(lists["visit"])
    assert len(lists["handover"]) == 11 and "handover.pdi" in lists["handover"]


@pytest.mark.method("M3.11")
def test_a_late_delivery_the_customer_was_not_told_of_warns() -> None:
    rule = shipped("key-account").warning("duck.delivery_late")
    assert rule is not None
    late = {"delivery.late_days": Decimal(3), "delivery.told": False}
    assert rule.when.value(late) is True
    assert rule.when.value({**late, "delivery.told": True}) is False


@pytest.mark.method("M3.12", "M8.2")
def test_a_call_one_week_after_delivery_then_maintenance_and_greetings() -> None:
    for key in ("key-account", "auto-retail"):
        plan = {f.id: f for f in shipped(key).guidance.after_sales.plan}
        assert (plan["follow.week"].after_days, plan["follow.week"].kind) == (7, "call")
        assert plan["follow.maintenance"].every_days and plan["follow.festival"].every_days


@pytest.mark.method("M4.1")
@organisations
def test_the_four_roles_are_there(key: str) -> None:
    assert set(DOTS) <= {r.standard for r in shipped(key).roles}


@pytest.mark.method("M4.2")
def test_four_people_and_two_meetings_of_a_fleet() -> None:
    book = shipped("auto-fleet")
    needed = {r.key for r in book.roles if r.required}
    assert {"selector", "end_user", "decision_maker", "superior"} <= needed
    meetings = book.guidance.relations.meetings
    assert [m.step for m in meetings] == ["selection", "bidding"]


@pytest.mark.method("M4.3")
def test_four_steps_five_buyer_types_and_a_coach() -> None:
    book = shipped("key-account")
    relations = book.guidance.relations
    assert (len(relations.choosing), len(relations.buyer_types)) == (4, 5)
    assert book.role("coach") and not book.role("coach").required  # type: ignore[union-attr]


@pytest.mark.method("M4.4", "M5.7")
@organisations
def test_each_of_the_four_hears_his_own_message(key: str) -> None:
    heard = {m.role: m.focus for m in shipped(key).guidance.messages}
    assert (heard["decision_maker"], heard["end_user"]) == ("benefits", "functions")
    assert (heard["purchaser"], heard["influencer"]) == ("assurance", "features")


_DUCKS: Final = (
    "duck.one_contact", "duck.role_never_met", "duck.promise_without_decider", "duck.silence",
    "duck.opponent", "duck.unproved", "duck.customer_behind", "duck.close_passed",
    "duck.close_slipped", "duck.no_next_step", "duck.payment", "duck.rival_at_decider",
    "duck.only_spoken", "duck.recommenders_only", "duck.tender_not_shaped",
    "duck.delivery_at_risk", "duck.delivery_late",
)  # fmt: skip


@pytest.mark.method("M4.7")
@organisations
def test_every_danger_the_method_names_has_a_rule(key: str) -> None:
    book = shipped(key)
    assert set(_DUCKS) <= {w.id for w in book.warnings}


@pytest.mark.method("M4.7", "M5.13")
@every
def test_every_warning_says_why_in_three_languages(key: str) -> None:
    assert all(w.why and w.why.zh_hant and w.why.zh_hans for w in shipped(key).warnings)


@pytest.mark.method("M4.7")
def test_the_purchasers_promise_warns_while_the_decider_is_unmet() -> None:
    book = shipped("key-account")
    people = (person(1, "purchaser"), person(2, "decision_maker", met=False))
    promised = {
        "commitment.by_role": "purchaser", "commitment.form": "spoken", "commitment.by": "P1",
        "commitment.words": "yours",
    }  # fmt: skip
    found = {w.rule.id for w in warn(_at(book, people=people, facts=known(promised)))}
    assert {"duck.promise_without_decider", "duck.role_never_met", "duck.only_spoken"} <= found


@every
def test_what_is_unknown_never_warns(key: str) -> None:
    assert not [w.id for w in shipped(key).warnings if w.when.value({}) is True]


def _at(book: Playbook, **changes: Any) -> Any:
    return snapshot(playbook=book, stage=book.stages[0].key, **changes)


@pytest.mark.method("M4.9")
@every
def test_nothing_is_given_to_officials_and_evaluators_are_left_alone(key: str) -> None:
    conduct = shipped(key).guidance.conduct
    assert conduct is not None and not any(conduct.official_year_limit.values())
    assert conduct.quiet_steps == (() if key == "auto-retail" else ("bidding",))
