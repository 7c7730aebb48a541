"""The three languages: codes, names, and the locale that formats their numbers and dates."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.utils import translation

P = ParamSpec("P")
R = TypeVar("R")
MOST_REMEMBERED = 8192

LANGUAGES = {"zh-hant": "繁體中文", "zh-hans": "简体中文", "en": "English"}
LOCALES = {"zh-hant": "zh_Hant_TW", "zh-hans": "zh_Hans_CN", "en": "en_US"}


def current() -> str:
    """The language being spoken: one of zh-hant, zh-hans, en."""
    spoken = translation.get_language() or "zh-hant"
    return spoken if spoken in LANGUAGES else "zh-hant"


def locale() -> str:
    """Babel's locale of the current language."""
    return LOCALES[current()]


def spoken(function: Callable[P, R]) -> Callable[P, R]:
    """Remember what a pure function of wording said, for each language apart.

    A list says the same few things hundreds of times a page. Arguments must be hashable.
    """

    @functools.lru_cache(maxsize=MOST_REMEMBERED)
    def remembered(_language: str, *args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    @functools.wraps(function)
    def say(*args: P.args, **kwargs: P.kwargs) -> R:
        return remembered(translation.get_language() or "", *args, **kwargs)  # type: ignore[arg-type]

    return say
