"""What is typed finds the title: one character, either script, pinyin, initials, half a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenkey.core.folding import fold
from goldenkey.core.tokens import Term, matches, query_terms, rank, tokens

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1)
WORD = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=30)


def found(query: str, title: str) -> bool:
    """Say whether an index of words, as both databases keep it, would answer with the title."""
    words = tokens(title).split()
    terms = query_terms(query)
    return bool(terms) and all(holds(term, words) for term in terms)


def holds(term: Term, words: list[str]) -> bool:
    if term.prefix:
        return any(word.startswith(term.text) for word in words)
    return term.text in words


@pytest.mark.method("M9.1")
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("龍", "万龙科技"),
        ("圳", "深圳市腾讯计算机系统有限公司"),
        ("騰訊計算", "深圳市腾讯计算机系统有限公司"),
        ("腾讯计算", "深圳市騰訊計算機系統有限公司"),
        ("tengxun", "深圳市腾讯计算机系统有限公司"),
        ("tengx", "深圳市騰訊計算機系統有限公司"),
        ("szstx", "深圳市腾讯计算机系统有限公司"),
        ("wxm", "王小明"),
        ("xiaoming", "王小明"),
        ("zeng guo", "曾國藩"),
        ("qiu", "仇先生"),
        ("shan", "单雄信"),
        ("panyu", "廣州番禺星亞服飾"),
        ("chongqing", "重慶長安汽車"),
        ("cqca", "重慶長安汽車"),
        ("lushun", "旅顺港"),
        ("lvshun", "旅顺港"),
        ("lyu", "呂布"),
        ("tclkj", "TCL科技"),
        ("ＴＣＬ科", "TCL科技"),
        ("semicond", "Taiwan Semiconductor Manufacturing"),
        ("manu taiw", "Taiwan Semiconductor Manufacturing"),
        ("credit", "Crédit Agricole S.A."),
    ],
)
def test_what_is_typed_finds_the_title(query: str, title: str) -> None:
    assert found(query, title)
    assert matches(query, title)


@pytest.mark.parametrize(
    ("query", "title"),
    [("p", "深圳"), ("ii", "王小明"), ("龙", "万科"), ("aiwan", "Taiwan"), ("!", "!")],
)
def test_what_is_not_in_the_title_does_not_find_it(query: str, title: str) -> None:
    assert not found(query, title)


@given(CHINESE, st.data())
def test_every_piece_of_a_chinese_title_finds_it(title: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(title) - 1))
    piece = title[start : data.draw(st.integers(start + 1, len(title)))]
    assert found(piece, title)
    assert matches(piece, title)


@given(st.lists(WORD, min_size=1, max_size=5), st.data())
def test_every_beginning_of_a_word_finds_it(words: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(words))
    half = word[: data.draw(st.integers(1, len(word)))]
    assert found(half, " ".join(words))


@given(CHINESE, CHINESE)
def test_a_chinese_match_is_an_exact_piece_of_the_title(query: str, title: str) -> None:
    assert matches(query, title) == (fold(query) in fold(title))


def test_pairs_that_stand_apart_are_found_and_then_turned_down() -> None:
    title = "中国南方中方国南"
    assert found("国南中", f"{title}南中")
    assert not matches("国南中", f"{title}南中")


def test_names_beside_the_title_count_where_the_stored_tokens_are_given() -> None:
    stored = tokens("腾讯\n深圳市腾讯计算机系统有限公司\nTencent Holdings")
    assert matches("计算机 tenc", "腾讯", known=stored)
    assert not matches("计算机", "腾讯")


def test_each_line_is_a_name_with_its_own_initials() -> None:
    assert found("szstx", "腾讯\n深圳市腾讯")
    assert found("tx", "深圳市某某某某腾讯\n腾讯")


def test_nothing_to_ask_gives_no_term() -> None:
    assert query_terms(" 。!- ") == ()


def test_a_pasted_page_asks_for_few_terms() -> None:
    assert (
        len(
            query_terms(
                "深圳市腾讯计算机系统有限公司" * 3 + " 一二三四五六七八九十甲乙丙丁戊己庚辛"
            )
        )
        <= 24
    )


@pytest.mark.method("M9.1")
def test_the_nearest_title_ranks_first() -> None:
    titles = ["南方中国银行", "銀行中国", "中国銀行", "中國銀行深圳分行"]
    assert sorted(titles, key=lambda title: rank("中国银行", title)) == [
        "中国銀行",
        "中國銀行深圳分行",
        "南方中国银行",
        "銀行中国",
    ]


def test_among_equals_weight_comes_before_recency() -> None:
    old, heavy, fresh = (1, 0), (1, 5), (9, 0)
    keys = {
        name: rank("x", "xy", weight=w, recency=r)
        for name, (r, w) in {"old": old, "heavy": heavy, "fresh": fresh}.items()
    }
    assert sorted(keys, key=lambda name: keys[name]) == ["heavy", "fresh", "old"]
