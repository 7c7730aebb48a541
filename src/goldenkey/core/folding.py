"""One spelling of a text for finding it: width, case, accents and script folded away.

Never for display: real Simplified names hold characters (乾, 昇) that folding alters.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_HAN = ((0x3400, 0xA000), (0x20000, 0x323B0))


def fold(text: str) -> str:
    """Return the text as the index spells it, the same for every script and width (M9.1).

    NFKC, then case, then accents of alphabets, then Traditional to Simplified character by
    character, so that a fragment folds as it does inside its title. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower()
    while (folded := _fold_once(text)) != text:
        text = folded
    return text


def _fold_once(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    parts = unicodedata.normalize("NFKD", plain)
    bare = "".join(c for c in parts if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFKC", bare).translate(simplified())


@cache
def simplified() -> dict[int, str]:
    """Return the table of characters, Traditional to Simplified, built at first use.

    Two threads that come first at once build it twice, alike. The Hong Kong table has the last
    word (衞, 粧, 枱); the Taiwan one is left out, for it turns 著 into 着 and 么 into 幺.
    """
    from opencc import OpenCC

    table: dict[int, str] = {}
    for setting in ("t2s", "hk2s"):
        table |= _changed(OpenCC(setting))
    return {code: value.translate(table) for code, value in table.items()}


def _changed(converter: object) -> dict[int, str]:
    convert = converter.convert  # type: ignore[attr-defined]
    found: dict[int, str] = {}
    for first, last in _HAN:
        before = [chr(code) for code in range(first, last)]
        # one call over blank-separated characters: no phrase can form across the blanks
        after = convert(" ".join(before)).split(" ")
        found |= {ord(b): a for b, a in zip(before, after, strict=True) if a != b and len(a) == 1}
    return found
