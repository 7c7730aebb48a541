"""Turns problems, differences, previews and trials of playbooks into what one reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from goldenkey.core.compare import Difference
from goldenkey.core.truth import Truth
from goldenkey.selectors.playbook_shapes import Preview, Row
from goldenkey.selectors.playbook_trial import SeenFact, Trial
from goldenkey.selectors.playbook_versions import Comparison
from goldenkey.wording import braces, codes, figures
from goldenkey.wording.playbook_messages import say_found

EXCERPT = 120
TONES = {"homeless": "bad", "shuts": "warn", "appear": "warn", "opens": "good", "vanish": "good"}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing wrong: where, in which field, the sentence, and the line as it is written."""

    line: int
    column: int
    path: str
    text: str
    excerpt: str
    source: str


def problems(found: Iterable[Mapping[str, Any]], source: str) -> tuple[Found, ...]:
    """What is wrong in a text, in reading order."""
    lines = source.split("\n")
    return tuple(_found(one, lines) for one in found)


def _found(one: Mapping[str, Any], lines: list[str]) -> Found:
    line, elsewhere = int(one["line"]), str(one["source"])
    there = not elsewhere and 0 < line <= len(lines)
    excerpt = lines[line - 1].strip()[:EXCERPT] if there else ""
    return Found(line, int(one["column"]), str(one["path"]), say_found(one), excerpt, elsewhere)


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field of a rule before and after, as text; empty where it was not there."""

    name: str
    old: str
    new: str


class Comparing:
    """Shows two versions side by side in one language."""

    def __init__(self, found: Comparison, language: str) -> None:
        self.found, self.language = found, language

    def sections(self) -> list[tuple[str, list[Difference]]]:
        """The differences by section, in the order of the file."""
        groups: dict[str, list[Difference]] = {}
        for one in self.found.differences:
            groups.setdefault(one.section, []).append(one)
        return [(codes.word(key, "playbook_section"), found) for key, found in groups.items()]

    def counts(self) -> list[tuple[str, int]]:
        """How many rules were added, removed and changed."""
        kinds = [one.change for one in self.found.differences]
        return [
            (codes.word(kind, "rule_change"), kinds.count(kind))
            for kind in ("added", "removed", "changed")
            if kind in kinds
        ]

    def name(self, one: Difference) -> str:
        """What a rule is called: its sentence, else its ids."""
        words = self.found.names.get((one.section, *one.rule))
        if words is None or not one.rule:
            return " › ".join(one.rule)
        return words.say(self.language)

    def fields(self, one: Difference) -> list[FieldShown]:
        """The fields that differ; of an added or removed rule what it says in this language."""
        shown = [FieldShown(f.name, _value(f.old), _value(f.new)) for f in one.fields]
        if one.change == "changed":
            return shown
        ends = tuple(f".{code}" for code in ("zh-Hant", "zh-Hans", "en"))
        mine = {"zh-hant": ".zh-Hant", "zh-hans": ".zh-Hans"}.get(self.language, ".en")
        return [f for f in shown if f.name.endswith(mine) or not f.name.endswith(ends)]


def _value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


class Previewing:
    """Shows what a version would change, in one language."""

    def __init__(self, found: Preview, language: str) -> None:
        self.found, self.language = found, language

    def rule(self, rule_id: str) -> str:
        """A warning by its sentence."""
        text = (self.found.rules or {}).get(rule_id)
        return braces.fill(text.say(self.language), {}) if text else rule_id

    def tone(self, kind: str) -> str:
        """The tone of a kind of effect."""
        return TONES.get(kind, "calm" if kind == "contact" else "")

    def lines(self, row: Row) -> list[tuple[str, str]]:
        """What would happen to one opportunity: tone and sentence."""
        touched = row.touched
        found = [(self.tone(kind), codes.word(kind, "playbook_effect")) for kind in touched.kinds
                 if kind in ("homeless", "opens", "shuts")]  # fmt: skip
        if row.to is not None:
            text = _("Goes from “%(old)s” to “%(new)s”") % {
                "old": row.stage.say(self.language), "new": row.to.say(self.language),
            }  # fmt: skip
            found.append(("calm", text))
        found += [("warn", _("Appears: %(what)s") % {"what": self.rule(r)}) for r in touched.appear]
        found += [
            ("good", _("Vanishes: %(what)s") % {"what": self.rule(r)}) for r in touched.vanish
        ]
        if touched.contact is not None:
            old, new = (_day(day) for day in touched.contact)
            found.append(("calm", _("Next contact: %(old)s → %(new)s") % {"old": old, "new": new}))
        return found or [("", codes.word("same", "playbook_effect"))]


def _day(day: str) -> str:
    return figures.day(date.fromisoformat(day)) if day else "—"


def verdict(found: Trial) -> str:
    """What a formula says, as a sentence."""
    return {
        Truth.TRUE: _("For this opportunity the formula says: true."),
        Truth.FALSE: _("For this opportunity the formula says: false."),
    }.get(found.value or Truth.UNKNOWN, _("For this opportunity the formula says: unknown."))


def tone(value: Truth | None) -> str:
    """The tone of a truth."""
    return {Truth.TRUE: "good", Truth.FALSE: "bad"}.get(value or Truth.UNKNOWN, "calm")


def truth(value: Truth) -> str:
    """A truth as a word."""
    return codes.word(value.value, "truth")


def fact_name(one: SeenFact, language: str) -> str:
    """A fact by its own words, a count by its name."""
    return one.fact.label.say(language) if one.fact and one.fact.label else one.name


def fact_value(one: SeenFact) -> str:
    """What is known of a name."""
    return braces.shown(one.value, one.fact)


def fact_mark(one: SeenFact) -> str:
    """Whether the customer said it, we believe it, or our records count it."""
    if one.value is None:
        return "unknown"
    return "belief" if one.confirmed is False else "confirmed"


def problem_of(found: Trial) -> str:
    """Why a formula cannot be read."""
    return say_found({"path": "", **(found.problem or {})}) if found.problem else ""
