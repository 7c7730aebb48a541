"""A formula that cannot be read says why and where, and none is too much to read."""

from __future__ import annotations

import sys

import pytest

from goldenkey.core.formula import (
    MOST_CHARACTERS,
    MOST_DEPTH,
    MOST_TERMS,
    Formula,
    FormulaError,
    Kind,
    Type,
    parse,
)
from tests.unit.formulas import DECLARED, read


def refused(source: str, **more: object) -> FormulaError:
    with pytest.raises(FormulaError) as caught:
        read(source, **more)
    return caught.value


@pytest.mark.parametrize(
    ("source", "code", "column"),
    [
        ("", "syntax", 1),
        ("credit.good &&", "syntax", 15),
        ("credit.good & project.exists", "syntax", 13),
        ("credit.good project.exists", "syntax", 13),
        ("credit.good end", "syntax", 13),
        ("(credit.good", "syntax", 13),
        ("credit.good)", "syntax", 12),
        ('need.problem == "停機', "syntax", 17),
        ('need.problem == "a\nb"', "syntax", 17),
        ("need.problem in []", "syntax", 18),
        ("need.problem in [需要]", "syntax", 18),
        ('need.problem in ["a",]', "syntax", 22),
        ("credit.good ＆＆ true", "syntax", 13),
        ("in", "syntax", 1),
        ("company.people > ٣", "syntax", 18),
        ('size("a") > 1', "unknown_name", 1),
        ("credit.bad", "unknown_name", 1),
        ("credit", "unknown_name", 1),
        ('credit.good == "yes"', "type_mismatch", 16),
        ("company.people && true", "type_mismatch", 1),
        ("true && company.people", "type_mismatch", 9),
        ("!company.people", "type_mismatch", 2),
        ("-credit.good == 1", "type_mismatch", 2),
        ("1 < company.people < 3", "type_mismatch", 22),
        ('need.problem < "b"', "type_mismatch", 1),
        ("credit.good > false", "type_mismatch", 1),
        ('need.problem + "b" == "c"', "type_mismatch", 1),
        ("order.amount * order.amount == order.amount", "type_mismatch", 1),
        ("order.amount > 500000", "type_mismatch", 16),
        ("company.people in [\"a\"]", "type_mismatch", 1),
        ('commitment.form == "oral"', "unknown_option", 20),
        ('"oral" != commitment.form', "unknown_option", 1),
        ('commitment.form in ["spoken", "oral"]', "unknown_option", 31),
        ('order.amount > money("a lot", "TWD")', "bad_money", 22),
        ('order.amount > money("1e5", "TWD")', "bad_money", 22),
        ('order.amount > money("5", "XXX")', "bad_money", 22),
        ('order.amount > money("5.001", "TWD")', "bad_money", 22),
        ('order.amount > money("5")', "syntax", 25),
        ('commitment.on > date("2026-02-30")', "bad_date", 22),
        ('commitment.on > date("20260131")', "bad_date", 22),
        ("company.people", "not_bool", 1),
    ],
)  # fmt: skip
def test_an_error_names_its_code_and_place(source: str, code: str, column: int) -> None:
    error = refused(source)
    assert (error.code, error.line, error.column) == (code, 1, column)
    assert error.offset == column - 1


def test_lines_and_columns_count_from_one_and_chinese_as_one() -> None:
    error = refused('信用良好 &&\n  (project.exists ||\n   承諾形式 == "口頭")')
    assert (error.code, error.line, error.column) == ("unknown_option", 3, 12)


@pytest.mark.method("M1.8")
def test_an_error_names_the_field_of_a_companys_own_criterion() -> None:
    declared = {"machine.age_years": Type(Kind.NUMBER), "spares.stock": Type(Kind.TEXT,
                frozenset({"ours", "copies", "none"}))}  # fmt: skip
    own = 'machine.age_years >= 5 && spares.stock == "copies"'
    assert parse(own, declared).value({"machine.age_years": 7, "spares.stock": "copies"}) is True
    with pytest.raises(FormulaError) as misspelt:
        parse(own.replace("age_years", "age"), declared)
    with pytest.raises(FormulaError) as no_option:
        parse(own.replace("copies", "fakes"), declared)
    assert misspelt.value.params == {"name": "machine.age"}
    assert no_option.value.params["name"] == "spares.stock"
    assert no_option.value.params["options"] == ["copies", "none", "ours"]


def test_a_formula_of_another_kind_must_be_asked_for() -> None:
    assert read("company.people + 1", expect=Kind.NUMBER).type.kind is Kind.NUMBER
    assert refused("credit.good", expect=Kind.NUMBER).code == "type_mismatch"


def test_length_counts_characters_not_bytes() -> None:
    shell = 'need.problem == ""'
    words = "字" * (MOST_CHARACTERS - len(shell))
    assert read(f'need.problem == "{words}"').value({"need.problem": words}) is True
    error = refused(f'need.problem == "{words}字"')
    assert (error.code, error.params["most"]) == ("too_long", 4000)


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("!", ""), ("!(", ")")])
def test_depth_is_bounded(opening: str, closing: str) -> None:
    most = MOST_DEPTH // len(opening)
    assert read(opening * most + "credit.good" + closing * most).value({}) is None
    error = refused(opening * (most + 1) + "credit.good" + closing * (most + 1))
    assert (error.code, error.column) == ("too_deep", MOST_DEPTH + 1)


@pytest.mark.parametrize("mark", ["(", "!", "-", "[", "((((credit.good && ", "!(-", "money("])
def test_a_flood_of_marks_is_refused(mark: str) -> None:
    source = (mark * MOST_CHARACTERS)[:MOST_CHARACTERS]
    assert refused(source).code in ("too_deep", "syntax")


@pytest.mark.parametrize(
    ("term", "op", "shell"),
    [
        ("credit.good", "&&", "{}"),
        ("credit.good", "||", "{}"),
        ("company.people==1", "&&", "{}"),
        ("1", "+", "{} > 0"),
        ("orders.count", "*", "{} > 0"),
    ],
)
def test_a_chain_of_as_many_terms_as_allowed_evaluates(term: str, op: str, shell: str) -> None:
    formula = read(shell.format(op.join([term] * MOST_TERMS)))
    env = {"credit.good": True, "company.people": 1, "orders.count": 2}
    assert formula.value(env) is True
    assert refused(shell.format(op.join([term] * (MOST_TERMS + 1)))).code == "too_many_terms"


def test_a_chain_of_comparisons_is_bounded() -> None:
    assert refused("==".join(["true"] * 600)).code == "too_deep"


def test_the_largest_formula_needs_little_of_the_stack() -> None:
    step = "true || true && 1 == 1 + 1 * 1 || ("
    formula = read(step * 25 + "credit.good" + ")" * 25)
    assert _at_stack_depth(400, formula) is True
    assert refused("true || true && true == (" * 41 + "true" + ")" * 41).code == "too_deep"


def _at_stack_depth(depth: int, formula: Formula) -> object:
    """Read and evaluate again with that much of the stack already used."""
    if depth:
        return _at_stack_depth(depth - 1, formula)
    assert sys.getrecursionlimit() <= 1_000
    return parse(formula.source, DECLARED).value({})


def test_formulas_that_use_formulas_stay_bounded() -> None:
    part = read("&&".join(["credit.good"] * 20))
    parts = {"part": part}
    assert read("&&".join(["part"] * 10), parts=parts).value({"credit.good": True}) is True
    assert refused("&&".join(["part"] * 11), parts=parts).code == "too_many_terms"


def test_formulas_that_deny_formulas_stay_bounded() -> None:
    part = read("!" * MOST_DEPTH + "credit.good")
    with pytest.raises(FormulaError) as caught:
        for _ in range(20):
            part = read("!" * MOST_DEPTH + "part", parts={"part": part})
    assert caught.value.code == "too_deep"


def test_an_endless_number_is_refused() -> None:
    assert refused("1" * 3_000 + " > 0").code == "bad_number"


def test_large_numbers_multiply_without_harm() -> None:
    formula = read("*".join(["company.people"] * MOST_TERMS) + " > 1")
    assert formula.value({"company.people": 10**900}) is True
