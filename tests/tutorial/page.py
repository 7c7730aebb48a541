"""Reads the tutorial's page: its commands, requests and what they are to answer, in order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "tutorial" / "index.md"
_FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.M | re.S)
_NAME = re.compile(r"\{(?P<name>[a-z_]+)(?:(?P<sign>[+-])(?P<days>\d+))?\}")
_WHOLE = re.compile(r"\{(?P<name>[a-z_]+)\}")


@dataclass(frozen=True)
class Block:
    """A fenced block: sh, text, http or json; `line` is where it stands."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class Sent:
    """A request as it is written: who sends what where."""

    method: str
    path: str
    who: str
    body: str


def blocks(page: Path = PAGE) -> Iterator[Block]:
    """The fenced blocks of the page that are run or compared."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        if found["kind"] in ("sh", "text", "http", "json"):
            yield Block(found["kind"], found["text"], text.count("\n", 0, found.start()) + 1)


def request(text: str) -> Sent:
    """Read `POST /path`, `As: name`, an empty line and the body."""
    head, _, body = text.partition("\n\n")
    first, second = head.strip().splitlines()
    method, path = first.split()
    return Sent(method, path, second.removeprefix("As:").strip(), body.strip())


def fill(text: str, known: Mapping[str, Any], today: date) -> str:
    """Put what is known for names in braces; {today+30} is a date."""

    def value(found: re.Match[str]) -> str:
        if found["name"] == "today":
            days = int(found["days"] or 0) * (-1 if found["sign"] == "-" else 1)
            return (today + timedelta(days=days)).isoformat()
        return str(known.get(found["name"], found[0]))

    return _NAME.sub(value, text)


def match(expected: Any, seen: Any, known: dict[str, Any], at: str = "answer") -> list[str]:
    """What differs; a name in braces that is not known yet takes the value seen.

    "…" at the end of a list stands for what else is in it.
    """
    if isinstance(expected, dict) and isinstance(seen, dict):
        return [
            problem
            for key, value in expected.items()
            for problem in match(value, seen.get(key), known, f"{at}.{key}")
        ]
    if isinstance(expected, list) and isinstance(seen, list):
        if expected[-1:] == ["…"]:
            expected, seen = expected[:-1], seen[: len(expected) - 1]
        if len(expected) != len(seen):
            return [f"{at}: {len(expected)} expected, {len(seen)} seen: {json.dumps(seen)[:400]}"]
        pairs = zip(expected, seen, strict=True)
        return [p for i, (e, s) in enumerate(pairs) for p in match(e, s, known, f"{at}[{i}]")]
    if isinstance(expected, str) and (named := _WHOLE.fullmatch(expected)):
        expected = known.setdefault(named["name"], seen)
    return [] if expected == seen else [f"{at}: {expected!r} expected, {seen!r} seen"]
