"""How Chinese names are read, so that letters find them.

Read after folding to Simplified (重慶長安 is misread, 重庆长安 is not); surnames and places that
the dictionary misreads are put right here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

# characters with two common readings at the head of a surname, a brand or a place
_SECOND = {
    "曾": "zeng ceng",
    "仇": "qiu chou",
    "单": "shan dan chan",
    "朴": "piao pu",
    "解": "xie jie",
    "区": "ou qu",
    "盖": "ge gai",
    "查": "zha cha",
    "缪": "miao mou",
    "乐": "le yue",
    "覃": "qin tan",
    "黑": "hei he",
    "召": "shao zhao",
    "员": "yun yuan",
    "种": "chong zhong",
    "翟": "zhai di",
    "尉": "wei yu",
    "薄": "bo bao",
    "那": "na nuo",
    "长": "chang zhang",
    "重": "zhong chong",
    "谌": "chen shen",
    "厦": "xia sha",
    "行": "hang xing",
    "朝": "chao zhao",
    "藏": "zang cang",
    "都": "du dou",
    "传": "chuan zhuan",
    "调": "tiao diao",
    "盛": "sheng cheng",
    "洗": "xian xi",
    "秘": "bi mi",
    "隗": "kui wei",
    "折": "she zhe",
    "郗": "xi chi",
    "柏": "bai bo",
    "车": "che ju",
    "参": "shen can",
    "六": "liu lu",
    "什": "shi shen",
    "会": "hui kuai",
    "奇": "qi ji",
    "校": "xiao jiao",
    "弹": "tan dan",
    "降": "jiang xiang",
    "强": "qiang jiang",
    "牟": "mou mu",
    "颉": "xie jie",
    "晟": "sheng cheng",
    "茜": "qian xi",
    "莘": "xin shen",
    "阿": "a e",
    "率": "lv shuai",
    "给": "ji gei",
    "系": "xi ji",
    "省": "sheng xing",
    "禅": "chan shan",
    "贾": "jia gu",
    "繁": "fan po",
    "祭": "ji zhai",
}
_PHRASES = (
    "牟平:mu ping|洪洞:hong tong|六合:lu he|中行:zhong hang|会计:kuai ji|音乐:yin yue|"
    "长电:chang dian|长春:chang chun|重工:zhong gong|尉迟:yu chi|万俟:mo qi|单于:chan yu|"
    "长孙:zhang sun|澹台:tan tai|番禺:pan yu|大厦:da sha|东阿:dong e|朝阳:chao yang|"
    "行健:xing jian|长和:chang he|长荣:chang rong|长光:chang guang|长盈:chang ying|"
    "长盛:chang sheng|长海:chang hai|长亮:chang liang|长园:chang yuan|长高:chang gao|"
    "重药:chong yao|乐普:le pu|曾氏:zeng shi|单氏:shan shi|区氏:ou shi|解氏:xie shi"
)


def load() -> None:
    """Read the tables, some 50 MB, so that processes that part afterwards share them."""
    _reader()


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """Return one reading per Chinese character of `text`, in letters without tones (M9.1).

    The text is Simplified Chinese alone (fold it first); ü is written v. A character without
    a reading stands for itself.
    """
    return tuple(_reader()(text))


def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read `text`: the usual one, then those of its first character."""
    if not text:
        return ()
    usual = syllables(text)
    others = (*second_readings(text[0]), *_other_readings(text[0]))
    return tuple(dict.fromkeys([usual, *((first, *usual[1:]) for first in others)]))


def second_readings(char: str) -> tuple[str, ...]:
    """Return the readings of a character that are common at the head of names."""
    return tuple(_SECOND.get(char, "").split())


def spellings(letters: str) -> tuple[str, ...]:
    """Return how people type these syllables: ü as v, u or yu (lv, lu, lyu)."""
    if "v" not in letters:
        return (letters,)
    return (letters, letters.replace("v", "u"), letters.replace("v", "yu"))


@cache
def _reader() -> Callable[[str], list[str]]:
    from pypinyin import lazy_pinyin, load_phrases_dict

    entries = (entry.partition(":") for entry in _PHRASES.split("|"))
    load_phrases_dict({name: [[s] for s in read.split()] for name, _, read in entries})
    # a run without readings must come back character by character
    return lambda text: lazy_pinyin(text, errors=list)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def _other_readings(char: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    return tuple(pinyin(char, style=Style.NORMAL, heteronym=True)[0][:3])
