"""How a story is told by hand: its customer and people by name, its scenes one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from goldenkey.core.formula import Kind
from goldenkey.demo.company import Company
from goldenkey.demo.customer import Customer
from goldenkey.demo.pursuit import Pursuit
from goldenkey.demo.script import Script
from goldenkey.demo.words import Story

ROLES = (
    "end_user", "purchaser", "influencer", "decision_maker", "selector", "superior",
)  # fmt: skip


@dataclass
class Telling:
    """One story with its words and its pursuit."""

    script: Script
    story: Story
    pursuit: Pursuit

    @property
    def company(self) -> Company:
        """The company that tells it."""
        return self.script.company

    def __getitem__(self, key: str) -> str:
        return self.story[key]

    def at(self, ago: float, play: Callable[[], Any], part: str = "") -> None:
        """Something happens so many days ago."""
        self.script.add(ago, part or self.pursuit.owner, play)

    def meet(self, ago: float, roles: tuple[str, ...], note: str, **more: Any) -> None:
        """Meet people by role; the note and what was agreed are keys of the story."""
        told: dict[str, Any] = {}
        for name, value in more.items():
            if name in ("agreed", "next_what"):
                told[name] = self[value]
            else:
                told[name] = self.company.due(value) if name in ("by", "next_on") else value
        self.at(ago, lambda: self.pursuit.meet(roles, self[note], **told))

    def need(self, ago: float, words: str, *, explicit: bool, met: str = "full") -> None:
        """A need is named."""
        self.at(ago, lambda: self.pursuit.need(self[words], explicit=explicit, met=met))

    def know(self, ago: float, role: str, **facts: str) -> None:
        """Facts are told by somebody, or believed by us where nobody told them.

        Names are written with `__` for the point; a value that is a key of the story is its text.
        """
        named = {n.replace("__", "."): v for n, v in facts.items()}
        self.at(ago, lambda: self.pursuit.learn(self._values(named), role))

    def _values(self, named: dict[str, str]) -> dict[str, str]:
        """Values as recorded: free text in the story's words, codes as they are."""
        declared = {n: self.pursuit.book.fact(n) for n in named}
        free = {n for n, f in declared.items() if f and f.type.kind is Kind.TEXT}
        free = {n for n in free if not declared[n].type.options}
        return {n: self.story.lines.get(v, v) if n in free else v for n, v in named.items()}

    def pass_gate(self, ago: float, override: str = "") -> None:
        """Answer what the gate still asks for and go on; or the manager lets it through."""
        part = self.company.manager_of(self.pursuit.owner) if override else ""
        self.at(ago, lambda: self.pursuit.go_on(self[override] if override else ""), part)


def begin(
    script: Script, key: str, name: str, number: int, *, owner: str = "central_1", **more: Any
) -> Telling:
    """A story about a customer of the cast, with its people by name."""
    story = script.company.words.story(name)
    customer = script.customer(key, owner)
    _named(customer, story)
    pursuit = Pursuit(
        script.company, customer, number, story["name"], Decimal(story["amount"]), **more
    )
    return Telling(script, story, pursuit)


def _named(customer: Customer, story: Story) -> None:
    told = {role: story.lines[role] for role in ROLES if role in story.lines}
    if "family" in story.lines:
        told["influencer"] = story["family"]
    for role, text in told.items():
        name, _, title = text.partition("|")
        customer.names[role] = (name, title)
