"""Whether two names mean one company, across scripts, short and full names.

For finding duplicates: "same" may be offered to be merged, "likely" is shown to a person.
"""

from __future__ import annotations

from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from goldenkey.core import name_lists as lists
from goldenkey.core import pinyin
from goldenkey.core.company import Company, parse

Verdict = Literal["same", "likely", "different"]

LIKELY = 0.85
"""From this similarity on two names are shown to a person as one company."""
SECOND_HAND = 0.9
"""What a likeness of sound alone is worth: characters read alike are many."""


def brand(name: str) -> str:
    """Return a company's own name, folded: without place, line of trade and legal form (M9.1)."""
    return parse(name).brand


def similarity(a: str, b: str) -> float:
    """Return how alike two companies' names are, 0 to 1, the same both ways (M9.1).

    Of two Chinese names the shorter counts as held in the longer; a Chinese name is compared
    with one in letters by its sound.
    """
    return _similarity(parse(a), parse(b))


def is_same_company(a: str, b: str) -> Verdict:
    """Say whether two names mean one company (M9.1).

    "same": equal but for legal form, script, width, and a place that one of them leaves out;
    "likely": a short name, another script's name or a slip of the pen; two branches or two
    places are different,
    and so are names that say nothing.
    """
    one, other = parse(a), parse(b)
    if not (one.own and other.own) or _contradict(one, other):
        return "different"
    if one.is_chinese == other.is_chinese and _is_equal(one, other):
        return "same"
    return "likely" if _is_likely(one, other) else "different"


def _is_equal(a: Company, b: Company) -> bool:
    if a.core == b.core:
        return True
    one_has_none = not a.places or not b.places
    enough = len(a.own) >= 4 if a.is_chinese else False
    return a.own == b.own and (a.places == b.places or (one_has_none and enough))


def _is_likely(a: Company, b: Company) -> bool:
    if not (a.is_chinese and b.is_chinese):
        return _similarity(a, b) >= (LIKELY if a.is_chinese == b.is_chinese else LIKELY * 0.95)
    if a.brand == b.brand and len(a.brand) >= 2:
        return _trades_agree(a, b)
    short, long = sorted((a, b), key=lambda c: len(c.core))
    if _is_short_for(short, long):
        return True
    return fuzz.ratio(a.core, b.core) >= 100 * LIKELY and len(short.core) >= 5


def _trades_agree(a: Company, b: Company) -> bool:
    one, other = a.own[len(a.brand) :], b.own[len(b.brand) :]
    return not one or not other or LCSseq.similarity(one, other) >= min(len(one), len(other)) / 2


def _is_short_for(short: Company, long: Company) -> bool:
    """Say whether every character of a short name stands in the long one, in order."""
    held = LCSseq.similarity(short.core, long.core) == len(short.core)
    starts = short.core[:1] in (long.core[:1], long.own[:1])
    return held and (len(short.core) >= 4 or (len(short.core) >= 2 and starts))


def _contradict(a: Company, b: Company) -> bool:
    """Say whether two names tell of two places or two branches."""
    if a.branch != b.branch:
        return True
    if {"中国", "中华"} == a.places | b.places and a.places != b.places:
        return True  # two countries' telecoms, post and airlines
    one, other = a.places - {"中国"}, b.places - {"中国"}
    return bool(one and other and not one & other)


def _similarity(a: Company, b: Company) -> float:
    a, b = sorted((a, b), key=lambda c: (c.words, c.core))  # pairing words is greedy
    if not (a.own and b.own):
        return 0.0
    if a.is_chinese and b.is_chinese:
        likeness = _chinese_likeness(a, b)
    elif a.is_chinese or b.is_chinese:
        chinese, latin = (a, b) if a.is_chinese else (b, a)
        likeness = SECOND_HAND * _sound_likeness(chinese, latin)
    else:
        likeness = _word_likeness(a, b)
    return likeness * (0.6 if _contradict(a, b) else 1.0)


def _chinese_likeness(a: Company, b: Company) -> float:
    """Weigh how much of the shorter name is held in the longer, then the whole, then the brand."""
    shorter = min(len(a.core), len(b.core))
    held = LCSseq.similarity(a.core, b.core) / shorter
    whole, own = fuzz.ratio(a.core, b.core), fuzz.ratio(a.brand, b.brand)
    return 0.84 * held + 0.08 * (whole + own) / 100


def _sound_likeness(chinese: Company, latin: Company) -> float:
    if latin.words[0] in chinese.words or latin.brand == _initials(chinese.brand):
        return 1.0
    sounds = {
        spelled
        for text in (chinese.brand, chinese.own)
        for way in pinyin.readings(text)
        for spelled in pinyin.spellings("".join(way))
    }
    heads = {latin.own, latin.brand, *("".join(latin.words[:n]) for n in range(1, 4))}
    likeness = (fuzz.ratio(s, h) / 100 for s in sounds for h in heads if len(s) >= 4)
    return max(likeness, default=0.0)


def _initials(brand: str) -> str:
    """Return the initials of a brand of three or four characters (比亚迪: byd), else nothing."""
    first = (syllable[0] for syllable in pinyin.syllables(brand))
    return "".join(first) if 3 <= len(brand) <= 4 else ""


def _word_likeness(a: Company, b: Company) -> float:
    if a.own == b.own:
        return 1.0 if a.places == b.places else 0.9
    left, right = _unpaired(a.words, b.words)
    whole = fuzz.ratio(a.own, b.own) / 100
    if left and right:
        return whole if whole >= 0.88 else whole * 0.8
    extra = left or right
    if all(word in lists.STRUCTURE_WORDS for word in extra):
        return 0.95
    return LIKELY if min(len(a.words), len(b.words)) == 1 and a.words[0] == b.words[0] else 0.7


def _unpaired(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the words of each name that have no like in the other."""
    left, right = [], list(b)
    for word in a:
        best = max(right, key=lambda other: fuzz.ratio(word, other), default="")
        if best and fuzz.ratio(word, best) >= 80:
            right.remove(best)
        else:
            left.append(word)
    return left, right
