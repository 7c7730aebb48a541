"""The evaluation: which terms are true, false or unknown, and what to ask next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.formula import Kind, Type, parse
from goldenkey.core.playbook import Qualification, QualificationTerm
from goldenkey.core.qualification import evaluate
from goldenkey.core.truth import Truth
from tests.unit.builders import text

NAMES = (
    "product.targets_industry", "project.exists", "technology.fits", "credit.good",
    "company.size_enough", "company.operations_good", "person.applies_product",
    "person.decides", "person.needs_product",
)  # fmt: skip
DECLARED = {n: Type(Kind.BOOL, None) for n in NAMES}
HOLDS = {
    "fits": "product.targets_industry || project.exists || technology.fits",
    "sound": "credit.good || (company.size_enough && company.operations_good)",
    "reached": "person.applies_product && person.decides && person.needs_product",
}
PARTS = {key: parse(source, DECLARED) for key, source in HOLDS.items()}
CRITERIA = Qualification(
    terms=tuple(QualificationTerm(k, f, text(k)) for k, f in PARTS.items()),
    potential=parse("fits && sound", DECLARED, parts=PARTS),
    qualified=parse("fits && sound && reached", DECLARED, parts=PARTS),
)
knowledge = st.dictionaries(st.sampled_from(NAMES), st.booleans())


def by_hand(v: dict[str, bool | None]) -> tuple[bool, bool]:
    """Criterion 1 and 2 of the source, on complete answers."""
    one = (v[NAMES[0]] or v[NAMES[1]] or v[NAMES[2]]) and (
        v[NAMES[3]] or (v[NAMES[4]] and v[NAMES[5]])
    )
    return bool(one), bool(one and v[NAMES[6]] and v[NAMES[7]] and v[NAMES[8]])


@pytest.mark.method("M1.7")
@given(st.fixed_dictionaries({n: st.booleans() for n in NAMES}))
def test_with_all_known_the_criteria_are_those_of_the_source(known: dict[str, bool | None]) -> None:
    found = evaluate(CRITERIA, known)
    one, both = by_hand(known)
    assert (found.potential is Truth.TRUE, found.qualified is Truth.TRUE) == (one, both)
    assert found.questions == ()


@pytest.mark.method("M1.7")
def test_each_term_is_shown_with_what_it_saw_and_the_unknown_become_questions() -> None:
    known = {"project.exists": True, "credit.good": False, "person.decides": True}
    found = evaluate(CRITERIA, known)
    assert [(t.term.key, t.value) for t in found.terms] == [
        ("fits", Truth.TRUE), ("sound", Truth.UNKNOWN), ("reached", Truth.UNKNOWN),
    ]  # fmt: skip
    assert [leaf.value for leaf in found.terms[0].leaves] == [None, True, None]
    assert found.questions == (
        "company.size_enough", "company.operations_good",
        "person.applies_product", "person.needs_product",
    )  # fmt: skip


@pytest.mark.method("M1.7")
@given(knowledge)
def test_unknown_is_never_counted_as_true(known: dict[str, bool]) -> None:
    found = evaluate(CRITERIA, known)
    worst = {n: known.get(n, False) for n in NAMES}
    assert (found.qualified is Truth.TRUE) == by_hand(dict(worst))[1]
    assert (found.potential is Truth.TRUE) == by_hand(dict(worst))[0]


@given(knowledge, st.fixed_dictionaries({n: st.booleans() for n in NAMES}))
def test_answering_an_unknown_never_turns_a_settled_result(
    known: dict[str, bool], answers: dict[str, bool]
) -> None:
    before, after = evaluate(CRITERIA, known), evaluate(CRITERIA, {**answers, **known})
    assert before.potential in (Truth.UNKNOWN, after.potential)
    assert before.qualified in (Truth.UNKNOWN, after.qualified)


@given(knowledge)
def test_questions_are_asked_only_while_an_answer_could_still_settle_it(
    known: dict[str, bool],
) -> None:
    found = evaluate(CRITERIA, known)
    assert bool(found.questions) == (found.qualified is Truth.UNKNOWN)
    assert not set(found.questions) & set(known)
