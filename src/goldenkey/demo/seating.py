"""Who sits on the committee of a pursuit, and how they stand: each an ordinary action."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from goldenkey.actions import body, committee
from goldenkey.demo.company import Company
from goldenkey.demo.customer import Customer
from goldenkey.demo.words import pick
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook

SEATS: dict[str, dict[str, str]] = {
    "decision_maker": {
        "influence": "high",
        "access": "hard",
        "power": "decides",
        "reach": "company",
    },
    "superior": {"influence": "high", "access": "hard", "power": "decides", "reach": "company"},
    "purchaser": {"influence": "medium", "access": "easy", "power": "recommends"},
    "end_user": {
        "influence": "medium",
        "access": "easy",
        "power": "recommends",
        "reach": "own",
    },
    "selector": {"influence": "medium", "access": "medium", "power": "recommends"},
    "influencer": {"influence": "medium", "access": "medium", "power": "recommends"},
    "coach": {"influence": "low", "access": "easy", "power": "recommends"},
}


@dataclass
class Seating:
    """An opportunity of a customer; `number` tells several of one customer apart."""

    company: Company
    customer: Customer
    number: int
    name: str
    amount: Decimal | int
    kind: str = "account_led"
    drive: str = ""
    row: Any = None
    seats: dict[str, Any] = field(default_factory=dict)
    met: list[str] = field(default_factory=list)

    @property
    def owner(self) -> str:
        """The part that owns it."""
        return self.customer.owner

    @property
    def key(self) -> str:
        """What makes its words its own."""
        return f"{self.customer.key}.{self.number}"

    @property
    def book(self) -> Any:
        """The playbook it runs on."""
        return playbook.compiled(self.row.playbook_version_id)

    def actor(self, part: str = "") -> Actor:
        """The owner, or another part, at the present moment."""
        return self.company.actor(part or self.owner)

    def say(self, section: str, name: str, **braces: object) -> str:
        """A phrase for this opportunity at this moment."""
        key = (self.key, self.company.moment.date().toordinal())
        return self.company.words.say(section, name, *key, product=self.name, **braces)

    def seat(self, role: str, part: str = "", **more: Any) -> Any:
        """Put who holds a role on the committee, as far as we know him."""
        if role in self.seats:
            return self.seats[role]
        person = self.customer.meet_person(self.actor(), role)
        roles = [key for key in self._roles(role) if key]
        fields = {**SEATS.get(role, {}), "roles": roles, **more}
        self.seats[role] = committee.seat(
            self.actor(part), self.row.pk, contact_id=person.pk, **fields
        )
        return self.seats[role]

    def seat_group(self, name: str, through: str) -> None:
        """A group we never meet, reached through others (M4.1)."""
        role = self._role("end_user")
        if role and "group" not in self.seats:
            self.seats["group"] = committee.seat(
                self.actor(), self.row.pk, group_name=name, reached_through=through, roles=[role],
                influence="low",
            )  # fmt: skip

    def seat_outsider(self, name: str, adaptability: str) -> None:
        """An outside expert whom the customer listens to (M4.1)."""
        role = self._role("influencer")
        if role and "outsider" not in self.seats:
            self.seats["outsider"] = committee.seat(
                self.actor(), self.row.pk, group_name=name, outside="expert", roles=[role],
                influence="medium", reach="some", adaptability=adaptability,
            )  # fmt: skip

    def name_body(self, kind: str, name: str) -> None:
        """A committee of the customer's, with everybody seated so far (M0.5)."""
        members = [seat.pk for seat in self.seats.values()]
        body.form(self.actor(), self.row.pk, kind=kind, name=name, member_ids=members)

    def usual_stance(self, role: str) -> str:
        """How somebody stands whom nothing special is told of."""
        return pick(("supporter", "neutral", "supporter", "unknown"), self.key, role, "stance")

    def stance(self, role: str, stance: str, *, confirmed: bool = False, part: str = "") -> None:
        """Note how somebody stands towards this purchase."""
        self._reseat(role, part, stance=stance, stance_confirmed=confirmed)

    def influence(self, role: str, influence: str) -> None:
        """Note how much somebody weighs."""
        self._reseat(role, "", influence=influence)

    def reports_to(self, role: str, superior: str) -> None:
        """Note to whom somebody reports."""
        self._reseat(role, "", reports_to_id=self.seats[superior].pk)

    def also(self, role: str, more: str) -> None:
        """Somebody holds a further role."""
        roles = [*self.seats[role].roles, self._role(more)]
        self._reseat(role, "", roles=[r for r in roles if r])

    def _reseat(self, role: str, part: str, **fields: Any) -> None:
        seat = self.seats[role]
        seat.refresh_from_db(fields=["version"])  # a meeting carries its day into the seat
        self.seats[role] = committee.change_seat(
            self.actor(part), seat.pk, version=seat.version, **fields
        )

    def _roles(self, role: str) -> list[str]:
        if self.customer.line == "retail" and role == "decision_maker":
            return [self._role(r) for r in ("decision_maker", "purchaser", "end_user")]
        return [self._role(role)]

    def _role(self, role: str) -> str:
        """The playbook's own key for a role: of that name, or of that standard."""
        keys = [r.key for r in self.book.roles]
        if role in keys:
            return role
        return next((r.key for r in self.book.roles if r.standard == role), "")
