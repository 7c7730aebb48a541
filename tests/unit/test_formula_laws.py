"""Laws that hold for every formula."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenkey.core.formula import FormulaError, parse
from tests.unit.formulas import ALIASES, DECLARED, FORMS, conditions, environments, read

_ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.text(), st.dates(),
    st.datetimes(), st.lists(st.integers()),
)  # fmt: skip
_PIECES = st.sampled_from([
    *DECLARED, *ALIASES, *"()[],!<>+-*/", "&&", "||", "==", "!=", "<=", "in", "true", "1", "2.5",
    '"written"', '"', "\\", "money(", 'money("5","TWD")', "date(", 'date("2026-01-31")', "\n", " ",
])  # fmt: skip


@given(conditions(), environments(), environments())
def test_answering_an_unknown_never_turns_a_settled_result(
    source: str, some: dict[str, Any], more: dict[str, Any]
) -> None:
    formula = read(source)
    before, after = formula.value(some), formula.value({**more, **some})
    assert before is None or after is before


@pytest.mark.method("M1.7")
@given(conditions(), environments(), st.data())
def test_unknown_never_counts_as_true(
    source: str, env: dict[str, Any], data: st.DataObject
) -> None:
    """What holds in spite of unknowns holds whatever their answers turn out to be."""
    formula = read(source)
    if formula.value(env) is True:
        answers = {
            name: data.draw(_answer(name), label=name)
            for name in sorted(formula.names) if name not in env
        }  # fmt: skip
        assert formula.value({**answers, **env}) is True


def _answer(name: str) -> st.SearchStrategy[Any]:
    kinds = {"bool": st.booleans(), "number": st.integers(-20, 20), "text": st.text(max_size=3)}
    declared = DECLARED[name]
    return st.sampled_from(FORMS) if declared.options else kinds[declared.kind]


@given(st.text(max_size=60) | st.lists(_PIECES, max_size=20).map("".join)
       | st.lists(_PIECES, max_size=20).map(" ".join))  # fmt: skip
@settings(max_examples=600)
def test_reading_any_text_raises_nothing_but_a_formula_error(source: str) -> None:
    try:
        read(source)
    except FormulaError as error:
        assert 0 <= error.offset <= len(source)
        lines = source.split("\n")
        before = sum(len(line) + 1 for line in lines[: error.line - 1])
        assert before + error.column - 1 == error.offset


@given(conditions(), st.dictionaries(st.sampled_from(sorted(DECLARED)), _ANYTHING))
def test_evaluating_never_fails_whatever_is_recorded(source: str, env: dict[str, Any]) -> None:
    assert read(source).value(env) in (True, False, None)


@given(conditions(), environments())
def test_terms_are_pieces_of_the_source_and_settle_the_result(
    source: str, env: dict[str, Any]
) -> None:
    formula = read(source)
    value, terms = formula.explain(env)
    assert value is formula.value(env)
    assert all(source[term.start : term.end] == term.text for term in terms)
    assert [t.start for t in terms] == sorted(t.start for t in terms)
    assert {name for term in terms for name in term.names} == formula.names
    assert all(parse(t.text, DECLARED).value(env) is t.value for t in terms)


@given(conditions(), environments())
def test_a_formula_set_in_another_keeps_its_value(source: str, env: dict[str, Any]) -> None:
    with suppress(FormulaError):
        beside = read("!part", parts={"part": read(source)})
        assert beside.value(env) is read(f"!({source})").value(env)
