"""Three languages, complete: every sentence is translated, in its own script and in our words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import opencc
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from goldenkey.playbooks.shipped import shipped_keys, source_of
from tests.architecture.messages import PYTHON_KEYWORDS, extracted
from tests.architecture.source import SRC, everything

LOCALES = ("zh_Hant", "zh_Hans")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")

BOTH = frozenset("占台群里范余岳志佣才只系干面谷后丑斗折克卷台游准采据着著乾瞭夥藉徵")
"""Characters that both scripts write, though a table of conversion turns one into another."""

NEVER = {
    "zh_Hant": (
        "合同", "回款", "提成", "用戶", "質保金", "聯繫人", "軟件", "默認", "視頻", "打印", "網絡",
        "登錄", "賬", "郵箱", "短信", "屏幕", "搜索", "添加", "鼠標", "菜單", "批次號", "銷售漏斗",
    ),
    "zh_Hans": (
        "合约", "业务奖金", "帐号", "保固", "联络人", "软体", "资料库", "预设", "影片", "列印",
        "网路", "登入", "帐龄", "简讯", "萤幕", "搜寻", "滑鼠", "选单", "客诉", "冲销",
        "潜在客户名单",
    ),
}  # fmt: skip
"""Words of the other side of the strait: GLOSSARY.md says ours."""


@lru_cache(maxsize=2)
def _catalog(locale: str) -> Catalog:
    file = SRC / "locale" / locale / "LC_MESSAGES" / "django.po"
    with file.open("rb") as text:
        return read_po(text, locale=locale)


def _translated(locale: str) -> Iterator[tuple[Message, str]]:
    for message in _catalog(locale):
        if message.id:
            for text in _texts(message.string):
                yield message, text


def _texts(found: Any) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else tuple(found)


@pytest.mark.method("M9.1")
@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_translated(locale: str) -> None:
    known = _catalog(locale)
    missing = []
    for message in extracted():
        if not message.id:
            continue
        found = known.get(message.id, message.context)
        if found is None or not all(_texts(found.string)):
            missing.append(_texts(message.id)[0])
    assert missing == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_translation_is_a_guess(locale: str) -> None:
    """A catalogue whose header is fuzzy is not compiled at all."""
    assert not _catalog(locale).fuzzy
    assert [m.id for m in _catalog(locale) if m.id and m.fuzzy] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_translation_outlives_its_sentence(locale: str) -> None:
    wanted = {(_texts(m.id)[0], m.context) for m in extracted() if m.id}
    kept = {(_texts(m.id)[0], m.context) for m in _catalog(locale) if m.id}
    assert kept - wanted == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_keep_their_placeholders(locale: str) -> None:
    """A Chinese plural may leave out the number's word, not invent a placeholder."""
    wrong = [
        text
        for message, text in _translated(locale)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(_texts(message.id)[-1]))
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_each_script_is_written_never_converted(locale: str) -> None:
    wrong = {c for _, text in _translated(locale) for c in text if _is_foreign(c, locale)}
    assert wrong == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_each_side_speaks_its_own_words(locale: str) -> None:
    wrong = {
        (word, text)
        for _, text in _translated(locale)
        for word in NEVER[locale]
        if word in text.replace("用戶端", "")  # a client program, not one of us
    }
    assert wrong == set()


@pytest.mark.parametrize("key", shipped_keys())
def test_playbooks_are_written_in_both_scripts(key: str) -> None:
    wrong = {
        (locale, found)
        for locale, text in _said(source_of(key))
        for found in [*(c for c in text if _is_foreign(c, locale)),
                      *(w for w in NEVER[locale] if w in text)]
    }  # fmt: skip
    assert wrong == set()


def test_the_english_sentences_hold_no_chinese() -> None:
    assert [m.id for m in extracted() if m.id and CHINESE.search(_texts(m.id)[0])] == []


def test_every_name_a_translation_function_goes_by_is_extracted() -> None:
    names = {
        alias.asname or alias.name
        for module in everything()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name
    }
    assert names <= set(PYTHON_KEYWORDS)


def test_no_sentence_is_made_where_it_cannot_be_extracted() -> None:
    """`_(name)` or `_(f"…")` translates nothing."""
    wrong = [
        f"{module.place}:{node.lineno}"
        for module in everything()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in PYTHON_KEYWORDS
        and node.args
        and not isinstance(node.args[0], ast.Constant)
    ]
    assert wrong == []


def _said(source: str) -> Iterator[tuple[str, str]]:
    """The Chinese texts of a playbook file, with the locale they are written for."""
    for key, text in re.findall(
        r"(zh-Han[ts]): *[\"']?([^\n]+?)[\"']?(?=, *zh-Hans|, *en:|\n|\})", source
    ):
        yield key.replace("-", "_"), text


@lru_cache(maxsize=2)
def _table(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


@lru_cache(maxsize=20_000)
def _is_foreign(character: str, locale: str) -> bool:
    """Whether only the other script writes this character."""
    if character in BOTH or not CHINESE.match(character):
        return False
    there, back = ("s2t", "t2s") if locale == "zh_Hant" else ("t2s", "s2t")
    changed = _table(there).convert(character) != character
    return changed and _table(back).convert(character) == character
