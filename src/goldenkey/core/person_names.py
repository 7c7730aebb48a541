"""Whether two names mean one person: either script, with or without a title, either order."""

from __future__ import annotations

import re
from typing import Literal

from rapidfuzz import fuzz

from goldenkey.core import pinyin
from goldenkey.core.folding import fold

Verdict = Literal["same", "likely", "different"]

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
_COMPOUND_SURNAMES = """
欧阳 司马 上官 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司空 夏侯 端木 百里 南宫 轩辕
独孤 闻人 澹台 万俟 单于 申屠 张简 范姜
"""
_COMPOUND = frozenset(_COMPOUND_SURNAMES.split())
_TITLE_WORDS = """
副总经理 董事长 总经理 会计师 工程师 总裁 副总 经理 协理 处长 科长 课长 主任 主管 先生 小姐
女士 太太 夫人 博士 教授 老师 医师 医生 律师 总监 董事 老板 局长 院长 校长 厂长 部长 总 董 工
姐 哥
"""
_TITLES = tuple(_TITLE_WORDS.split())
"""The longest first."""
_LATIN_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "jr", "sr", "phd"}
)
_SLIP = 90
"""From this likeness, in per cent, two names in letters may be a slip of the pen."""


def split_person(name: str) -> tuple[str, str]:
    """Return surname and given name, folded, without titles (M9.1).

    Compound surnames (欧阳) are known. Of a name in letters the last word is the surname, or
    what stands before a comma. Either may be empty.
    """
    if not _HAN.search(name):
        return _split_latin(name)
    plain = _without_title(re.sub(r"[\W_]", "", fold(name)))
    size = 2 if plain[:2] in _COMPOUND else 1
    return plain[:size], plain[size:]


def is_same_person(a: str, b: str) -> Verdict:
    """Say whether two names can mean one person (M9.1).

    "same": equal but for script, width and title; "likely": a surname with a title, pinyin in
    either order, initials, a slip of the pen.
    """
    one, other = split_person(a), split_person(b)
    if not any(one) or not any(other):
        return "different"
    if one == other:
        return "same" if all(one) else "likely"
    chinese = [bool(_HAN.search(name)) for name in (a, b)]
    if all(chinese):
        return "likely" if one[0] == other[0] and not (one[1] and other[1]) else "different"
    if any(chinese):
        return _by_sound(*((one, other) if chinese[0] else (other, one)))
    return _in_letters(one, other)


def _without_title(name: str) -> str:
    title = next((t for t in _TITLES if name.endswith(t) and len(name) > len(t)), "")
    keeps_a_name = len(title) != 1 or len(name) == 2
    return name[: -len(title)] if title and keeps_a_name else name


def _split_latin(name: str) -> tuple[str, str]:
    before, comma, after = fold(name).partition(",")
    words = _words(before)
    if comma and _words(after):
        return "".join(words), " ".join(_words(after))
    return (words[-1], " ".join(words[:-1])) if words else ("", "")


def _words(text: str) -> list[str]:
    return [w for w in re.findall(r"[^\W_]+", text) if w not in _LATIN_TITLES]


def _by_sound(chinese: tuple[str, str], latin: tuple[str, str]) -> Verdict:
    surname, given = chinese
    letters = {"".join(latin).replace(" ", ""), "".join(reversed(latin)).replace(" ", "")}
    sounds = {
        spelled
        for way in pinyin.readings(surname + given)
        for spelled in pinyin.spellings("".join(way))
    }
    return "likely" if sounds & letters else "different"


def _in_letters(a: tuple[str, str], b: tuple[str, str]) -> Verdict:
    one, other = sorted(" ".join(a).split()), sorted(" ".join(b).split())
    if one == other or "".join(a).replace(" ", "") == "".join(b).replace(" ", ""):
        return "likely"
    if a[0] == b[0] and _is_initial(a[1], b[1]):
        return "likely"
    return "likely" if fuzz.ratio(" ".join(one), " ".join(other)) >= _SLIP else "different"


def _is_initial(a: str, b: str) -> bool:
    """Say whether one given name is the other's first letter, or is left out."""
    short, long = sorted((a, b), key=len)
    return short == "" or (len(short) == 1 and long.startswith(short))
