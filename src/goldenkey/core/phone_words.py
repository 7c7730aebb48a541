"""The digits a telephone number is found by, however it was written (M9.1)."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"[+＋]?[\d\s().\-–—/#]{4,}")
_COUNTRIES: Final = ("886", "852", "86")
"""Codes of the countries whose numbers are written with and without them."""
_ENDS: Final = (8, 6, 4)
"""People remember the end of a number: its last eight, six or four digits find it."""
LONGEST: Final = 24


def words(number: str) -> str:
    """Return the digits to index: whole, without code or leading zero, and the ends."""
    digits = _digits(number)
    if len(digits) < len("1234"):
        return ""
    bare = _bare(digits, is_international=number.strip()[:1] in ("+", "＋"))
    ends = [bare[-n:] for n in _ENDS if len(bare) > n]
    return " ".join(dict.fromkeys([digits, bare, *ends]))


def asked(query: str) -> str:
    """Return a query that is a telephone number as plain digits; anything else unchanged."""
    text = query.strip()
    digits = _digits(text)
    if not _NUMBER.fullmatch(text) or len(digits) < len("1234"):
        return query
    return _bare(digits, is_international=text[:1] in ("+", "＋"))


def _digits(text: str) -> str:
    return "".join(str(int(c)) for c in text if c.isdecimal())[:LONGEST]


def _bare(digits: str, *, is_international: bool) -> str:
    code = next((c for c in _COUNTRIES if digits.startswith(c)), "") if is_international else ""
    return digits[len(code) :].lstrip("0") or digits
