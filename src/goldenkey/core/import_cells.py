"""What people write in cells, read: dates, amounts, numbers, phones, e-mail addresses.

Each reader returns the value, or raises `CellProblem` with a code and what it stumbled over.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from goldenkey.core.folding import fold
from goldenkey.core.money import EXPONENT

Cell = str | int | float | bool | date | datetime | None
"""A cell as a file holds it; numbers of spreadsheets come as float."""

_EXCEL_EPOCH: Final = date(1899, 12, 30)
_MOST: Final = Decimal(10) ** 15
_STEPS: Final = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_LATIN_STEPS: Final = (("million", 10**6), ("mn", 10**6), ("m", 10**6), ("k", 1000))
_CURRENCY_NAMES: Final = {
    "TWD": "twd ntd nt$ nt 新台币 台币 新台幣", "CNY": "cny rmb cn¥ ¥ 人民币",
    "USD": "usd us$ us 美元 美金 usdollar usdollars", "HKD": "hkd hk$ 港币 港元 港纸",
    "EUR": "eur € 欧元 euro euros", "JPY": "jpy jp¥ 日元 日圆 日币 yen", "GBP": "gbp £ 英镑",
    "KRW": "krw ₩ 韩元 韩币", "SGD": "sgd s$ 新币 新加坡元", "AUD": "aud a$ 澳元 澳币",
    "MOP": "mop 澳门币 澳门元", "MYR": "myr rm 马币 令吉", "THB": "thb ฿ 泰铢 泰币",
    "VND": "vnd ₫ 越南盾", "CAD": "cad c$ 加元 加币", "CHF": "chf 瑞士法郎", "INR": "inr ₹ 卢比",
}  # fmt: skip
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_EXTENSION = re.compile(r"(?:转|轉|分机|分機|内线|內線|ext\.?|#)\s*:?\s*(?=\d)", re.IGNORECASE)
_COUNT = re.compile(r"(?:约|about|~|>|超过)?\s*(\d{1,9})(?:\.0+)?\s*(?:人|名|位|people|以上|\+)*")
_PARTS = re.compile(r"(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*[日号]?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")


class CellProblem(ValueError):
    """A cell that cannot be read as what its column is."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def text(cell: Cell) -> str:
    """Return a cell as it looks: whole floats as integers, dates as ISO, blanks trimmed."""
    if isinstance(cell, str):
        return cell.strip() if _is_plain(cell) else _tidied(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.time() else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e21 else repr(cell)
    return str(cell)


def day(cell: Cell, *, roc: bool = False) -> date:
    """Return the day a cell means.

    Dates, serial numbers, 20261123, 2026/11/23, 2026年11月23日, 民國115年11月23日, Nov 23, 2026.
    `roc`: a two or three digit year is one of the Republic (115/11/23). Raises "bad_date", and
    "ambiguous_date" for 3/4/2026, which two countries read as two days.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = unicodedata.normalize("NFKC", text(cell))
    plain = re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", fold(written)).strip()
    if plain.isdigit():
        return _from_digits(plain)
    return _from_words(plain) if re.search("[a-z]", plain) else _from_parts(plain, roc)


def amount(cell: Cell) -> tuple[Decimal, str]:
    """Return an amount and the currency written with it ("" where there is none).

    "1,200,000", "NT$120萬", "USD 5,000", "1.2亿". Raises "not_a_number", "negative_amount",
    "too_large"; "unknown_currency" for a sign or code before or behind that we do not know.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _checked(Decimal(repr(cell) if isinstance(cell, float) else cell)), ""
    plain = fold(text(cell)).replace(",", "").replace("，", "").replace(" ", "")
    negative = plain.startswith("-") or (plain.startswith("(") and plain.endswith(")"))
    plain = plain.strip("()").replace("-", "", 1) if negative else plain
    found = _NUMBER.search(plain)
    if not found:
        raise CellProblem("not_a_number")
    before, after = plain[: found.start()], plain[found.end() :]
    times, after = _step(after)
    mark = "".join((before, after)).strip(".:：整")
    value = Decimal(found.group()) * times
    return _checked(-value if negative else value), currency(mark) if mark else ""


def currency(written: str) -> str:
    """Return the code of a currency: TWD, NT$, 新臺幣, RMB; "$" is any dollar, 元 is any.

    Raises "unknown_currency".
    """
    plain = re.sub(r"\s+", "", fold(written)).strip(".:：()")
    if plain.upper() in EXPONENT:
        return plain.upper()
    if plain in ("$", "元", "圆", "块", ""):
        return "$" if plain == "$" else ""
    for code, names in _CURRENCY_NAMES.items():
        if plain in [fold(name) for name in names.split()] and code in EXPONENT:
            return code
    raise CellProblem("unknown_currency", currency=written[:20])


def whole(cell: Cell) -> int:
    """Return a count: 500, "500人", "約 1,200". Raises "not_a_number", "negative_number"."""
    plain = fold(text(cell)).replace(",", "").strip()
    if re.match(r"-\s*\d", plain):
        raise CellProblem("negative_number")
    found = _COUNT.fullmatch(plain)
    if not found:
        raise CellProblem("not_a_number")
    return int(found[1])


def phone(cell: Cell, country: str) -> str:
    """Return a phone number as typed, in plain characters; several stand between "; ".

    `country` (TW, CN …) is where a number without + is dialled. Raises "bad_phone", and
    "digits_lost" where a spreadsheet has turned it into 1.38E+10.
    """
    written = unicodedata.normalize("NFKC", text(cell))
    if re.fullmatch(r"\d(?:\.\d+)?[eE]\+?\d+", written):
        raise CellProblem("digits_lost")
    parts = [p.strip() for p in re.split(r"[;；、,，\n]|\s/\s|/(?=\+?\d{6})", written) if p.strip()]
    for part in parts:
        if not _is_phone(part, country):
            raise CellProblem("bad_phone")
    return "; ".join(parts)


def email(cell: Cell) -> str:
    """Return an e-mail address, trimmed and in plain width. Raises "bad_email"."""
    written = unicodedata.normalize("NFKC", text(cell)).removeprefix("mailto:").strip("<>;,. ")
    try:
        found = validate_email(
            written, check_deliverability=False, allow_smtputf8=False, test_environment=True
        )
    except EmailNotValidError:
        raise CellProblem("bad_email") from None
    return found.normalized


def _is_plain(cell: str) -> bool:
    return cell.isprintable() and "  " not in cell


def _tidied(cell: str) -> str:
    return re.sub(r"[^\S\n]+", " ", _without_controls(cell)).strip()


def _is_phone(part: str, country: str) -> bool:
    dialled = _EXTENSION.sub(";ext=", part)
    for region in dict.fromkeys((country, "TW", "CN", "HK")):
        try:
            if phonenumbers.is_possible_number(phonenumbers.parse(dialled, region)):
                return bool(re.search(r"\d{5}", re.sub(r"[\s()\-.]", "", dialled)))
        except phonenumbers.NumberParseException:
            continue
    return False


def _without_controls(written: str) -> str:
    lines = written.replace("\r\n", "\n").replace("\r", "\n")
    return lines if lines.isprintable() else "".join(c for c in lines if _is_kept(c))


def _is_kept(char: str) -> bool:
    return char.isprintable() or char == "\n" or unicodedata.category(char) in ("Zs", "So", "Co")


def _from_digits(plain: str) -> date:
    if len(plain) == 8:
        return _date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if len(plain) == 7:
        return _date(int(plain[:3]) + 1911, int(plain[3:5]), int(plain[5:]))
    if len(plain) == 5 and 20_000 <= int(plain) <= 80_000:
        return _EXCEL_EPOCH + timedelta(days=int(plain))
    raise CellProblem("bad_date")


def _from_parts(plain: str, roc: bool) -> date:
    republic = re.sub(r"^(?:民国|中华民国|r\.?o\.?c\.?)", "", plain)
    numbers = _PARTS.fullmatch(republic.strip())
    if not numbers:
        raise CellProblem("bad_date")
    first, second, third = (int(n) for n in numbers.groups())
    if republic != plain or (roc and 1 <= len(numbers[1]) <= 3 and first > 31 and third <= 31):
        return _date(first + 1911, second, third)
    if len(numbers[1]) == 4:
        return _date(first, second, third)
    if len(numbers[3]) != 4:
        raise CellProblem("bad_date")
    if first <= 12 and second <= 12 and first != second:
        raise CellProblem("ambiguous_date")
    return _date(third, second, first) if first > 12 else _date(third, first, second)


def _from_words(plain: str) -> date:
    months = [_MONTHS[w[:3]] for w in re.findall("[a-z]+", plain) if w[:3] in _MONTHS]
    numbers = sorted((int(n) for n in re.findall(r"\d+", plain)), reverse=True)
    if len(months) != 1 or len(numbers) != 2:
        raise CellProblem("bad_date")
    return _date(numbers[0], months[0], numbers[1])


def _date(year: int, month: int, on: int) -> date:
    if not 1900 <= year <= 2200:
        raise CellProblem("bad_date")
    try:
        return date(year, month, on)
    except ValueError:
        raise CellProblem("bad_date") from None


def _step(after: str) -> tuple[Decimal, str]:
    """Return what the figures are multiplied by (120万, 3千万, 1.2m), and what stands behind."""
    times = Decimal(1)
    while after[:1] in _STEPS:
        times, after = times * _STEPS[after[0]], after[1:]
    for step, worth in _LATIN_STEPS:
        if re.match(rf"{step}(?![a-z])", after):
            return Decimal(worth), after[len(step) :]
    return times, after


def _checked(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise CellProblem("not_a_number")
    if value < 0:
        raise CellProblem("negative_amount")
    if value >= _MOST:
        raise CellProblem("too_large")
    return value
