"""The words of the demonstration company: the same keys in three cultures, natively written."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey import demo
from goldenkey.demo import casting
from goldenkey.demo.plots import PLOTS
from goldenkey.demo.words import KINDS, number, pick, words_of
from goldenkey.policies.errors import Refused


def keys(value: Any, path: str = "") -> set[str]:
    """The paths of a tree of words, without the lists at its leaves."""
    if not isinstance(value, dict):
        return {path}
    return {k for name, inner in value.items() for k in keys(inner, f"{path}.{name}")}


FREE = (".phone.", ".rates.", ".tutorial")
"""Cities and foreign currencies are each place's own; the tutorial is in English."""


def shape(kind: str, part: str) -> set[str]:
    found = keys(getattr(words_of(kind), part))
    return {k for k in found if not any(name in k for name in FREE)}


@pytest.mark.parametrize("part", ["company", "accounts", "phrases", "stories", "leads"])
def test_three_cultures_have_the_same_keys(part: str) -> None:
    assert shape("tw", part) == shape("cn", part) == shape("en", part)


@pytest.mark.parametrize("kind", KINDS)
def test_braces_of_phrases_are_those_the_story_fills(kind: str) -> None:
    for name, texts in words_of(kind).phrases["note"].items():
        for text in texts:
            text.format(who="W", product="P", n=1)
            assert "{n}" not in text, name


@pytest.mark.parametrize("kind", KINDS)
def test_every_city_has_its_telephone(kind: str) -> None:
    words = words_of(kind)
    cities = {told[1] for line in words.accounts.values() for told in line.values()}
    assert cities <= set(words.company["phone"])


def test_every_customer_that_is_cast_has_a_name_and_a_plot() -> None:
    named = {key for line in words_of("tw").accounts.values() for key in line}
    for key, _owner, works in casting.read():
        assert key in named
        assert {work.plot for work in works} <= set(PLOTS)


def test_the_same_key_picks_the_same_word() -> None:
    assert pick("abc", "x", 1) == pick("abc", "x", 1)
    assert number("x", 1) != number("x", 2)


@pytest.mark.parametrize(
    ("spoken", "kind"),
    [
        ("zh_TW.UTF-8", "tw"), ("zh_HK.UTF-8", "tw"), ("zh_CN.UTF-8", "cn"), ("zh_SG", "cn"),
        ("en_US.UTF-8", "en"), ("de_DE.UTF-8", "tw"), ("C", "tw"), ("", "tw"),
    ],
)  # fmt: skip
def test_the_language_of_the_machine_chooses(
    spoken: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GOLDENKEY_DEMO", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", spoken)
    assert demo.choose() == kind


def test_the_environment_chooses_before_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("GOLDENKEY_DEMO", "cn")
    assert demo.choose() == "cn"


def test_an_unknown_choice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENKEY_DEMO", "fr")
    with pytest.raises(Refused):
        demo.choose()
