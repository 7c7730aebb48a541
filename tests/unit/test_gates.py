"""Gates: what is missing, who can supply it, and that unknown never passes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.gates import judge
from goldenkey.core.snapshot import Need, Overdue, Rival, Seen, Snapshot
from goldenkey.core.truth import Truth
from tests.unit.builders import (
    GATES,
    TERMS,
    committee,
    criterion,
    fact,
    facts,
    known,
    money,
    person,
    snapshot,
)

ALL_TERMS = {f"terms.{t}": "agreed" for t in TERMS}
COMMITTED = {"commitment.form": "written", "commitment.by_role": "decision_maker"}


def missing(stage: str, seen: Snapshot) -> list[str]:
    return [m.criterion.id for m in judge(GATES[stage], seen).missing]


@pytest.mark.method("M3.2")
@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        ("prospect.real", "discover.prospect"),
        ("need.problem", "discover.problem"),
        ("fit.stated", "discover.fit"),
    ],
)
def test_discovery_ends_only_with_a_real_prospect_a_problem_and_our_fit(
    without: str, lacks: str
) -> None:
    all_known = {"prospect.real": True, "need.problem": "dust", "fit.stated": True}
    needs = (Need(1, "quiet", explicit=True),)
    assert missing("discover", snapshot(needs=needs, facts=known(all_known))) == []
    del all_known[without]
    assert missing("discover", snapshot(needs=needs, facts=known(all_known))) == [lacks]


@pytest.mark.method("M3.3")
def test_validation_ends_only_when_needs_are_marked_rivals_placed_and_go_decided() -> None:
    needs = (Need(1, "quiet", explicit=True, met="unknown"),)
    rivals = (Rival(1, "Other", position=None),)
    seen = snapshot(needs=needs, rivals=rivals, facts=known({"worries.recorded": True}))
    assert missing("validate", seen) == [
        "validate.needs_marked", "validate.rivals_placed", "validate.go",
    ]  # fmt: skip
    done = replace(
        seen,
        needs=(replace(needs[0], met="partly"),),
        rivals=(replace(rivals[0], position=-1),),
        facts=known({"worries.recorded": True, "go.decision": "go"}),
    )
    assert missing("validate", done) == []


@pytest.mark.method("M3.4")
def test_gate_stays_shut_without_the_decision_makers_commitment() -> None:
    assert missing("negotiate", snapshot(facts=known(ALL_TERMS))) == ["negotiate.commitment"]
    assert missing("negotiate", snapshot(facts=known({**ALL_TERMS, **COMMITTED}))) == []


@pytest.mark.method("M3.4")
@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("stand", ["open", "disputed"])
def test_one_term_open_or_disputed_keeps_the_gate_shut(term: str, stand: str) -> None:
    stands = {**ALL_TERMS, f"terms.{term}": stand}
    assert missing("negotiate", snapshot(facts=known({**stands, **COMMITTED}))) == [
        "negotiate.terms"
    ]


@pytest.mark.method("M3.4")
def test_our_belief_in_a_commitment_is_not_enough() -> None:
    believed = {**known(ALL_TERMS), **known(COMMITTED, confirmed=False)}
    decision = judge(GATES["negotiate"], snapshot(facts=believed))
    assert [(m.criterion.id, m.value) for m in decision.missing] == [
        ("negotiate.commitment", Truth.UNKNOWN)
    ]


@pytest.mark.method("M3.5")
def test_contract_needs_the_decision_maker_met_the_signature_and_the_services_planned() -> None:
    unmet = (*committee()[:1], person(2, "decision_maker", met=False))
    assert missing("contract", snapshot(people=unmet)) == [
        "contract.met", "contract.signed", "contract.training",
    ]  # fmt: skip
    done = snapshot(facts=known({"contract.signed": True, "training.planned": True}))
    assert missing("contract", done) == []


@pytest.mark.method("M3.6")
def test_delivery_ends_only_with_acceptance_all_money_in_and_a_plan() -> None:
    done = snapshot(facts=known({"acceptance.signed": True, "relationship.planned": True}))
    assert missing("deliver", done) == []
    assert missing("deliver", replace(done, overdue=Overdue(3, money(900)))) == ["deliver.paid"]
    assert missing("deliver", snapshot()) == ["deliver.accepted", "deliver.plan"]


@pytest.mark.method("M3.7", "M4.8")
def test_what_is_missing_names_who_can_supply_it_easiest_first() -> None:
    people = (
        person(1, "end_user", access="hard"),
        person(2, "decision_maker", access="easy"),
        person(3, "purchaser", access="easy"),
    )
    (lacks,) = judge((criterion("problem", 'need.problem != ""'),), snapshot(people=people)).missing
    assert lacks.ask == (2, 1)
    assert lacks.unknown == ("need.problem",)


@pytest.mark.method("M3.7")
def test_with_no_holder_of_the_role_the_easiest_met_person_is_asked_for_the_way() -> None:
    people = (person(1, "end_user", access="medium"), person(3, "purchaser", access="easy"))
    gate = (criterion("met", "committee.decision_maker.met"),)
    (lacks,) = judge(gate, snapshot(people=people)).missing
    assert lacks.ask == (3,)


def test_a_criterion_names_the_facts_it_saw_and_the_newest_one_counts() -> None:
    rows = facts(
        fact(7, "terms.price", "agreed", ago=9),
        fact(8, "terms.price", "open", ago=2),
        fact(9, "terms.price", "disputed", ago=2),
    )
    (judged,) = judge((criterion("p", 'terms.price == "disputed"'),), snapshot(facts=rows)).judged
    assert (judged.value, judged.facts) == (Truth.TRUE, (9,))


def test_a_later_belief_does_not_hide_what_the_customer_confirmed() -> None:
    rows = facts(
        fact(1, "contract.signed", True, ago=9),
        fact(2, "contract.signed", False, confirmed=False, ago=1),
    )
    (judged,) = judge(
        (criterion("s", "contract.signed", confirmed=True),), snapshot(facts=rows)
    ).judged
    assert (judged.value, judged.facts) == (Truth.TRUE, (1,))


def test_an_empty_gate_opens() -> None:
    assert judge((), snapshot()).opens


VALUES: dict[str, st.SearchStrategy[object]] = {
    "prospect.real": st.booleans(),
    "need.problem": st.sampled_from(["", "dust"]),
    "terms.price": st.sampled_from(["agreed", "open", "disputed"]),
    "commitment.form": st.sampled_from(["spoken", "written"]),
    "commitment.by_role": st.sampled_from(["purchaser", "decision_maker"]),
}
GATE = (
    criterion("a", 'prospect.real || need.problem != ""'),
    criterion("b", 'terms.price == "agreed" && !prospect.real'),
    criterion(
        "c", 'commitment.form != "spoken" && commitment.by_role == "purchaser"', confirmed=True
    ),
)  # fmt: skip


@st.composite
def answers(draw: st.DrawFn) -> list[Seen]:
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True))
    return [
        fact(i, name, draw(VALUES[name]), confirmed=draw(st.booleans()))
        for i, name in enumerate(names, start=1)
    ]


@given(answers(), st.data())
def test_answering_an_unknown_never_turns_a_settled_criterion(
    rows: list[Seen], data: st.DataObject
) -> None:
    open_names = sorted(set(VALUES) - {r.name for r in rows})
    more = [fact(90 + i, n, data.draw(VALUES[n])) for i, n in enumerate(open_names)]
    before = judge(GATE, snapshot(facts=facts(*rows))).judged
    after = judge(GATE, snapshot(facts=facts(*rows, *more))).judged
    for old, new in zip(before, after, strict=True):
        assert old.value in (Truth.UNKNOWN, new.value)


@given(answers())
def test_unknown_never_counts_as_true(rows: list[Seen]) -> None:
    decision = judge(GATE, snapshot(facts=facts(*rows)))
    assert decision.opens == all(j.value is Truth.TRUE for j in decision.judged)
    assert all(j in decision.missing for j in decision.judged if j.value is Truth.UNKNOWN)


@given(answers())
def test_beliefs_change_nothing_that_asks_for_confirmed_evidence(rows: list[Seen]) -> None:
    sure = [r for r in rows if r.confirmed]
    with_beliefs, without = (judge(GATE[2:], snapshot(facts=facts(*x))) for x in (rows, sure))
    assert with_beliefs.judged == without.judged
