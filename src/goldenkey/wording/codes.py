"""The sentence or word for every code: one table for pages, API, documents and mails."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from goldenkey.core.money import Money
from goldenkey.policies.errors import Problem
from goldenkey.wording import figures, languages, phrases
from goldenkey.wording.messages import MESSAGES
from goldenkey.wording.words import WORDS


@languages.spoken
def word(code: str | None, kind: str) -> str:
    """The word for a code of a kind, as word("supporter", "stance"); else the code itself."""
    if not code:
        return ""
    return str(WORDS.get(kind, {}).get(code, code))


def choices(kind: str, empty: str) -> tuple[tuple[str, str], ...]:
    """The codes of a kind with their words, after the choice of none."""
    return (("", empty), *((code, str(word)) for code, word in WORDS[kind].items()))


def say(code: str, params: Mapping[str, Any] | None = None) -> str:
    """The sentence for a message code."""
    message = MESSAGES.get(code)
    if message is None:
        return code
    return str(message) % {name: _shown(value) for name, value in (params or {}).items()}


def say_problem(problem: Problem) -> str:
    """The sentence for a refusal."""
    params = dict(problem.params)
    if problem.code == "stale":
        names = dict.fromkeys(word(name, "field") for name in params["changes"])
        params["changes"] = phrases.listing(names) or "—"
    if problem.code == "milestone_order":
        params |= {n: word(params[n], "milestone") for n in ("first", "then")}
    if "kind" in params:
        params["kind"] = word(params["kind"], "noun")
    return say(problem.code, params)


def _shown(value: Any) -> Any:
    if isinstance(value, Money):
        return figures.money(value)
    return figures.day(value) if isinstance(value, date) else value
