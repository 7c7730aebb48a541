"""Money, dates and spans of time as people of each language write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenkey.core.money import Money
from goldenkey.wording import languages

SIGNS = {
    "zh-hant": {"TWD": "NT$", "CNY": "CN¥", "USD": "US$", "HKD": "HK$", "EUR": "€", "JPY": "JP¥"},
    "zh-hans": {"TWD": "NT$", "CNY": "¥", "USD": "US$", "HKD": "HK$", "EUR": "€", "JPY": "JP¥"},
    "en": {"TWD": "NT$", "CNY": "CN¥", "USD": "US$", "HKD": "HK$", "EUR": "€", "JPY": "JP¥"},
}
STEPS = {
    "zh-hant": ((10**8, "億"), (10**4, "萬")),
    "zh-hans": ((10**8, "亿"), (10**4, "万")),
    "en": ((10**9, "B"), (10**6, "M"), (10**3, "K")),
}


GLUE = "\u00a0"
"""A space at which no line breaks: a figure stays with its sign."""

MINUS = "\u2212"
"""The minus of figures; unlike a hyphen it lets no line break after it."""

NEARLY = Decimal("0.99995")
"""From here on an amount rounds up to a whole step."""


@languages.spoken
def money(value: Money | None) -> str:
    """An amount in full: NT$ 10,800,000; cents only where there are any."""
    if value is None:
        return "—"
    return f"{_minus(value)}{_sign(value.currency)}{_grouped(abs(value.amount))}"


@languages.spoken
def compact(value: Money | None) -> str:
    """An amount for totals: NT$ 1,210 萬 · ¥1,210 万 · CN¥12.1M."""
    if value is None:
        return "—"
    amount, before = abs(value.amount), f"{_minus(value)}{_sign(value.currency)}"
    for step, name in STEPS[languages.current()]:
        if amount >= step * NEARLY:
            return f"{before}{_short(amount / step)}{_gap()}{name}"
    return f"{before}{_grouped(amount)}"


def day(value: date | datetime | None) -> str:
    """A day, ISO as tables show it: 2026-12-20."""
    return "—" if value is None else value.strftime("%Y-%m-%d")


def short_day(value: date | None) -> str:
    """A day without its year: 12-20."""
    return "—" if value is None else value.strftime("%m-%d")


def long_day(value: date) -> str:
    """A day as headings write it: 11月23日 週一 · Mon, Nov 23."""
    return str(format_skeleton("MMMEd", value, locale=languages.locale()))


def moment(value: datetime | None, zone: str) -> str:
    """An instant in a zone, 24 hours: 2026-11-23 15:05."""
    return "—" if value is None else value.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


@languages.spoken
def days(count: int) -> str:
    """A span in days."""
    return ngettext("%(n)d day", "%(n)d days", count) % {"n": count}


@languages.spoken
def ago(value: date | None, today: date) -> str:
    """How long ago a day was: today, 5 days ago; in 3 days for what is to come."""
    if value is None:
        return _("never")
    count = (today - value).days
    if count == 0:
        return _("today")
    if count < 0:
        return ngettext("in %(n)d day", "in %(n)d days", -count) % {"n": -count}
    return ngettext("%(n)d day ago", "%(n)d days ago", count) % {"n": count}


def percent(basis_points: int) -> str:
    """Basis points as a percentage: 150 → 1.5%."""
    text = f"{Decimal(basis_points).scaleb(-2):f}"
    return text.rstrip("0").rstrip(".") + "%"


def _minus(value: Money) -> str:
    return MINUS if value.amount < 0 else ""


def _sign(currency: str) -> str:
    sign = SIGNS[languages.current()].get(currency, currency)
    tight = sign in ("¥", "€", "CN¥", "JP¥", "US$", "HK$") and languages.current() != "zh-hant"
    return sign if tight and currency != "TWD" else f"{sign}{GLUE}"


def _gap() -> str:
    return "" if languages.current() == "en" else GLUE


def _grouped(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{amount:,.0f}" if whole else f"{amount:,}"


def _short(amount: Decimal) -> str:
    places = Decimal("1") if amount >= 1000 else Decimal("0.1")
    text = f"{amount.quantize(places, ROUND_HALF_UP):,}"
    return text.removesuffix(".0")
