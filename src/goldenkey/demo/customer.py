"""A customer of the demonstration: its account, and its people as we come to know them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldenkey.actions import account as accounts
from goldenkey.actions import contact as contacts
from goldenkey.core import folding, pinyin
from goldenkey.demo.company import Company
from goldenkey.demo.words import number, pick
from goldenkey.policies.actor import Actor

LINES = {"g": "gift", "f": "fleet", "r": "retail", "i": "industrial", "p": "project"}
BATCHES = {"gift": 600, "fleet": 8, "industrial": 2, "project": 2}
"""How much a customer usually buys at once, in units of its line's price (M2.2)."""

CYCLES = {"gift": 60, "fleet": 85, "retail": 0, "industrial": 180, "project": 540}
STATE_OWNED = ("f01", "f06", "p02", "p06")
FOREIGN = ("i09", "p05")


@dataclass
class Customer:
    """One account: `key` names it in the words, `owner` is the part that sells to it."""

    company: Company
    key: str
    owner: str
    account: Any = None
    people: dict[str, Any] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Names and titles told by hand, by role."""

    @property
    def line(self) -> str:
        """The line of business it belongs to."""
        return LINES[self.key[0]]

    @property
    def name(self) -> str:
        """Its name, as people say it."""
        return str(self._told[0])

    @property
    def _told(self) -> list[Any]:
        return self.company.words.accounts[self.line][self.key]

    def meet_account(self, actor: Actor, **more: Any) -> int:
        """The account's id; made when we first hear of it."""
        if self.account is None:
            fields = self._person() if self.line == "retail" else self._organisation()
            self.account = accounts.create_account(actor, **{**fields, **more})
        return int(self.account.pk)

    def meet_person(self, actor: Actor, role: str) -> Any:
        """The contact who holds a role; made when we first meet or hear of him."""
        if role not in self.people:
            self.people[role] = self._contact(actor, role)
        return self.people[role]

    def buys(self, actor: Actor, on: date) -> None:
        """He says by when he means to buy (M2.1)."""
        self.account.refresh_from_db()
        self.account = accounts.edit_account(
            actor, self.account.pk, version=self.account.version, buys_on=on
        )

    def _person(self) -> dict[str, Any]:
        name, city, work = self._told
        return {
            "kind": "person", "name": name, "region": city, "industry": work,
            "address": self._address(city), "phone": self._mobile("self"),
            "channel": self._channel(),
        }  # fmt: skip

    def _organisation(self) -> dict[str, Any]:
        name, city, industry, staff = self._told
        full = self.company.words.company["full_name"]["company"].format(name=name)
        return {
            "name": name, "full_name": full, "region": city, "industry": industry, "staff": staff,
            "address": self._address(city), "phone": self._phone(city), "ownership": self._owned(),
            "credit_rating": pick(("good", "good", "good", "fair", "fair", "poor"), self.key),
            "relationship": pick(("vendor", "vendor", "preferred", "partner"), self.key, 2),
            "relationship_target": pick(("preferred", "partner", "partner"), self.key, 3),
            "cycle_days": CYCLES[self.line], "batch": self._batch(), "channel": self._channel(),
            "technology": "", "product_lines": "",
        }  # fmt: skip

    def _batch(self) -> int:
        price = int(self.company.words.company["price"][self.line])
        return price * BATCHES[self.line] * pick((1, 2, 3), self.key, "batch") // 2

    def _owned(self) -> str:
        if self.key in STATE_OWNED:
            return "state"
        return "foreign" if self.key in FOREIGN else "private"

    def _channel(self) -> str:
        """Where we heard of it: the better channels more often (M1.1)."""
        return pick(self.company.channels, self.key, "channel")

    def _contact(self, actor: Actor, role: str) -> Any:
        words = self.company.words.company
        name, title = self._named(role)
        mobile = self._mobile(role)
        interests = pick(self.company.words.phrases["interests"]["any"], self.key, role, "i")
        return contacts.create_contact(
            actor, self.meet_account(actor), name=name, title=title,
            department="" if self.line == "retail" else words["departments"].get(role, ""),
            mobile=mobile, email=self._email(name),
            phone="" if self.line == "retail" else self.account.phone,
            interests=interests if number(self.key, role) % 3 == 0 else "",
        )  # fmt: skip

    def _named(self, role: str) -> tuple[str, str]:
        if role in self.names:
            return self.names[role]
        titles = self.company.words.company["titles"][self.line]
        title = pick(titles.get(role) or [""], self.key, role)
        if self.line == "retail" and role == "decision_maker":
            return self.name, title
        return self._invented(role), title

    def _invented(self, role: str) -> str:
        told = self.company.words.company["names"]
        surname = pick(told["surnames"], self.key, role, "s")
        given = pick(told["given"], role, self.key, "g")
        return str(told["full"].format(surname=surname, given=given))

    def _email(self, name: str) -> str:
        latin = name.lower().split() if name.isascii() else pinyin.syllables(folding.fold(name))
        return f"{'.'.join((latin[0], ''.join(latin[1:])))}@{self.key}.example"

    def _address(self, city: str) -> str:
        told = self.company.words.company["address"]
        street = pick(told["streets"], self.key, "street")
        at = 3 + number(self.key, "no") % 390
        return str(told["pattern"].format(city=city, street=street, number=at))

    def _phone(self, city: str) -> str:
        pattern = self.company.words.company["phone"][city]
        return str(pattern.format(n=100 + number(self.key, "phone") % 99))

    def _mobile(self, role: str) -> str:
        pattern = self.company.words.company["phone"]["mobile"]
        return str(pattern.format(n=100 + number(self.key, role, "mobile") % 99))
