"""Amounts in Chinese capital numerals (大寫金額): what a forger cannot turn into another figure.

After the People's Bank's 正确填写票据和结算凭证的基本规定 (支付结算办法, annex 1, 1997), which
Taiwan's contracts and cheques follow in their own characters: 零 for every gap of zeros within a
number, also before 角 and 分; 整 (or 正) after 元, and after 角; nothing after 分.
"""

from __future__ import annotations

from typing import Final, Literal

from goldenkey.core.money import Money, MoneyProblem, exponent

Script = Literal["zh-hant", "zh-hans"]

DIGITS: Final = {"zh-hant": "零壹貳參肆伍陸柒捌玖", "zh-hans": "零壹贰叁肆伍陆柒捌玖"}
SECTIONS: Final = {"zh-hant": ("萬", "億"), "zh-hans": ("万", "亿")}
UNITS: Final = ("", "拾", "佰", "仟")
MINUS: Final = {"zh-hant": "負", "zh-hans": "负"}
LARGEST: Final = 10**16
"""Major units below which an amount has a name: 9,999 萬億."""

NAMES: Final = {
    "zh-hant": {"TWD": "新臺幣", "CNY": "人民幣", "USD": "美元", "HKD": "港幣", "EUR": "歐元",
                "JPY": "日圓"},
    "zh-hans": {"TWD": "新台币", "CNY": "人民币", "USD": "美元", "HKD": "港币", "EUR": "欧元",
                "JPY": "日元"},
}  # fmt: skip
"""The currency before the figure; others by their code."""


def capital(money: Money, script: Script, *, ending: str = "整") -> str:
    """Return an amount in capital numerals, without its currency: 壹萬零伍元整.

    `ending` is 整 or 正, both are law. Raises MoneyProblem "too_large" from 10^16 on, and
    "too_many_decimals" for a currency with more than two places.
    """
    places = exponent(money.currency)
    if places > 2:
        raise MoneyProblem("too_many_decimals", currency=money.currency)
    cents = abs(money.minor) * 10 ** (2 - places)
    whole, rest = divmod(cents, 100)
    if whole >= LARGEST:
        raise MoneyProblem("too_large", currency=money.currency)
    sign = MINUS[script] if money.minor < 0 else ""
    return sign + _major(whole, rest, script) + _minor(whole, rest, script, ending)


def written(money: Money, script: Script, *, ending: str = "整") -> str:
    """Return an amount in capital numerals with the currency before it: 新臺幣壹萬零伍元整."""
    name = NAMES[script].get(money.currency, f"{money.currency} ")
    return name + capital(money, script, ending=ending)


def _major(whole: int, rest: int, script: Script) -> str:
    if whole:
        return _number(whole, script) + "元"
    return "" if rest else "零元"


def _minor(whole: int, rest: int, script: Script, ending: str) -> str:
    tens, ones = divmod(rest, 10)
    if not rest:
        return ending
    digits = DIGITS[script]
    gap = "零" if whole and (not tens or whole % 10 == 0) else ""
    said = gap + (f"{digits[tens]}角" if tens else "")
    return said + (f"{digits[ones]}分" if ones else ending)


def _number(whole: int, script: Script) -> str:
    """A number by 億, then 萬, then its four digits; 零 where the part below falls short."""
    for power, name in ((8, SECTIONS[script][1]), (4, SECTIONS[script][0])):
        above, below = divmod(whole, 10**power)
        if above:
            gap = "零" if 0 < below < 10 ** (power - 1) else ""
            return _number(above, script) + name + gap + (_number(below, script) if below else "")
    return _section(whole, script)


def _section(section: int, script: Script) -> str:
    said, gap = "", False
    for place in (3, 2, 1, 0):
        digit = section // 10**place % 10
        if digit:
            said += ("零" if gap and said else "") + DIGITS[script][digit] + UNITS[place]
        gap = not digit
    return said
