"""A company's name taken apart: place, own name, line of trade, legal form.

Place and legal form swamp every comparison of whole names, so they are taken off first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from goldenkey.core import name_lists as lists
from goldenkey.core.folding import fold

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
_BRACKETS = re.compile(r"[(\[【〔《「]([^)\]】〕》」]*)[)\]】〕》」]")
_LISTED = re.compile(r"^(?:\*?s?\*?st|xd|xr|dr)(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])-?[abhw]$")
_DISTRICT = re.compile(
    r"^(?:[\u3400-\u9fff]{1,6}?自治[县州区]|[\u3400-\u9fff]{1,3}?县|(?!.?[超城夜园社小])[\u3400-\u9fff]{2}"
    r"(?:[市区镇]|街道))(?=[\u3400-\u9fff]{2})"
)
_UNIT = re.compile(r"(?:省|市|县|区|地区|(?:壮族|回族|维吾尔)?自治区|特别行政区)")
_BRANCH = re.compile(r"(?:第?[一二三四五六七八九十\d]+)?(?:分公司|办事处|分行|支行|分店|营业部)$")
_GLUED = re.compile(r"(?<=[a-z])(?=(?:AG|GmbH|LLC|PLC|Ltd|Inc)\b)")
_INITIAL = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")
_NUMBERS = {
    "first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3", "one": "1",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Company:
    """The parts of a name, folded."""

    core: str
    """Everything but legal form and listing marks, in one piece."""
    own: str
    """The core without places."""
    brand: str
    """The own name without the line of trade."""
    places: frozenset[str]
    branch: str
    words: tuple[str, ...]
    """The words of the own name; of a Chinese name those in letters."""
    is_chinese: bool


@lru_cache(maxsize=16384)
def parse(name: str) -> Company:
    """Take a company's name apart; a name of places and trade alone is its own brand (M9.1)."""
    return _chinese(name) if _HAN.search(name) else _latin(name)


def _chinese(name: str) -> Company:
    text = _LISTED.sub("", re.sub(r"[\s·・.,，。、&'\"“”]+", "", fold(name)))
    inside = _BRACKETS.findall(text)
    text = re.sub(r"[\W_]", "", _BRACKETS.sub(_kept, text)) or re.sub(r"[\W_]", "", text)
    branch = _BRANCH.search(text)
    core = _without_forms(text[: branch.start()] if branch else text)
    own, places = _without_places(core)
    places |= {place for place in inside if place in lists.PLACES}
    own = own or core
    brand = own[: _trade_at(own)]
    return Company(
        core=core,
        own=own,
        brand=own if brand in lists.PLACES else brand or core,
        places=frozenset(places),
        branch=branch.group() if branch else "",
        words=tuple(re.findall(r"[a-z0-9]{2,}", core)),
        is_chinese=True,
    )


def _kept(bracket: re.Match[str]) -> str:
    inside = bracket[1]
    return "" if inside in lists.PLACES or inside in (*lists.CHINESE_FORMS, "株", "有") else inside


def _without_forms(text: str) -> str:
    while form := next((f for f in lists.CHINESE_FORMS if text.endswith(f) and text != f), ""):
        text = text[: -len(form)]
    head = next((f for f in lists.JAPANESE_FORMS if text.startswith(f) and text != f), "")
    return text[len(head) :]


def _without_places(core: str) -> tuple[str, set[str]]:
    """Take places off the head, then one off the end; never all, and never the name of a trade."""
    rest, places = core, set()
    while head := _place_at_head(rest):
        place, length = head
        if len(rest) - length < 2 or _trade_at(rest[length:]) == 0:
            break
        places.add(place)
        rest = rest[length:]
    last = next((rest[-n:] for n in (4, 3, 2) if rest[-n:] in lists.PLACES), "")
    if last and len(rest) - len(last) >= 2:
        return rest[: -len(last)], places | {last}
    return rest, places


def _place_at_head(text: str) -> tuple[str, int] | None:
    for size in (4, 3, 2):
        if text[:size] in lists.PLACES:
            unit = _UNIT.match(text, size)
            return text[:size], unit.end() if unit else size
    district = _DISTRICT.match(text)
    return (district.group(), district.end()) if district else None


def _trade_at(own: str) -> int:
    """Return where the line of trade begins, or the end; a brand has two characters at least."""
    if own.startswith(lists.TRADES):
        return 0
    found = (own.find(trade, 2) for trade in lists.TRADES)
    return min((at for at in found if at >= 0), default=len(own))


def _latin(name: str) -> Company:
    text = fold(_GLUED.sub(" ", name)).replace("'", "").replace("’", "").replace("&", " and ")
    text = _INITIAL.sub(r"\1", _INITIAL.sub(r"\1", text))
    words = re.findall(r"[^\W_]+", text)
    bare = _without_latin_forms(words)
    own, places = _without_latin_places(bare)
    own = [_NUMBERS.get(word, word) for word in own if word not in lists.LOOSE_WORDS] or words
    brand = [word for word in own if word not in lists.STRUCTURE_WORDS] or own
    return Company(
        core="".join(w for w in bare if w not in lists.LOOSE_WORDS) or "".join(words),
        own="".join(own),
        brand="".join(brand),
        places=frozenset(places),
        branch="",
        words=tuple(own),
        is_chinese=False,
    )


def _without_latin_forms(words: list[str]) -> list[str]:
    while shorter := _one_form_less(words):
        words = shorter
    return words


def _one_form_less(words: list[str]) -> list[str]:
    """Return the words without one legal form, or none if there is no form to take off."""
    for form in lists.LATIN_FORMS:
        if tuple(words[-len(form) :]) == form:
            return words[: -len(form)]
    for form in lists.HEAD_FORMS:
        if tuple(words[: len(form)]) == form:
            return words[len(form) :]
    return []


def _without_latin_places(words: list[str]) -> tuple[list[str], set[str]]:
    rest: list[str] = []
    places: set[str] = set()
    at = 0
    while at < len(words):
        found, size = _latin_place_at(words, at)
        places |= found
        rest += words[at : at + 1] if not found else []
        at += size
    return (rest, places) if rest else (words, set())


def _latin_place_at(words: list[str], at: int) -> tuple[frozenset[str], int]:
    known = lists.english_places()
    for size in (3, 2, 1):
        if places := known.get(" ".join(words[at : at + size])):
            return places, min(size, len(words) - at)
    return frozenset(), 1
