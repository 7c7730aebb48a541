"""Whether a row of a file is somebody we have already, and where to look for him.

Comparing everybody with everybody is out of the question: `blocks` are words that two names of
one company share, `questions` the same for the search index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from goldenkey.core import company, pinyin
from goldenkey.core.folding import fold
from goldenkey.core.names import Verdict, is_same_company
from goldenkey.core.person_names import is_same_person
from goldenkey.core.tokens import Term, query_terms, tokens

_CROWDED: Final = 40
"""A block with more rows than this tells nothing."""
_DIGITS: Final = 8
_RANK: Final[Mapping[str, int]] = {"same": 2, "likely": 1, "different": 0}


@dataclass(frozen=True, slots=True)
class Party:
    """A possible customer as far as telling him apart goes."""

    company: str = ""
    full_name: str = ""
    english_name: str = ""
    person: str = ""
    phone: str = ""
    email: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The company's names, each once."""
        found = (self.company, self.full_name, self.english_name)
        return tuple(dict.fromkeys(name for name in found if name))


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask the search index: entries that hold all these words, the newest few."""

    terms: tuple[Term, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Double:
    """A row that repeats an earlier one of the same file."""

    number: int
    verdict: Verdict


def party(values: Mapping[str, Any]) -> Party:
    """Return the party of a row's values."""
    return Party(**{name: values.get(name, "") for name in Party.__dataclass_fields__})


def verdict(a: Party, b: Party) -> Verdict:
    """Say whether two parties are one (M9.1, M9.2).

    Short names are compared with short ones and full with full where both have them; two full
    names that differ leave a doubt. Names of two scripts are compared only where no script is
    shared. People without a company are one if name and phone or e-mail agree.
    """
    if not (a.names and b.names):
        return "different" if a.names or b.names else _person_verdict(a, b)
    if a.full_name and b.full_name and _is_chinese(a.full_name) and _is_chinese(b.full_name):
        full = is_same_company(a.full_name, b.full_name)
        if full == "same" or not (a.company and b.company):
            return full
        short = _best((a.company,), (b.company,))
        return "likely" if short == "same" or (short == full == "likely") else "different"
    return _best(a.names, b.names)


def doubles(parties: Sequence[tuple[int, Party]]) -> dict[int, Double]:
    """Return for each row that repeats an earlier one of the file which one, and how surely."""
    by_block: dict[str, list[int]] = {}
    found: dict[int, Double] = {}
    for at, (number, one) in enumerate(parties):
        best = ("different", 0)
        for other in _neighbours(one, by_block):
            said = verdict(one, parties[other][1])
            if _RANK[said] > _RANK[best[0]]:
                best = (said, parties[other][0])
            if said == "same":
                break
        if best[0] != "different":
            found[number] = Double(best[1], best[0])  # type: ignore[arg-type]
        for block in blocks(one):
            by_block.setdefault(block, []).append(at)
    return found


def blocks(one: Party) -> frozenset[str]:
    """Return words of which two names of one company share at least one."""
    if not one.names:
        return frozenset({_person_key(one)} - {""})
    found: set[str] = set()
    for name in one.names:
        parsed = company.parse(name)
        found.add(f"={parsed.core}")
        found |= {*parsed.words[:2], *_sounds(parsed)}
        if parsed.is_chinese:
            found |= set(_pairs(parsed.brand))
    return frozenset(found)


def questions(one: Party) -> tuple[Question, ...]:
    """Return what to ask the search index to find everybody this might be."""
    if not one.names:
        return (Question(query_terms(one.person), 20),) if _person_key(one) else ()
    alone = not any(map(_is_chinese, one.names))
    asked = [question for name in one.names for question in _questions_of(name, alone=alone)]
    return tuple({q.terms: q for q in asked if q.terms}.values())


def exact_questions(one: Party) -> tuple[Question, ...]:
    """Return what finds the very names, where the usual questions find too many to look at."""
    terms = (query_terms(name) for name in one.names or (one.person,))
    return tuple({found: Question(found, 20) for found in terms if found}.values())


def _questions_of(name: str, *, alone: bool) -> Iterator[Question]:
    """For a Chinese name what holds its brand, then what begins like it (a slip of the pen)."""
    parsed = company.parse(name)
    if not parsed.is_chinese:
        held = set(tokens(name).split())  # a name's own word may be spelled otherwise (First: 1)
        words = [word for word in parsed.words if word in held][:8]
        yield Question(tuple(Term(word, prefix=False) for word in words), 20)
        if alone and words:
            yield Question((Term(words[0][:24], prefix=True),), 30)
        return
    pairs = [Term(pair, prefix=False) for pair in _pairs(parsed.brand)]
    yield Question(tuple(pairs[:6]), 40)
    if len(pairs) > 1:
        yield Question((pairs[0],), 30)


def _is_chinese(name: str) -> bool:
    return company.parse(name).is_chinese


def _sounds(parsed: company.Company) -> set[str]:
    """How a name begins when it is read: 京新药业 and Jingxin Pharmaceutical both give ~jingxin."""
    if not parsed.is_chinese:
        return {f"~{word}" for n in (1, 2) if (word := "".join(parsed.words[:n]))}
    heads = {parsed.brand[:2], parsed.brand[:3], parsed.own[:2], parsed.own[:3]}
    return {
        f"~{spelled}"
        for head in heads
        for spelled in pinyin.spellings("".join(pinyin.syllables(head)))
    }


def _best(some: Sequence[str], others: Sequence[str]) -> Verdict:
    best: Verdict = "different"
    for a, b in _comparable(some, others):
        said = is_same_company(a, b)
        if said == "same":
            return said
        best = said if said == "likely" else best
    return best


def _comparable(some: Sequence[str], others: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of one script: the Chinese ones if there are any, else those in letters, else all."""
    pairs = [(a, b) for a in some for b in others]
    chinese = [pair for pair in pairs if _is_chinese(pair[0]) and _is_chinese(pair[1])]
    letters = [pair for pair in pairs if not _is_chinese(pair[0]) and not _is_chinese(pair[1])]
    return chinese or letters or pairs


def _neighbours(one: Party, by_block: Mapping[str, Sequence[int]]) -> list[int]:
    """Earlier rows that share a block, those of rare blocks first."""
    found: dict[int, None] = {}
    lists = [by_block[block] for block in blocks(one) if block in by_block]
    for rows in sorted(lists, key=len):
        if len(rows) <= _CROWDED:
            found.update(dict.fromkeys(rows))
    return list(found)


def _person_verdict(a: Party, b: Party) -> Verdict:
    if is_same_person(a.person, b.person) == "different":
        return "different"
    phones = _digits(a.phone) & _digits(b.phone)
    mails = a.email and fold(a.email) == fold(b.email)
    return "same" if phones or mails else "different"


def _person_key(one: Party) -> str:
    numbers = sorted(_digits(one.phone))
    return numbers[0] if numbers and one.person else (fold(one.email) if one.person else "")


def _digits(phone: str) -> set[str]:
    parts = (re.sub(r"\D", "", part)[-_DIGITS:] for part in phone.split(";"))
    return {part for part in parts if len(part) == _DIGITS}


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]
