"""Erasing a person from texts: his name, numbers, addresses are struck out, the rest stays (M9.3).

A text may be plain or hold JSON, where letters stand escaped; both are struck out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from goldenkey.core.folding import fold

STRUCK: Final = "＊＊＊"
"""What stands where something was struck out."""

_LEAST: Final = 2


def needles(words: Iterable[str]) -> tuple[str, ...]:
    """Return what is looked for, the longest first: each word, and the same in simplified writing.

    Words of one letter are left out: they would strike out half a text.
    """
    plain = {w.strip() for w in words}
    both = plain | {fold(w) for w in plain}
    return tuple(sorted((w for w in both if len(w) >= _LEAST), key=lambda w: (-len(w), w)))


def escaped(word: str) -> str:
    """Return a word as it stands inside JSON text that is kept to ASCII."""
    return json.dumps(word)[1:-1]


def strike(text: str, words: Iterable[str]) -> str:
    """Return a text without the words, whatever their case; JSON in it stays JSON."""
    for word in words:
        for form, gone in ((word, STRUCK), (escaped(word), escaped(STRUCK))):
            text = _pattern(form).sub(partial(_put, gone), text)
    return text


def strike_value(value: Any, words: Iterable[str]) -> Any:
    """Return JSON data without the words, in every text of it, keys too."""
    wanted = tuple(words)
    if isinstance(value, str):
        return strike(value, wanted)
    if isinstance(value, list):
        return [strike_value(one, wanted) for one in value]
    if isinstance(value, dict):
        return {strike(key, wanted): strike_value(one, wanted) for key, one in value.items()}
    return value


def _pattern(form: str) -> re.Pattern[str]:
    """A word in any case; one that begins or ends in Latin letters only whole: Ann, not Annual."""
    before = r"(?<![A-Za-z0-9])" if _is_latin(form[0]) else ""
    after = r"(?![A-Za-z0-9])" if _is_latin(form[-1]) else ""
    return re.compile(before + re.escape(form) + after, re.IGNORECASE)


def _put(text: str, _found: re.Match[str]) -> str:
    return text


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
