"""One opportunity at one moment: the input of every rule about it.

A selector builds it in bulk from rows the actor may see; it holds `today` and the playbook, so
that rules need neither clock nor database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from goldenkey.core import system_facts
from goldenkey.core.money import Money
from goldenkey.core.playbook import Evidence, Playbook

Influence = Literal["high", "medium", "low", "unknown"]
Stance = Literal["supporter", "neutral", "opponent", "unknown"]
Access = Literal["easy", "medium", "hard", "unknown"]
Match = Literal["full", "partly", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A recorded fact, confirmed by the customer or our belief; `said_by_id` is a contact's."""

    fact_id: int
    name: str
    value: object
    confirmed: bool
    observed_on: date
    said_by_id: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A stakeholder: a contact, one of ours, or a named group reached through others (M4.1, M4.5).

    `id` is the stakeholder's; `reports_to` and `introduces` hold stakeholder ids.
    """

    id: int
    contact_id: int | None
    name: str
    title: str = ""
    roles: frozenset[str] = frozenset()
    standard: frozenset[str] = frozenset()
    influence: Influence = "unknown"
    stance: Stance = "unknown"
    stance_confirmed: bool = False
    access: Access = "unknown"
    met: bool = False
    last_met_on: date | None = None
    reached_through: bool = False
    ours: bool = False
    reports_to: int | None = None
    our_person: str = ""
    reach_reason: str = ""
    introduces: tuple[int, ...] = ()
    left_on: date | None = None
    """The day he left the customer, where he works there no more."""

    known_by: frozenset[int] = frozenset()
    """Our users who know him: a relation on the map, or a contact he took part in."""


@dataclass(frozen=True, slots=True)
class Need:
    """A need; explicit when the customer himself stated it (M5.1). `met`: by our offer."""

    id: int
    text: str
    explicit: bool
    met: Match = "unknown"
    met_confirmed: bool = False

    def mark(self, *, confirmed_only: bool) -> Match:
        """Return how well our offer meets it; a belief is unknown where only confirmed counts."""
        return self.met if self.met_confirmed or not confirmed_only else "unknown"


@dataclass(frozen=True, slots=True)
class Rival:
    """A competitor. `position` is ours against it: 2 much better … -2 much worse (M3.3)."""

    id: int
    name: str
    position: int | None = None
    in_touch_with_decider: bool | None = None
    confirmed: bool = False

    def place(self, *, confirmed_only: bool) -> int | None:
        """Return our position; a belief is unknown when only confirmed ones count."""
        return self.position if self.confirmed or not confirmed_only else None


@dataclass(frozen=True, slots=True)
class Contacted:
    """A contact that took place, with the stakeholder ids of those present."""

    id: int
    on: date
    kind: str
    outcome: str
    people: tuple[int, ...] = ()
    by: int | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next; `agreed`: by the customer."""

    id: int
    what: str
    due_on: date | None
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Overdue:
    """Money that should be here: days since the oldest due date, and how much in all."""

    days: int
    money: Money


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to a warning: `snooze` until a day, or `dismiss` for good (M4.7).

    `seen` is the print of what the warning had seen; once that differs, the answer is void.
    """

    id: int
    rule: str
    kind: str
    until: date | None
    seen: str


@dataclass(frozen=True, slots=True)
class Order:
    """What our records say of the order: signature, plans, delivery, acceptance, cash (M3.5, M3.6).

    `signed_by_decider`: who signed for the customer holds the role; `collected`: all is in and
    cleared; `next_delivery_on`: the earliest planned delivery not yet made.
    """

    signed_on: date | None = None
    signed_by_decider: bool = False
    payment_planned: bool = False
    delivery_planned: bool = False
    delivered: bool = False
    accepted: bool = False
    collected: bool = False
    next_delivery_on: date | None = None
    told_of_delay: bool = False


@dataclass(frozen=True, slots=True)
class Views:
    """What is known by name, once with our beliefs and once with beliefs taken as unknown."""

    everything: Mapping[str, object]
    confirmed: Mapping[str, object]

    def of(self, evidence: Evidence) -> Mapping[str, object]:
        """Return the reading that a criterion's evidence asks for."""
        return self.confirmed if evidence == "confirmed" else self.everything


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An opportunity as the rules see it. `facts` holds the rows of each name, newest first."""

    today: date
    playbook: Playbook
    opportunity_id: int
    name: str
    state: str
    kind: str
    drive: str
    amount: Money | None
    stage: str
    stage_since: date
    buying_step: str | None
    close_on: date | None
    close_moves: int
    created_on: date
    people: tuple[Person, ...] = ()
    facts: Mapping[str, tuple[Seen, ...]] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    rivals: tuple[Rival, ...] = ()
    contacts: tuple[Contacted, ...] = ()
    next_step: NextStep | None = None
    overdue: Overdue | None = None
    order: Order = Order()
    holidays: frozenset[date] = frozenset()
    rhythm_days: int | None = None
    """The longest silence the customer's grade allows (M2.4)."""

    elsewhere: Overdue | None = None
    """What the same customer owes us past its day from other orders."""

    pace_days: int | None = None
    """How long most won ones stayed in this stage; None until there are enough of them."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    """The answer that stands to each warning, by rule."""

    def fact(self, name: str, *, confirmed_only: bool) -> Seen | None:
        """Return the newest row of a fact, beliefs left out when only confirmed ones count."""
        rows = (s for s in self.facts.get(name, ()) if s.confirmed or not confirmed_only)
        return max(rows, key=lambda s: (s.observed_on, s.fact_id), default=None)

    def declared(self, confirmed_only: bool) -> dict[str, object]:
        """Return the value of each recorded fact; a missing name is unknown."""
        found = ((name, self.fact(name, confirmed_only=confirmed_only)) for name in self.facts)
        return {name: seen.value for name, seen in found if seen is not None}

    def values(self, confirmed_only: bool) -> Mapping[str, object]:
        """Return declared facts and the system's counts by name: what a formula is asked with."""
        views = self.views()
        return views.confirmed if confirmed_only else views.everything

    def views(self) -> Views:
        """Return both readings of what is known; a rule takes them once and passes them on."""
        counts, sure_counts = system_facts.count_both(self)
        everything = {**self.declared(confirmed_only=False), **counts}
        confirmed = {**self.declared(confirmed_only=True), **sure_counts}
        sure = Views(confirmed, confirmed)
        views = Views(everything, confirmed)
        unproved = system_facts.unproved
        everything["stage.unproved"] = unproved(self, views)
        confirmed["stage.unproved"] = unproved(self, sure)
        return views
