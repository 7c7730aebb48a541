"""What a formula says of each kind of value."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from goldenkey.core.formula import Formula, FormulaError, Kind, Type, parse
from goldenkey.core.money import Money
from tests.unit.formulas import ask, read

TRUTHS = (True, False, None)


def number(source: str, **env: object) -> Any:
    values = {name.replace("__", "."): value for name, value in env.items()}
    return read(source, expect=Kind.NUMBER).value(values)


@pytest.mark.parametrize(("one", "other"), list(product(TRUTHS, TRUTHS)))
def test_and_or_not_follow_kleene(one: bool | None, other: bool | None) -> None:
    env = {"credit__good": one, "project__exists": other}
    low, high = sorted((one, other), key=(False, None, True).index)
    assert ask("credit.good && project.exists", **env) is low
    assert ask("credit.good || project.exists", **env) is high
    assert ask("!credit.good", **env) is (None if one is None else not one)


def test_absent_and_none_are_both_unknown() -> None:
    assert ask("company.people > 1") is None
    assert ask("company.people > 1", company__people=None) is None


def test_and_binds_tighter_than_or() -> None:
    assert ask("true || false && false") is True
    assert ask("(true || false) && false") is False


def test_not_binds_tighter_than_comparison() -> None:
    assert ask("!false == true") is True
    assert ask("!(false == true)") is True
    assert ask("!true == true") is False


def test_comparisons_join_from_the_left() -> None:
    assert ask("1 < 2 == true") is True
    with pytest.raises(FormulaError):
        read("true == 1 < 2")


def test_a_product_binds_tighter_than_a_sum_and_joins_from_the_left() -> None:
    assert number("2 + 3 * 4") == 14
    assert number("10 - 3 - 2") == 5
    assert number("-2 * (3 - 5)") == 4


def test_decimals_are_exact() -> None:
    assert number("0.1 + 0.2") == Decimal("0.3")
    assert ask("10 / 3 * 3 == 10") is True
    assert number("0.3 / 0.1") == 3
    assert ask("company.people + 0.1 > company.people", company__people=10**40) is True


def test_a_whole_result_is_a_whole_number() -> None:
    assert number("7 / 2 * 2") == 7
    assert isinstance(number("7 / 2 * 2"), int)
    assert number("7 / 2") == Decimal("3.5")


def test_a_division_by_zero_is_unknown() -> None:
    assert number("1 / 0") is None
    assert ask("10 / orders.count > 1", orders__count=0) is None
    assert ask("10 / orders.count > 1 || true", orders__count=Decimal("0.00")) is True


@pytest.mark.parametrize("value", ["12", 1.5, True, Decimal("NaN"), Decimal("1e9999"), object()])
def test_what_is_not_an_exact_number_is_unknown(value: object) -> None:
    assert ask("company.people + 1 > 0", company__people=value) is None


@pytest.mark.parametrize("value", [1, 0, "true", "no", [True]])
@pytest.mark.parametrize("source", ["credit.good", "!credit.good", "credit.good && true",
                                    "credit.good || false", "credit.good == true"])  # fmt: skip
def test_what_is_not_a_truth_is_unknown(source: str, value: object) -> None:
    assert ask(source, credit__good=value) is None


def test_a_text_is_equal_or_one_of_some() -> None:
    env = {"need__problem": "停機"}
    assert ask('need.problem == "停機"', **env) is True
    assert ask('need.problem != "停機"', **env) is False
    assert ask('need.problem in ["良率", "停機"]', **env) is True
    assert ask('need.problem in ["良率"]', **env) is False
    assert ask('need.problem in ["良率"]') is None


def test_quotes_and_backslashes_are_written_with_a_backslash() -> None:
    assert ask(r'need.problem == "a\"b\\c"', need__problem='a"b\\c') is True


def test_amounts_of_one_currency_are_ordered_and_added() -> None:
    env = {"order__amount": Money.of(600_000, "TWD"), "order__limit": Money.of("100000.50", "TWD")}
    assert ask('order.amount >= money("500000", "TWD")', **env) is True
    assert ask('order.amount - order.limit == money("499999.50", "TWD")', **env) is True
    assert ask('order.amount + -order.limit < money("500000", "TWD")', **env) is True


@pytest.mark.parametrize("op", ["==", "!=", "<", "<=", ">", ">="])
def test_amounts_of_two_currencies_do_not_compare(op: str) -> None:
    env = {"order__amount": Money.of(600_000, "TWD"), "order__limit": Money.of(1, "CNY")}
    assert ask(f"order.amount {op} order.limit", **env) is None
    assert ask(f"order.amount + order.limit {op} order.amount", **env) is None


def test_days_are_ordered() -> None:
    env = {"commitment__on": date(2026, 1, 31)}
    assert ask('commitment.on == date("2026-01-31")', **env) is True
    assert ask('commitment.on < date("2026-02-01")', **env) is True
    assert ask('commitment.on < date("2026-02-01")') is None


def test_a_moment_is_no_day() -> None:
    moment = datetime(2026, 1, 31, 9, 0)  # noqa: DTZ001
    assert ask('commitment.on < date("2026-02-01")', commitment__on=moment) is None


@pytest.mark.parametrize("alias", ["承諾形式", "承诺形式", "commitment.form"])
def test_a_chinese_alias_is_the_declared_name(alias: str) -> None:
    formula = read(f'{alias} == "written" && 公司.人數 > 10')
    assert formula.names == {"commitment.form", "company.people"}
    assert formula.value({"commitment.form": "written", "company.people": 11}) is True


def test_terms_are_shown_as_written_and_in_order() -> None:
    source = (
        '信用良好 && !(project.exists || (company.people + 1) * 2 > 10)\n&& 承諾形式=="written"'
    )
    value, terms = read(source).explain({"credit.good": True, "company.people": 4})
    assert value is None
    assert [(t.text, t.value, t.names) for t in terms] == [
        ("信用良好", True, ("credit.good",)),
        ("project.exists", None, ("project.exists",)),
        ("(company.people + 1) * 2 > 10", False, ("company.people",)),
        ('承諾形式=="written"', None, ("commitment.form",)),
    ]
    assert all(source[t.start : t.end] == t.text for t in terms)


def test_a_comparison_of_truths_is_one_term() -> None:
    _, terms = read("(credit.good || project.exists) == person.decides").explain({})
    assert [t.text for t in terms] == ["(credit.good || project.exists) == person.decides"]


def test_a_formula_may_use_formulas_declared_beside_it() -> None:
    fits = read("credit.good || project.exists")
    whole = read("fits && person.decides", parts={"fits": fits})
    value, terms = whole.explain({"project.exists": True})
    assert whole.names == {"credit.good", "project.exists", "person.decides"}
    assert value is None
    assert [(t.text, t.value) for t in terms] == [("fits", True), ("person.decides", None)]
    assert terms[0].names == ("credit.good", "project.exists")


def test_formulas_are_equal_when_they_say_the_same() -> None:
    assert read("credit.good") == read("credit.good")
    assert hash(read("credit.good")) == hash(read("credit.good"))
    assert read("credit.good") != read("project.exists")
    assert read("credit.good") != "credit.good"


@pytest.mark.parametrize("word", ["end", "text", "number", "money", "date", "op", "space"])
def test_any_other_word_may_be_a_name(word: str) -> None:
    formula: Formula = parse(f"{word} && {word}", {word: Type(Kind.BOOL)})
    assert formula.value({word: True}) is True
