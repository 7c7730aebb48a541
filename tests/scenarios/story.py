"""A story of one warning: read from its file, told as a snapshot to the core."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from django.utils import translation
from ruamel.yaml import YAML

from goldenkey.core import snapshot as core
from goldenkey.core.money import Money
from goldenkey.core.playbook import Playbook
from goldenkey.selectors.snapshots import typed
from goldenkey.wording import figures

FILES = sorted((Path(__file__).parent / "warnings").glob("*.yaml"))
_DAY = re.compile(r"<(-?\d+)>")
KEYED = {"people": "name", "rivals": "name", "needs": "words"}
"""Lists whose entries are known by a word: told again, an entry is changed."""


@dataclass(frozen=True)
class Story:
    """What is given, what the rule must say (`*` for a figure that may be any), and the mending."""

    rule: str
    because: str
    given: Mapping[str, Any]
    fix: Mapping[str, Any]
    money: int | None = None

    @property
    def mended(self) -> Mapping[str, Any]:
        """What is given, after the mending."""
        whole = dict(self.given)
        for key, value in self.fix.items():
            whole[key] = _joined(key, whole.get(key), value)
        return whole

    def says(self, text: str, today: date) -> bool:
        """Whether a sentence is the one that is due."""
        with translation.override("en"):
            due = _DAY.sub(
                lambda found: figures.day(today + timedelta(days=int(found[1]))), self.because
            )
        return fnmatchcase(text, due)


def read(path: Path) -> Story:
    """The story of a file."""
    return Story(**YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def _joined(key: str, before: Any, value: Any) -> Any:
    if key == "met":
        return [*(before or []), *value]
    if key == "facts":
        return {**(before or {}), **value}
    if key not in KEYED:
        return value
    word, known = KEYED[key], {one[KEYED[key]]: one for one in before or []}
    for one in value:
        known[one[word]] = {**known.get(one[word], {}), **one}
    return list(known.values())


def fact_value(value: Any, today: date) -> Any:
    """A fact as the API takes it; `<-3>` is three days ago."""
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    return (today + timedelta(days=int(found[1]))).isoformat() if found else value


def snapshot(told: Mapping[str, Any], book: Playbook, today: date) -> core.Snapshot:
    """A story as the core sees it."""
    began = today - timedelta(days=told.get("days", 5))
    staged = "stage" in told
    contacts = _contacts(told, today)
    people = _people(told, book, contacts, today)
    signed = "owed" in told or "delivery" in told
    return core.Snapshot(
        today=today, playbook=book, opportunity_id=1, name="Order",
        state=told.get("ended") or ("won" if signed else "open"),
        kind="account_led", drive="", amount=Money.of(1000, "TWD"),
        stage=told.get("stage", book.stages[0].key), stage_since=today if staged else began,
        buying_step=told.get("step"),
        close_on=today + timedelta(days=told["close"]) if "close" in told else None,
        close_moves=told.get("slips", 0), created_on=began, people=people,
        facts=_facts(told, book, today),
        needs=tuple(
            core.Need(i, n["words"], n.get("explicit", False), n.get("met", "unknown"))
            for i, n in enumerate(told.get("needs", ()), start=1)
        ),
        rivals=tuple(
            core.Rival(i, r["name"], r.get("position"), r.get("in_touch_with_decider"))
            for i, r in enumerate(told.get("rivals", ()), start=1)
        ),
        contacts=contacts, next_step=_next(told, today), overdue=_owed(told.get("owed")),
        elsewhere=_owed(told.get("elsewhere")), order=_order(told, today),
        rhythm_days={"A": 14}.get(told.get("grade", "")),
    )  # fmt: skip


def _contacts(told: Mapping[str, Any], today: date) -> tuple[core.Contacted, ...]:
    places = {one["name"]: i for i, one in enumerate(told.get("people", ()), start=1)}
    found = [
        core.Contacted(
            i, today - timedelta(days=one["ago"]), "visit",
            "advance" if "agreed" in one else "continuation",
            tuple(places[name] for name in one["with"]), 2 if one.get("by") == "manager" else 1,
        )
        for i, one in enumerate(told.get("met", ()), start=1)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda c: (c.on, c.id), reverse=True))


def _people(
    told: Mapping[str, Any], book: Playbook, contacts: tuple[core.Contacted, ...], today: date
) -> tuple[core.Person, ...]:
    found = []
    for i, one in enumerate(told.get("people", ()), start=1):
        there = [c for c in contacts if i in c.people]
        roles = [role for role in map(book.role, one.get("roles", ())) if role]
        if not one.get("gone"):
            found.append(
                core.Person(
                    i, 100 + i, one["name"], roles=frozenset(r.key for r in roles),
                    standard=frozenset(r.standard for r in roles),
                    influence=one.get("influence", "unknown"),
                    stance=one.get("stance", "unknown"), met=bool(there),
                    last_met_on=there[0].on if there else None,
                    left_on=today if one.get("left") else None,
                    known_by=frozenset(c.by for c in there if c.by),
                )
            )  # fmt: skip
    return tuple(found)


def _facts(
    told: Mapping[str, Any], book: Playbook, today: date
) -> dict[str, tuple[core.Seen, ...]]:
    found = {}
    for i, (name, value) in enumerate(told.get("facts", {}).items(), start=1):
        known = book.fact(name)
        assert known is not None, name
        shown = typed(fact_value(value, today), known.type.kind)
        found[name] = (core.Seen(i, name, shown, confirmed=False, observed_on=today),)
    return found


def _next(told: Mapping[str, Any], today: date) -> core.NextStep | None:
    days = told.get("next", 5)
    return None if days is None else core.NextStep(1, "call", today + timedelta(days=days))


def _owed(told: Mapping[str, Any] | None) -> core.Overdue | None:
    return core.Overdue(told["days"], Money.of(told["amount"], "TWD")) if told else None


def _order(told: Mapping[str, Any], today: date) -> core.Order:
    due = told.get("delivery")
    if due is None:
        return core.Order()
    return core.Order(
        signed_on=today, delivery_planned=True, told_of_delay=due.get("told", False),
        next_delivery_on=today + timedelta(days=due["in"]),
    )  # fmt: skip
