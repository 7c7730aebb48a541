"""What a record on Today is made of, before it is ranked and worded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from goldenkey.core.money import Money
from goldenkey.core.today import Matter, Subject

MOST: Final = 25
"""The most rows a source brings."""

Sources = dict[Subject, "Source"]


@dataclass(frozen=True, slots=True)
class Words:
    """The playbook's own sentences for a reason; empty where wording has one."""

    say: str = ""
    because: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Doing:
    """What to do: what kind of thing, in whose words, with whom, through whom."""

    kind: str
    say: str = ""
    person: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The next step that can be put off."""

    id: int
    version: int
    what: str
    due_on: date | None


@dataclass(slots=True)
class Source:
    """One record with every reason to see it; reasons and doings are kept by their matter."""

    title: str
    account: str = ""
    account_id: int | None = None
    money: Money | None = None
    usual: Doing = Doing("contact")
    step: Step | None = None
    params: dict[str, Any] = field(default_factory=dict)
    matters: list[Matter] = field(default_factory=list)
    reasons: dict[int, Words] = field(default_factory=dict)
    doings: dict[int, Doing] = field(default_factory=dict)

    def add(self, matter: Matter, words: Words | None = None, doing: Doing | None = None) -> None:
        """One more reason."""
        self.matters.append(matter)
        self.reasons[id(matter)] = words or Words()
        if doing is not None:
            self.doings[id(matter)] = doing
