"""Turns a playbook into a document: sentences in the reader's language, formulas beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from goldenkey.core.guidance import Occasion
from goldenkey.core.money import Money, MoneyProblem
from goldenkey.core.playbook import IntentGrade
from goldenkey.core.text import Text
from goldenkey.selectors.playbook import Document
from goldenkey.wording import codes, figures

_BRACES = re.compile(r"\{([^{}]+)\}")

SPIN = {
    "situation": gettext_lazy("Situation"),
    "problem": gettext_lazy("Problem"),
    "implication": gettext_lazy("Implication"),
    "payoff": gettext_lazy("Need and payoff"),
    "consult": gettext_lazy("Consultation"),
}
DUNNING = {
    "message": gettext_lazy("Message"),
    "call": pgettext_lazy("activity", "Call"),
    "visit": gettext_lazy("Visit"),
    "letter": gettext_lazy("Letter"),
    "manager": gettext_lazy("By the manager"),
    "stop_shipment": gettext_lazy("Stop shipments"),
}
PARTS = {
    "need": gettext_lazy("need"),
    "ability": gettext_lazy("ability to buy"),
    "authority": gettext_lazy("authority to decide"),
}


class Reader:
    """Reads one playbook in one language."""

    def __init__(self, found: Document, language: str) -> None:
        self._found = found
        self._language = language

    def say(self, text: Text | None) -> str:
        """A text in the reader's language; names between braces as he knows them."""
        if text is None:
            return ""
        return _BRACES.sub(lambda m: self._named(m[1]), text.say(self._language))

    def fact(self, name: str) -> str:
        """A declared fact by its own words."""
        found = self._found.book.fact(name)
        return self.say(found.label) if found and found.label else name

    def role(self, key: str) -> str:
        """A role by its name."""
        found = self._found.book.role(key)
        return self.say(found.name) if found else codes.word(key, "standard_role") or key

    def facts(self, names: Iterable[str]) -> list[str]:
        """Declared facts by their own words."""
        return [self.fact(name) for name in names]

    def roles(self, keys: Iterable[str]) -> list[str]:
        """Roles by their names."""
        return [self.role(key) for key in keys]

    def origin(self, rule_id: str) -> str:
        """The playbook a rule comes from, where it is not this one."""
        key = self._found.book.origins.get(rule_id, self._found.book.key)
        return "" if key == self._found.book.key else self._found.names.get(key, key)

    def step(self, key: str | None) -> str:
        """A buying step of the customer by its name."""
        found = next((s for s in self._found.book.buying_steps if s.key == key), None)
        return self.say(found.name) if found else ""

    def advice(self, stage: str) -> list[Any]:
        """The guidance of a stage."""
        return [a for a in self._found.book.guidance.advice if a.stage == stage]

    def questions(self) -> list[tuple[str, list[Any]]]:
        """The questions by kind, in the order they are asked."""
        asked = self._found.book.guidance.questions
        groups = ((kind, [q for q in asked if q.kind == kind]) for kind in SPIN)
        return [(str(SPIN[kind]), found) for kind, found in groups if found]

    def _named(self, name: str) -> str:
        """What stands between braces: a role, a fact, or a count that differs each time."""
        if name.startswith("role."):
            return f"[{self.role(name.removeprefix('role.'))}]"
        return "…" if self._found.book.fact(name) is None else f"[{self.fact(name)}]"


def intent(grade: IntentGrade) -> str:
    """What a grade by purchase date means (M2.1)."""
    if grade.buys_within_days is None:
        return _("no purchase date stated, or none that counts")
    return _("buys within %(days)s") % {"days": figures.days(grade.buys_within_days)}


def cadence(grade: IntentGrade) -> str:
    """How often such a buyer is seen (M2.3)."""
    count = grade.contact.count
    times = ngettext("%(n)d contact", "%(n)d contacts", count) % {"n": count}
    return _("%(times)s in %(days)s") % {
        "times": times,
        "days": figures.days(grade.contact.per_days),
    }


def cell(key: str) -> str:
    """A combination of purchase cycle and batch (M2.2)."""
    return {
        "short_large": _("short cycle, large orders"),
        "short_small": _("short cycle, small orders"),
        "long_large": _("long cycle, large orders"),
        "long_small": _("long cycle, small orders"),
    }.get(key, key)


def amounts(limits: Mapping[str, Decimal]) -> str:
    """Amounts of several currencies in one line."""
    return " · ".join(_amount(value, currency) for currency, value in limits.items())


def _amount(value: Decimal, currency: str) -> str:
    try:
        return figures.compact(Money.of(value, currency))
    except MoneyProblem:
        return f"{currency} {value}"


def has(parts: frozenset[str]) -> str:
    """Which of need, ability and authority are there (M1.5)."""
    named = [str(word) for key, word in PARTS.items() if key in parts]
    return " + ".join(named) if named else _("none of the three")


def when(occasion: Occasion) -> str:
    """The day of an occasion (M1.3)."""
    if occasion.calendar == "own" or not occasion.month or not occasion.day:
        return _("the customer's own date")
    date = {"month": occasion.month, "day": occasion.day}
    if occasion.calendar == "lunar":
        return _("lunar month %(month)d, day %(day)d") % date
    return _("%(month)d-%(day)d each year") % date


def dunning_kind(kind: str) -> str:
    """What a step of collection is."""
    return str(DUNNING.get(kind, kind))


def dunning_day(days: int) -> str:
    """When a step of collection comes (M7.4)."""
    if days == 0:
        return _("on the due date")
    if days < 0:
        return _("%(days)s before it is due") % {"days": figures.days(-days)}
    return _("%(days)s overdue") % {"days": figures.days(days)}


def moment(key: str) -> str:
    """When a checklist is used."""
    return {
        "visit": _("before a visit"),
        "handover": _("at hand-over"),
        "contract": _("before signing"),
        "tender": _("for a tender"),
        "project": _("for a project"),
        "event": _("for an event"),
        "receive": _("when somebody walks in"),
    }.get(key, key)
