"""Amounts in capital numerals: the bank's rules, and a reader that gets back what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.capital_numerals import DIGITS, LARGEST, capital, written
from goldenkey.core.money import Money, MoneyProblem

VECTORS = (
    ("10005", "壹万零伍元整", "壹萬零伍元整"),
    ("0.05", "伍分", "伍分"),
    ("107000.53", "壹拾万柒仟元零伍角叁分", "壹拾萬柒仟元零伍角參分"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分", "壹萬陸仟肆佰零玖元零貳分"),
    ("6007.14", "陆仟零柒元壹角肆分", "陸仟零柒元壹角肆分"),
    ("325.04", "叁佰贰拾伍元零肆分", "參佰貳拾伍元零肆分"),
    ("1409.50", "壹仟肆佰零玖元伍角整", "壹仟肆佰零玖元伍角整"),
    ("100000001", "壹亿零壹元整", "壹億零壹元整"),
    ("1000000000000", "壹万亿元整", "壹萬億元整"),
    ("1000000000005", "壹万亿零伍元整", "壹萬億零伍元整"),
    ("0", "零元整", "零元整"),
    ("-12.30", "负壹拾贰元叁角整", "負壹拾貳元參角整"),
)
"""The first five are the examples of the rules; the others their corners."""


@pytest.mark.parametrize(("amount", "hans", "hant"), VECTORS)
def test_an_amount_is_written_as_the_rules_say(amount: str, hans: str, hant: str) -> None:
    money = Money.of(amount, "CNY")
    assert capital(money, "zh-hans") == hans
    assert capital(money, "zh-hant") == hant


def test_the_currency_stands_before_the_figure() -> None:
    assert written(Money.of("1200000", "TWD"), "zh-hant") == "新臺幣壹佰貳拾萬元整"
    assert written(Money.of("1200000", "CNY"), "zh-hans") == "人民币壹佰贰拾万元整"
    assert written(Money.of("5", "JPY"), "zh-hant") == "日圓伍元整"
    assert capital(Money.of("5", "CNY"), "zh-hans", ending="正") == "伍元正"


cents = st.integers(min_value=-(LARGEST * 100 - 1), max_value=LARGEST * 100 - 1)


@given(cents, st.sampled_from(["zh-hant", "zh-hans"]))
def test_what_is_written_reads_back_as_the_same_amount(minor: int, script: str) -> None:
    assert _read(capital(Money(minor, "CNY"), script), script) == minor  # type: ignore[arg-type]


@given(cents)
def test_both_scripts_say_the_same_character_by_character(minor: int) -> None:
    hant = capital(Money(minor, "CNY"), "zh-hant")
    plain = hant.translate(str.maketrans("貳參陸萬億負", "贰叁陆万亿负"))
    assert plain == capital(Money(minor, "CNY"), "zh-hans")


@given(cents)
def test_no_zero_stands_twice_or_before_a_unit(minor: int) -> None:
    said = capital(Money(minor, "CNY"), "zh-hans")
    assert "零零" not in said
    assert not any(f"零{unit}" in said for unit in "拾佰仟万亿角分整")
    assert minor == 0 or "零元" not in said


def test_what_has_no_name_is_refused() -> None:
    with pytest.raises(MoneyProblem, match="too_large"):
        capital(Money(LARGEST * 100, "CNY"), "zh-hans")
    with pytest.raises(MoneyProblem, match="too_many_decimals"):
        capital(Money.of("1.234", "KWD"), "zh-hans")


def _read(said: str, script: str) -> int:
    """Minor units from capital numerals: a reader that knows nothing of the writer."""
    sign = -1 if said[0] in "负負" else 1
    said = said.lstrip("负負").rstrip("整正")
    whole, _yuan, rest = said.partition("元") if "元" in said else ("", "", said)
    jiao = rest.partition("角")[0] if "角" in rest else ""
    fen = rest.rpartition("角")[2].rstrip("分") if "分" in rest else ""
    return sign * (_number(whole, script) * 100 + _number(jiao, script) * 10 + _number(fen, script))


def _number(said: str, script: str) -> int:
    for unit, power in (("亿億", 10**8), ("万萬", 10**4)):
        places = [i for i, char in enumerate(said) if char in unit]
        if places:
            head, tail = said[: places[-1]], said[places[-1] + 1 :]
            return _number(head, script) * power + _number(tail, script)
    total, digit = 0, 0
    for char in said:
        if char in "拾佰仟":
            total, digit = total + digit * {"拾": 10, "佰": 100, "仟": 1000}[char], 0
        else:
            digit = DIGITS[script].index(char)
    return total + digit
