"""One opportunity as it is pursued: the verbs of the story, each an ordinary action."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from goldenkey.actions import activity, committee, fact, membership
from goldenkey.actions import opportunity as opportunities
from goldenkey.core.money import Money
from goldenkey.demo import gatekeeping
from goldenkey.demo.seating import Seating
from goldenkey.demo.words import number, pick
from goldenkey.selectors import snapshots

BOOKS = {
    "gift": "premium-gift", "fleet": "auto-fleet", "retail": "auto-retail",
    "industrial": "industrial", "project": "large-project",
}  # fmt: skip


@dataclass
class Pursuit(Seating):
    """An opportunity, from the first call to how it ends."""

    def open(self, close_on: date) -> None:
        """Open it at the first stage of its line's playbook."""
        actor = self.actor()
        account_id = self.customer.meet_account(actor)
        self.row = opportunities.create_opportunity(
            actor, account_id, name=self.name, amount=self.amount, close_on=close_on,
            kind=self.kind, drive=self.drive, channel=self.customer.account.channel,
            playbook_key=self.company.book_of(BOOKS[self.customer.line]),
        )  # fmt: skip

    def meet(
        self,
        roles: Iterable[str],
        note: str,
        *,
        kind: str = "visit",
        part: str = "",
        agreed: str = "",
        by: date | None = None,
        next_what: str = "",
        next_on: date | None = None,
        **more: Any,
    ) -> Any:
        """Log a contact with the people who hold these roles; who is new is seated."""
        people = list(roles)
        for role in people:
            self.seat(role, stance=self.usual_stance(role))
        self.met += [r for r in people if r not in self.met]
        return activity.log(
            self.actor(part), opportunity_id=self.row.pk, kind=kind, note=note,
            contact_ids=[self.customer.people[r].pk for r in people],
            agreed=True if agreed else more.pop("refused", None), agreed_what=agreed,
            agreed_by_on=by, next_what=next_what, next_on=next_on, **more,
        )  # fmt: skip

    def need(self, words: str, *, explicit: bool, met: str) -> None:
        """List a need."""
        committee.add_need(self.actor(), self.row.pk, words=words, explicit=explicit, met=met)

    def rival(self, name: str, position: int, *, there: bool | None = None) -> None:
        """Place a competitor on the five-step scale."""
        committee.place_rival(
            self.actor(), self.row.pk, name=name, position=position, in_touch_with_decider=there
        )

    def know(self, name: str, value: Any, *, role: str = "", words: str = "", **more: Any) -> None:
        """Record a fact where the playbook asks for it; said by a role, it is confirmed."""
        if self.book.fact(name) is None:
            return
        said_by = self.customer.people[role].pk if role else None
        fact.record(
            self.actor(), "opportunity", self.row.pk, name=name, value=value,
            confirmed=bool(role), said_by_id=said_by, words=words, **more,
        )  # fmt: skip

    def promised(self, role: str, words: str) -> None:
        """Somebody said that the order is ours: who, when, in which words (M4.7)."""
        who = self.customer.people[role]
        told = {
            "commitment.form": "spoken", "commitment.by_role": self._role(role),
            "commitment.by": who.name, "commitment.words": words,
            "commitment.on": self.actor().today,
        }  # fmt: skip
        fact.record_many(
            self.actor(), "opportunity", self.row.pk, words=words, confirmed=True,
            said_by_id=who.pk, values={n: v for n, v in told.items() if self.book.fact(n)},
        )  # fmt: skip

    def buying_step(self, step: str) -> None:
        """The customer's own step, where his playbook knows it."""
        if step in [s.key for s in self.book.buying_steps] and step != self.row.buying_step:
            self._edit(buying_step=step)

    def slip(self, close_on: date) -> None:
        """Move the close date."""
        self._edit(close_on=close_on)

    def answer_gate(self, *, leave: int = 0, only_missing: bool = False) -> None:
        """Record what the present gate asks for, save the last few; confirmed where it must be."""
        found = gatekeeping.answers(self.row.playbook_version_id, self.row.stage)
        said = self._said() if only_missing else frozenset()
        wanted = [a for a in found if a.fact.name not in {"go.decision", *said}]
        told: dict[bool, dict[str, Any]] = {}
        role = ""
        for answer in wanted[: len(wanted) - leave] if leave else wanted:
            sure = answer.confirmed or number(self.key, answer.fact.name) % 3 > 0
            role = self._who_knows(answer.fact.who) if sure else role
            told.setdefault(sure, {})[answer.fact.name] = self._value(answer)
        for sure, values in told.items():
            self._tell(role if sure else "", values)

    def learn(self, values: dict[str, Any], role: str) -> None:
        """Record facts that the playbook asks for: told by a role, or believed."""
        known = {name: value for name, value in values.items() if self.book.fact(name)}
        if known:
            fact.record_many(
                self.actor(), "opportunity", self.row.pk, values=known, confirmed=bool(role),
                said_by_id=self.customer.people[role].pk if role else None,
            )  # fmt: skip

    def go_on(self, override: str = "") -> None:
        """Leave the present phase: through every gate of it, or as the manager lets it."""
        phase = self.row.phase
        while self.row.phase == phase:
            if not override:
                self.answer_gate(only_missing=True)
            if not self.pass_gate(override):
                raise RuntimeError(f"{self.key} cannot leave {self.row.stage}")

    def share(self, part: str, as_part: str) -> None:
        """Let a colleague of another team sell with us (M0.10)."""
        user = self.company.users[part]
        membership.share(self.actor(), "opportunity", self.row.pk, user_id=user.pk, part=as_part)
        self.company.recast(part)

    def pass_gate(self, override: str = "") -> bool:
        """Go to the next stage; a manager lets it through where a reason is given."""
        part = self.company.manager_of(self.owner) if override else self.owner
        move = opportunities.advance_stage(
            self.actor(part), self.row.pk, version=self._version(), override_reason=override
        )
        self.row.refresh_from_db()
        return move.moved

    def sign_off(self, reasons: list[str]) -> None:
        """After signing, leave the stages that end with the contract."""
        while self.row.phase != "deliver":
            self.answer_gate()
            if not self.pass_gate():
                self.pass_gate(pick(reasons, self.key, "signed"))

    def decide(self, go: str, reason: str) -> None:
        """Go on, or give up."""
        self.row = opportunities.decide_go(
            self.actor(), self.row.pk, version=self._version(), go=go, reason=reason
        )

    def lose(self, reason: str, rival: str) -> None:
        """It is lost, to somebody, for a reason."""
        self.row = opportunities.lose(
            self.actor(), self.row.pk, version=self._version(), reason=reason, lost_to=rival
        )

    def drop(self, reason: str) -> None:
        """It is given up."""
        self.row = opportunities.drop(
            self.actor(), self.row.pk, version=self._version(), reason=reason
        )

    def refresh(self) -> None:
        """Read the row as other actions left it."""
        self.row.refresh_from_db()

    def _said(self) -> frozenset[str]:
        seen = snapshots.opportunities(self.actor(), [self.row.pk])[self.row.pk]
        return frozenset(seen.facts)

    def _tell(self, role: str, values: dict[str, Any]) -> None:
        words = pick(self.company.words.phrases["facts"]["words"], self.key, role, len(values))
        said_by = self.customer.people[role].pk if role else None
        fact.record_many(
            self.actor(), "opportunity", self.row.pk, values=values, confirmed=bool(role),
            said_by_id=said_by, words=words if role else "",
        )  # fmt: skip

    def _value(self, answer: gatekeeping.Answer) -> Any:
        if answer.value is gatekeeping.TEXT:
            texts = self.company.words.phrases["facts"]
            known = texts.get(answer.fact.name) or texts["default"]
            if answer.fact.name == "need.problem":
                return known[self._line_place]
            return pick(known, self.key, answer.fact.name)
        if answer.value is gatekeeping.DAY:
            return self.actor().today
        if isinstance(answer.value, Money):
            return {"amount": str(self.amount), "currency": self.company.currency}
        return answer.value

    @property
    def _line_place(self) -> int:
        return {"gift": 0, "retail": 0, "industrial": 1, "fleet": 2, "project": 3}[
            self.customer.line
        ]

    def _who_knows(self, who: tuple[str, ...]) -> str:
        standards = {role.key: role.standard for role in self.book.roles}
        wanted = {standards.get(key, key) for key in who} | set(who)
        return next((r for r in self.met if r in wanted), self.met[0] if self.met else "")

    def _edit(self, **fields: Any) -> None:
        self.row = opportunities.edit_opportunity(
            self.actor(), self.row.pk, version=self._version(), **fields
        )

    def _version(self) -> int:
        return int(self.row.version)

    def later(self, days: int) -> date:
        """A date so many days after the present moment."""
        return self.actor().today + timedelta(days=days)
