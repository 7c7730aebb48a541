"""From a plot to scenes: what is done on which day between a pursuit's beginning and its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

from goldenkey.core.playbook import PHASES
from goldenkey.demo import turns
from goldenkey.demo.company import Company
from goldenkey.demo.deliveries import after_signing
from goldenkey.demo.order import Order
from goldenkey.demo.plots import Plot
from goldenkey.demo.pursuit import Pursuit
from goldenkey.demo.script import Script
from goldenkey.demo.words import number, pick

WEIGHTS: Final = {"discover": 2, "validate": 3, "negotiate": 3, "contract": 2, "deliver": 6}
Play = Callable[[], None]


@dataclass
class Schedule:
    """The scenes of one pursuit, collected with their days before they are written."""

    script: Script
    pursuit: Pursuit
    plot: Plot
    began: int
    ended: int
    beats: list[tuple[float, str, Play]] = field(default_factory=list)

    @property
    def company(self) -> Company:
        """The company that pursues."""
        return self.script.company

    @property
    def people(self) -> tuple[str, ...]:
        """Whom we meet, in order."""
        if self.pursuit.customer.line == "retail":
            known = ("decision_maker", "influencer")
            return known[:1] if len(self.plot.people) < 3 else known
        if self.pursuit.customer.line == "fleet" and len(self.plot.people) > 3:
            return ("purchaser", "selector", "end_user", "influencer", "decision_maker")
        if self.pursuit.customer.line == "gift":
            return tuple(r for r in self.plot.people if r != "end_user") or ("purchaser",)
        return self.plot.people

    def write(self) -> None:
        """Write every scene of the plot."""
        phases = PHASES[: PHASES.index(self.plot.to) + 1]
        for phase, window in zip(phases, self._windows(phases), strict=True):
            _PHASE[phase](self, *window, last=phase == self.plot.to)
        for ago, part, play in self.beats:
            self.script.add(ago, part, play)

    def beat(self, ago: float, play: Play, part: str = "") -> None:
        """Something happens so many days ago."""
        self.beats.append((ago, part or self.pursuit.owner, play))

    def meeting(self, ago: float, roles: tuple[str, ...], note: str, **more: object) -> None:
        """Meet people; what is agreed falls on the next beat, or after today."""
        self.beat(ago, lambda: self._meet(ago, roles, note, dict(more)))

    def who(self, role: str) -> str:
        """Name and title, as a note says them."""
        person = self.pursuit.customer.meet_person(self.pursuit.actor(), role)
        if self.company.words.kind == "en" or not person.title:
            return str(person.name)
        return f"{person.name[0]}{person.title}"

    def _meet(self, ago: float, roles: tuple[str, ...], note: str, more: dict[str, object]) -> None:
        p, phase = self.pursuit, self.pursuit.row.phase
        text = p.say("note", note, who=self.who(roles[0]))
        later = self._next_after(ago)
        kind = str(more.get("kind") or pick(("visit", "visit", "meeting", "call"), p.key, ago))
        if not self.plot.step_days and (later is None or not self.plot.brief):
            p.meet(roles, text, kind=kind)
            return
        on = later or self.company.due(self.plot.step_days)
        if number(p.key, ago, "agrees") % 4 == 0 and later is not None:
            p.meet(roles, text, kind=kind, next_what=p.say("next", phase), next_on=on)
        else:
            p.meet(roles, text, kind=kind, agreed=p.say("agreed", phase), by=on)

    def _next_after(self, ago: float) -> date | None:
        later = [a for a, _, _ in self.beats if a < ago - 1]
        return self.company.day(self.company.workday(round(max(later)))) if later else None

    def _windows(self, phases: tuple[str, ...]) -> list[tuple[float, float]]:
        total = sum(WEIGHTS[p] for p in phases)
        edges, at = [float(self.began)], float(self.began)
        for phase in phases:
            at -= (self.began - self.ended) * WEIGHTS[phase] / total
            edges.append(at)
        return list(pairwise(edges))


def _discover(s: Schedule, start: float, end: float, *, last: bool) -> None:
    p, first = s.pursuit, s.people[0]
    depth = s.plot.depth if last else 1.0
    s.beat(start, lambda: p.open(s.company.due(s.plot.closes_days - 28 * s.plot.slips)))
    s.meeting(start, (first,), "open", kind="call")
    if s.plot.brief:
        s.beat(turns.at(start, end, 0.5), lambda: turns.needs(s, 1))
        s.beat(end, lambda: turns.gate(s, last=last))
        return
    if depth < 0.35:
        s.meeting(end, (first,), "discover", kind="call")
        s.beat(end, lambda: turns.needs(s, 1))
        return
    s.meeting(turns.at(start, end, 0.45 if depth > 0.5 else 1.0), (first,), "discover")
    s.beat(turns.at(start, end, 0.5), lambda: turns.needs(s, 2))
    if depth < 1:
        return
    if len(s.people) > 1 and last:
        s.meeting(turns.at(start, end, 0.8), (s.people[1],), _note(s.people[1]))
    s.beat(end, lambda: turns.gate(s, last=last))


def _validate(s: Schedule, start: float, end: float, *, last: bool) -> None:
    p = s.pursuit
    seen = s.people[:-1] if "decision_maker" in s.people[1:] else s.people
    for place, role in enumerate(seen[-1:] if s.plot.brief else seen, start=1):
        s.meeting(turns.at(start, end, 0.7 * place / len(seen)), (role,), _note(role))
    if not s.plot.brief:
        s.beat(turns.at(start, end, 0.3), lambda: turns.explicit(s))
    s.beat(turns.at(start, end, 0.6), lambda: turns.rivals(s))
    if "decision_maker" in s.people[1:]:
        s.meeting(turns.at(start, end, 0.85), ("decision_maker",), "decision_maker")
    else:
        s.beat(turns.at(start, end, 0.5), lambda: turns.heard_of(s))
    if s.plot.end == "dropped":
        s.beat(end, lambda: turns.drop(s))
    elif s.plot.end and last:
        s.beat(end, lambda: turns.lose(s))
    elif s.plot.override:
        s.beat(end, lambda: p.answer_gate(leave=s.plot.lacks))
        reason = pick(s.company.words.phrases["reasons"]["override"], p.key)
        s.beat(end, lambda: turns.let_through(s, reason), s.company.manager_of(p.owner))
    else:
        s.beat(end, lambda: turns.gate(s, last=last))
    turns.slips(s, start, end)


def _negotiate(s: Schedule, start: float, end: float, *, last: bool) -> None:
    p = s.pursuit
    buyer = "purchaser" if "purchaser" in s.people else s.people[0]
    if not s.plot.brief:
        s.meeting(turns.at(start, end, 0.25), (buyer,), "negotiate")
    if s.plot.promise:
        s.beat(turns.at(start, end, 0.4), lambda: turns.promise(s, buyer))
    elif "decision_maker" in s.people and not s.plot.brief:
        s.meeting(turns.at(start, end, 0.6), ("decision_maker",), "decision_maker")
    if s.plot.opposed:
        s.beat(turns.at(start, end, 0.1), lambda: turns.oppose(s, "influencer"))
    if last or s.plot.promise:
        note = "silent" if s.plot.promise else "negotiate"
        s.meeting(turns.at(start, end, 0.95), (buyer,), note)
    if s.plot.end:
        s.beat(end, lambda: turns.lose(s))
    elif s.plot.override and not last:
        s.beat(end, lambda: p.answer_gate(leave=s.plot.lacks))
        reason = pick(s.company.words.phrases["reasons"]["override"], p.key, "contract")
        s.beat(end, lambda: turns.let_through(s, reason), s.company.manager_of(p.owner))
    else:
        if not last:
            s.meeting(end, ("decision_maker",), "commit")
        s.beat(end, lambda: turns.gate(s, last=last))


def _contract(s: Schedule, start: float, end: float, *, last: bool) -> None:
    buyer = "purchaser" if "purchaser" in s.people else s.people[0]
    if last:
        s.meeting(turns.at(start, end, 0.6), (buyer,), "negotiate")
        s.beat(end, lambda: s.pursuit.answer_gate(leave=s.plot.lacks))


def _deliver(s: Schedule, start: float, end: float, *, last: bool) -> None:
    order = Order(s.pursuit)
    after_signing(s, order, start=start, end=end)


_PHASE = {
    "discover": _discover, "validate": _validate, "negotiate": _negotiate,
    "contract": _contract, "deliver": _deliver,
}  # fmt: skip


def _note(role: str) -> str:
    return {"selector": "end_user", "superior": "decision_maker"}.get(role, role)
