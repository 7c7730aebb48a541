"""The words a record is found by: one plain text that any full-text index can hold.

Chinese has no blanks, so a run is cut into single characters and pairs; half typed letters find
Latin words, pinyin and initials alike, all of them plain words of the same text. A query asks
for every pair, which may stand apart in a title: `matches` looks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldenkey.core import pinyin
from goldenkey.core.folding import fold

_HAN = "\u3005-\u3007\u3400-\u9fff\U00020000-\U000323af"
_CJK = f"{_HAN}\u3041-\u3096\u30a1-\u30fa\u30fc\u3105-\u312f\uac00-\ud7a3"
_RUN = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?:(?![{_CJK}])[^\W_])+")
_ONLY_HAN = re.compile(rf"[{_HAN}]+")

HEADS = 6
"""From how many places of a title its pinyin and initials can begin."""
LONGEST_INITIALS, LONGEST_WORD, MOST_TERMS = 12, 24, 24


@dataclass(frozen=True, slots=True)
class Term:
    """One word that must be in the tokens; half typed if `prefix`."""

    text: str
    prefix: bool


def tokens(text: str) -> str:
    """Return the words a text is found by, in its order, between blanks (M9.1).

    Each line is a name of its own: pinyin and initials begin at its first six places.
    """
    words: list[str] = []
    for line in text.splitlines():
        runs = _runs(line)
        for run, is_cjk in runs:
            words += [*run, *_pairs(run)] if is_cjk else [run]
        words += dict.fromkeys(_letters(runs))
    return " ".join(words)


def query_terms(text: str) -> tuple[Term, ...]:
    """Return what a query asks for: every term must be found, in any order (M9.1).

    One Chinese character is itself, more are their pairs; other words are half typed. Nothing
    to ask gives no term. At most 24 terms: a longer query is held to by `matches` alone.
    """
    terms = [term for run, is_cjk in _runs(text) for term in _terms(run, is_cjk)]
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


def matches(query: str, title: str, *, known: str | None = None) -> bool:
    """Say whether each run of the query really stands in the title, in one piece.

    `known` is the stored tokens of the record, where it has names beside its title; without
    them the title's own are made.
    """
    indexed = f" {tokens(title) if known is None else known} "
    return all(_stands(run, is_cjk, indexed) for run, is_cjk in _runs(query))


def rank(
    query: str, title: str, *, weight: int = 0, recency: float = 0
) -> tuple[int, int, float, str]:
    """Return a key that sorts the best title first.

    Exact, then starting with the query, then holding it, then found by other words; among
    equals the greater weight, then the greater recency, then the title.
    """
    wanted, folded = fold(query).strip(), fold(title).strip()
    return (_nearness(wanted, folded), -weight, -recency, folded)


def _nearness(wanted: str, title: str) -> int:
    if wanted == title:
        return 0
    if title.startswith(wanted):
        return 1
    return 2 if wanted in title else 3


def _runs(text: str) -> list[tuple[str, bool]]:
    return [(m.group(), m["cjk"] is not None) for m in _RUN.finditer(fold(text))]


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def _terms(run: str, is_cjk: bool) -> list[Term]:
    if not is_cjk:
        return [Term(run[:LONGEST_WORD], prefix=True)]
    return [Term(part, prefix=False) for part in _pairs(run) or [run]]


def _stands(run: str, is_cjk: bool, indexed: str) -> bool:
    if not is_cjk:
        return f" {run[:LONGEST_WORD]}" in indexed
    return f" {' '.join(_pairs(run) or [run])} " in indexed


def _letters(runs: list[tuple[str, bool]]) -> Iterator[str]:
    """Yield pinyin and initials of a line from each of its first places."""
    if not any(_ONLY_HAN.fullmatch(run) for run, _ in runs):
        return
    units = [unit for run, is_cjk in runs for unit in _units(run, is_cjk)]
    for start in range(min(HEADS, len(units))):
        char, usual = units[start]
        firsts = dict.fromkeys([usual, *_others(char, at_head=start == 0)])
        rest = [reading for _, reading in units[start + 1 : start + LONGEST_WORD]]
        for first in firsts:
            yield from _spelled([first, *rest], from_latin=char == "")


def _units(run: str, is_cjk: bool) -> list[tuple[str, str]]:
    """Return each character with its reading; a Latin word is one unit read as it is."""
    if not is_cjk or not _ONLY_HAN.fullmatch(run):
        return [("", run)]
    return list(zip(run, pinyin.syllables(run), strict=True))


def _others(char: str, *, at_head: bool) -> tuple[str, ...]:
    if not char:
        return ()
    if at_head:
        return tuple(way[0] for way in pinyin.readings(char))
    return pinyin.second_readings(char)


def _spelled(units: list[str], *, from_latin: bool) -> Iterator[str]:
    for full in pinyin.spellings("".join(units)):
        yield full[:LONGEST_WORD]
    initials = "".join(unit[:1] for unit in units[1:])
    head = units[0] if from_latin else units[0][:1]
    yield (head + initials)[:LONGEST_INITIALS]
