"""Terms of business in words: a value with its unit, an issue's name, why a move needs more."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenkey.core.capital_numerals import written
from goldenkey.core.money import Money, MoneyProblem
from goldenkey.core.text import Text
from goldenkey.wording import codes, figures, languages, phrases


def value(said: str, unit: str, currency: str) -> str:
    """A value of the terms sheet with its unit: NT$980,000 · 60 days · 24 months · 30%."""
    if not said or unit == "text":
        return said
    try:
        number = Decimal(said)
    except InvalidOperation:
        return said
    if unit == "money":
        return _money(number, currency)
    whole = f"{number:f}"
    if unit == "percent":
        return f"{whole}%"
    count = int(number) if number == int(number) else 2
    if unit == "months":
        return ngettext("%(n)s month", "%(n)s months", count) % {"n": whole}
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": whole}


def name(key: str, label: str) -> str:
    """What an issue is called: our own words, or the usual term."""
    return label or codes.word(key, "term")


def why(code: str, params: Mapping[str, Any] | None = None) -> str:
    """Why something needs an approval or something in return."""
    return codes.say(code, spoken(params or {}))


def spoken(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters with the playbook's texts in the language being spoken."""
    return {key: _spoken(one) for key, one in params.items()}


def _spoken(one: Any) -> Any:
    if isinstance(one, Text):
        return one.say(languages.current())
    if isinstance(one, tuple):
        return phrases.listing([str(_spoken(x)) for x in one])
    return one


def _money(number: Decimal, currency: str) -> str:
    try:
        return figures.money(Money.of(number, currency, rounding=True))
    except MoneyProblem:
        return f"{number:f}"


def in_words(language: str, amount: Money) -> str:
    """An amount in capital numerals, in the script of a document; figures elsewhere."""
    if language == "en":
        return figures.money(amount)
    try:
        return written(amount, "zh-hant" if language == "zh-hant" else "zh-hans")
    except MoneyProblem:
        return figures.money(amount)


def quoted_tax(basis_points: int) -> str:
    """A tax by its rate."""
    return _("Tax %(rate)s") % {"rate": figures.percent(basis_points)}
