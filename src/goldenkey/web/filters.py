"""Filters of the pages: figures and words, made by wording."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from jinja2 import pass_context

from goldenkey.wording import codes, figures, phrases


def _spoken(say: Callable[..., Any]) -> Callable[..., Any]:
    """Keep a filter from being worked out when a template is compiled: it speaks a language."""

    @pass_context
    @wraps(say)
    def run(_context: Any, *args: Any, **kwargs: Any) -> Any:
        return say(*args, **kwargs)

    return run


_SAID: dict[str, Callable[..., Any]] = {
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
FILTERS = {name: _spoken(say) for name, say in _SAID.items()}
