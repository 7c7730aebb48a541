"""From a plot to scenes: what is done on which day between a pursuit's beginning and its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from goldenkey.core.playbook import PHASES
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
        if later is None and not self.plot.step_days:
            p.meet(roles, text, kind=kind)
            return
        on = later or self.company.due(self.plot.step_days)
        if number(p.key, ago, "agrees") % 4 == 0 and later is not None:
            p.meet(roles, text, kind=kind, next_what=p.say("next", phase), next_on=on)
        else:
            p.meet(roles, text, kind=kind, agreed=p.say("agreed", phase), by=on)

    def _next_after(self, ago: float) -> object:
        later = [a for a, _, _ in self.beats if a < ago - 1]
        return self.company.day(self.company.workday(round(max(later)))) if later else None

    def _windows(self, phases: tuple[str, ...]) -> list[tuple[float, float]]:
        total = sum(WEIGHTS[p] for p in phases)
        edges, at = [float(self.began)], float(self.began)
        for phase in phases:
            at -= (self.began - self.ended) * WEIGHTS[phase] / total
            edges.append(at)
        return list(pairwise(edges))


def _at(start: float, end: float, fraction: float) -> float:
    return start - (start - end) * fraction


def _discover(s: Schedule, start: float, end: float, *, last: bool) -> None:
    p, first = s.pursuit, s.people[0]
    depth = s.plot.depth if last else 1.0
    s.beat(start, lambda: p.open(s.company.due(s.plot.closes_days - 28 * s.plot.slips)))
    s.meeting(start, (first,), "open", kind="call")
    if s.plot.brief:
        s.beat(_at(start, end, 0.5), lambda: _needs(s, 1))
        s.beat(end, lambda: _gate(s, last=last))
        return
    if depth < 0.35:
        s.meeting(end, (first,), "discover", kind="call")
        s.beat(end, lambda: _needs(s, 1))
        return
    s.meeting(_at(start, end, 0.45 if depth > 0.5 else 1.0), (first,), "discover")
    s.beat(_at(start, end, 0.5), lambda: _needs(s, 2))
    if depth < 1:
        return
    if len(s.people) > 1:
        s.meeting(_at(start, end, 0.8), (s.people[1],), _note(s.people[1]))
    s.beat(end, lambda: _gate(s, last=last))


def _validate(s: Schedule, start: float, end: float, *, last: bool) -> None:
    p = s.pursuit
    seen = s.people[:-1] if "decision_maker" in s.people[1:] else s.people
    for place, role in enumerate(seen[-1:] if s.plot.brief else seen, start=1):
        s.meeting(_at(start, end, 0.7 * place / len(seen)), (role,), _note(role))
    if not s.plot.brief:
        s.beat(_at(start, end, 0.3), lambda: _explicit(s))
    s.beat(_at(start, end, 0.6), lambda: _rivals(s))
    if "decision_maker" in s.people[1:]:
        s.meeting(_at(start, end, 0.85), ("decision_maker",), "decision_maker")
    else:
        s.beat(_at(start, end, 0.5), lambda: _heard_of(s))
    if s.plot.end == "dropped":
        s.beat(end, lambda: _drop(s))
    elif s.plot.end and last:
        s.beat(end, lambda: _lose(s))
    elif s.plot.override:
        s.beat(end, lambda: p.answer_gate(leave=s.plot.lacks))
        reason = pick(s.company.words.phrases["reasons"]["override"], p.key)
        s.beat(end, lambda: _let_through(s, reason), s.company.manager_of(p.owner))
    else:
        s.beat(end, lambda: _gate(s, last=last))
    _slips(s, start, end)


def _negotiate(s: Schedule, start: float, end: float, *, last: bool) -> None:
    p = s.pursuit
    buyer = "purchaser" if "purchaser" in s.people else s.people[0]
    if not s.plot.brief:
        s.meeting(_at(start, end, 0.25), (buyer,), "negotiate")
    if s.plot.promise:
        s.beat(_at(start, end, 0.4), lambda: _promise(s, buyer))
    elif "decision_maker" in s.people and not s.plot.brief:
        s.meeting(_at(start, end, 0.6), ("decision_maker",), "decision_maker")
    if s.plot.opposed:
        s.beat(_at(start, end, 0.1), lambda: p.stance("influencer", "opponent", confirmed=True))
        s.beat(_at(start, end, 0.15), lambda: _weigh(s, "influencer"))
    if not s.plot.brief or s.plot.promise:
        note = "silent" if s.plot.promise else "negotiate"
        s.meeting(_at(start, end, 0.95), (buyer,), note)
    if s.plot.end:
        s.beat(end, lambda: _lose(s))
    elif s.plot.override and not last:
        s.beat(end, lambda: p.answer_gate(leave=s.plot.lacks))
        reason = pick(s.company.words.phrases["reasons"]["override"], p.key, "contract")
        s.beat(end, lambda: _let_through(s, reason), s.company.manager_of(p.owner))
    else:
        if not last:
            s.meeting(end, ("decision_maker",), "commit")
        s.beat(end, lambda: _gate(s, last=last))


def _contract(s: Schedule, start: float, end: float, *, last: bool) -> None:
    buyer = "purchaser" if "purchaser" in s.people else s.people[0]
    if not s.plot.brief:
        s.meeting(_at(start, end, 0.6), (buyer,), "negotiate")
    if last:
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


def _needs(s: Schedule, count: int) -> None:
    p = s.pursuit
    words = s.company.words.phrases["needs"][p.customer.line]
    begin = number(p.key, "needs") % len(words)
    for place in range(count):
        met = "full" if s.plot.brief else "unknown"
        p.need(words[(begin + place) % len(words)], explicit=place == 0, met=met)
    through = s.company.words.phrases["group"].get(p.customer.line)
    if through:
        p.seat_group(*through)


def _explicit(s: Schedule) -> None:
    """Needs are stated in his own words, and marked as met or not (M3.3, M5.1)."""
    p = s.pursuit
    words = s.company.words.phrases["needs"][p.customer.line]
    p.need(words[(number(p.key, "needs") + 2) % len(words)], explicit=True, met="full")
    p.mark_needs()


def _rivals(s: Schedule) -> None:
    p = s.pursuit
    names = s.company.words.phrases["rivals"][p.customer.line]
    first = number(p.key, "rival") % len(names)
    worse = s.plot.rival_ahead
    p.rival(names[first], -1 if worse else pick((1, 1, 0, 2), p.key), there=worse or None)
    if number(p.key, "second") % 3 == 0:
        p.rival(names[(first + 1) % len(names)], pick((0, 1, -1), p.key, 2))


def _heard_of(s: Schedule) -> None:
    """Who decides is named by others; nobody has met him."""
    if len(s.people) > 1 and s.pursuit.customer.line != "retail":
        s.pursuit.seat("decision_maker")


def _weigh(s: Schedule, role: str) -> None:
    s.pursuit.influence(role, "high")


def _gate(s: Schedule, *, last: bool) -> None:
    """Answer the gate and pass it; or, where the story stands now, leave some of it open."""
    p = s.pursuit
    if last:
        p.answer_gate(leave=s.plot.lacks)
        return
    phase = p.row.phase
    while p.row.phase == phase:
        if phase == "validate":
            p.decide("go", s.company.words.phrases["reasons"]["go"])
        p.answer_gate()
        if not p.pass_gate() and not p.pass_gate(
            pick(s.company.words.phrases["reasons"]["override"], p.key, p.row.stage)
        ):
            raise RuntimeError(f"{p.key} cannot leave {p.row.stage}")
    _step_on(s)


def _let_through(s: Schedule, reason: str) -> None:
    p = s.pursuit
    phase = p.row.phase
    while p.row.phase == phase:
        p.pass_gate(reason)


def _step_on(s: Schedule) -> None:
    step = s.pursuit.book.stage(s.pursuit.row.stage).presumes
    if step and not s.plot.lags:
        s.pursuit.buying_step(step)


def _promise(s: Schedule, buyer: str) -> None:
    """The purchaser promises; the decision maker has never been met: the duck."""
    p = s.pursuit
    words = pick(s.company.words.phrases["facts"]["promise"], p.key)
    p.meet((buyer,), words, kind="call")
    p.promised(buyer, words)


def _slips(s: Schedule, start: float, end: float) -> None:
    p = s.pursuit
    for place in range(1, s.plot.slips + 1):
        on = s.plot.closes_days - 28 * (s.plot.slips - place)
        reason = pick(s.company.words.phrases["reasons"]["slip"], p.key, place)
        ago = _at(start, end, 0.4 + 0.5 * place / (s.plot.slips + 1))
        s.beat(ago, lambda on=on, reason=reason: _slip(s, on, reason))  # type: ignore[misc]


def _slip(s: Schedule, on: int, reason: str) -> None:
    s.pursuit.meet((s.people[0],), reason, kind="call")
    s.pursuit.slip(s.company.day(-on))


def _lose(s: Schedule) -> None:
    p, words = s.pursuit, s.company.words.phrases
    follow = words["next"]["lost"][0]
    text = p.say("note", "refuse", who=s.who(s.people[0]))
    p.meet((s.people[0],), text, kind="call", refused=False, next_what=follow, next_on=p.later(90))
    rival = pick(words["rivals"][p.customer.line], p.key, "lost")
    p.lose(pick(words["reasons"]["lost"], p.key), rival)


def _drop(s: Schedule) -> None:
    p, words = s.pursuit, s.company.words.phrases["reasons"]
    p.decide("no_go", words["no_go"])
    p.drop(pick(words["dropped"], p.key))
