"""Two versions of a playbook side by side, rule by rule: what was added, removed, changed.

Works on the plain data of whole playbooks. A rule is what has an id or key of its own (a
criterion, a warning, a question, a fact); what has none is compared as the section it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Change = Literal["added", "removed", "changed"]
Path = tuple[str, ...]
ORDER: Final = "order"
_CALLED: Final = ("name", "say", "cue", "ask", "feature", "alias")
_BY_KEY: Final = frozenset({"facts", "roles", "choices", "messages"})
"""Sections whose keys name rules."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a rule, before and after; None where it is not there."""

    name: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Difference:
    """One rule that differs: its section, its ids from the outermost in, and its fields."""

    section: str
    rule: Path
    change: Change
    fields: tuple[Field, ...]


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return every rule that differs, in the order of the newer file, removed ones last."""
    before, after = _rules(old), _rules(new)
    found = []
    for rule in (*after, *(r for r in before if r not in after)):
        difference = _differs(rule, before.get(rule), after.get(rule))
        if difference is not None:
            found.append(difference)
    return tuple(found)


def words(plain: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Yield what each rule is called, in the three languages: its sentence, name or label."""
    for rule, fields in _rules(plain).items():
        for name in _CALLED:
            said = {key: fields.get(f"{name}.{key}") for key in ("zh-Hant", "zh-Hans", "en")}
            if said["zh-Hant"] and said["zh-Hans"]:
                yield rule, {key: text for key, text in said.items() if text}
                break


def _differs(
    rule: Path, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> Difference | None:
    if old == new:
        return None
    change: Change = "added" if old is None else "removed" if new is None else "changed"
    names = dict.fromkeys((*(new or {}), *(old or {})))
    fields = (Field(n, (old or {}).get(n), (new or {}).get(n)) for n in names)
    kept = tuple(f for f in fields if f.old != f.new and not _only_more_or_fewer(f))
    if not kept:
        return None
    return Difference(rule[0], rule[1:], change, kept)


def _rules(plain: Mapping[str, Any]) -> dict[Path, dict[str, Any]]:
    """Every rule with its fields, flat."""
    found: dict[Path, dict[str, Any]] = {}
    for section, value in plain.items():
        for rule, name, leaf in _leaves(value, (section,), "", section in _BY_KEY):
            found.setdefault(rule, {})[name] = leaf
    return found


def _leaves(value: Any, rule: Path, name: str, by_key: bool) -> Iterator[tuple[Path, str, Any]]:
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            if by_key:
                yield from _leaves(inner, (*rule, key), "", by_key=False)
            else:
                yield from _leaves(inner, rule, f"{name}.{key}".lstrip("."), by_key=False)
    elif _has_ids(value):
        yield rule, f"{name}.{ORDER}".lstrip("."), [identity(item) for item in value]
        for item in value:
            yield from _leaves(item, (*rule, identity(item)), "", by_key=False)
    else:
        yield rule, name, value


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(identity(item) for item in value)


def identity(item: Any) -> str:
    """Return what names an item of a list: its `id`, else its `key`; empty without one."""
    named = (item.get("id") or item.get("key")) if isinstance(item, Mapping) else None
    return named if isinstance(named, str) else ""


def _only_more_or_fewer(field: Field) -> bool:
    """Whether an order differs only by what was added or removed, which is said at the rule."""
    if field.name.rpartition(".")[2] != ORDER:
        return False
    old, new = _ids(field.old), _ids(field.new)
    both = set(old) & set(new)
    return [key for key in old if key in both] == [key for key in new if key in both]


def _ids(value: object) -> list[str]:
    return value if isinstance(value, list) else []
