"""JSON files read with care: one text in UTF-8, numbers exact, no name twice, not too deep."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from goldenkey.policies.errors import Refused

LARGEST = 20_000_000
DEEPEST = 64


def refuse_size(size: int) -> None:
    """Raise Refused for a file too large to be read; asked before its bytes are."""
    if size > LARGEST:
        raise Refused("file_too_large", field="file", megabytes=LARGEST // 1_000_000)


def read(data: bytes) -> Any:
    """The value of a JSON text; raises Refused with the place of what is wrong."""
    refuse_size(len(data))
    if not data.strip():
        raise Refused("file_empty", field="file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Refused("json_not_utf8", field="file", at=problem.start) from None
    if _depth(text) > DEEPEST:
        raise Refused("json_too_deep", field="file", most=DEEPEST)
    try:
        return json.loads(
            text, parse_float=Decimal, parse_constant=_constant, object_pairs_hook=_once
        )
    except json.JSONDecodeError as problem:
        raise Refused(
            "json_broken", field="file", line=problem.lineno, column=problem.colno
        ) from None
    except ValueError as problem:  # ours, or a number of thousands of digits
        raise _refusal(problem) from None


class _Twice(ValueError):
    """A name stands twice in one object."""


class _NoNumber(ValueError):
    """NaN or Infinity, which JSON has not."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _constant(name: str) -> Any:
    raise _NoNumber(name)


def _refusal(problem: ValueError) -> Refused:
    if isinstance(problem, _Twice):
        return Refused("json_twice", field="file", name=str(problem)[:60])
    return Refused("json_number", field="file")


def _depth(text: str) -> int:
    """How deep brackets nest, strings left out; counted before anything is built."""
    deepest = depth = 0
    quoted = escaped = False
    for c in text:
        if quoted:
            if escaped:
                escaped = False
            elif c == "\\":
                escaped = True
            elif c == '"':
                quoted = False
        elif c == '"':
            quoted = True
        elif c in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif c in "]}":
            depth -= 1
    return deepest
