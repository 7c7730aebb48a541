"""Filters of the pages: figures and words, made by wording."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from goldenkey.wording import codes, figures, phrases

FILTERS: dict[str, Callable[..., Any]] = {
    "money": figures.money,
    "compact": figures.compact,
    "day": figures.day,
    "short_day": figures.short_day,
    "long_day": figures.long_day,
    "days": figures.days,
    "moment": figures.moment,
    "percent": figures.percent,
    "word": codes.word,
    "listing": phrases.listing,
    "quoted": phrases.quoted,
    "labelled": phrases.labelled,
    "noted": phrases.noted,
}
