"""Turns of a plot: what happens at one point of it, each by the verbs of its pursuit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from goldenkey.demo.words import number, pick

if TYPE_CHECKING:
    from goldenkey.demo.schedule import Schedule


def at(start: float, end: float, fraction: float) -> float:
    """The day so far on the way from start to end; days before today."""
    return start - (start - end) * fraction


def needs(s: Schedule, count: int) -> None:
    """Needs are listed, the first in his own words; who is never met is named."""
    p = s.pursuit
    words = s.company.words.phrases["needs"][p.customer.line]
    begin = number(p.key, "needs") % len(words)
    for place in range(count):
        met = "unknown" if s.plot.to == "discover" else pick(("full", "partly"), p.key, place)
        p.need(words[(begin + place) % len(words)], explicit=place == 0, met=met)
    through = s.company.words.phrases["group"].get(p.customer.line)
    if through:
        p.seat_group(*through)


def explicit(s: Schedule) -> None:
    """Needs are stated in his own words, and marked as met or not (M3.3, M5.1)."""
    p = s.pursuit
    words = s.company.words.phrases["needs"][p.customer.line]
    p.need(words[(number(p.key, "needs") + 2) % len(words)], explicit=True, met="full")


def rivals(s: Schedule) -> None:
    """Competitors are placed on the five-step scale."""
    p = s.pursuit
    names = s.company.words.phrases["rivals"][p.customer.line]
    first = number(p.key, "rival") % len(names)
    worse = s.plot.rival_ahead
    p.rival(names[first], -1 if worse else pick((1, 1, 0, 2), p.key), there=worse or None)
    if number(p.key, "second") % 3 == 0:
        p.rival(names[(first + 1) % len(names)], pick((0, 1, -1), p.key, 2))


def heard_of(s: Schedule) -> None:
    """Who decides is named by others; nobody has met him."""
    if len(s.people) > 1 and s.pursuit.customer.line != "retail":
        s.pursuit.seat("decision_maker")


def oppose(s: Schedule, role: str) -> None:
    """Somebody who weighs much opposes, and says so."""
    s.pursuit.stance(role, "opponent", confirmed=True)
    s.pursuit.influence(role, "high")


def gate(s: Schedule, *, last: bool) -> None:
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
    step_on(s)


def let_through(s: Schedule, reason: str) -> None:
    """The manager lets it through, with his reason."""
    p = s.pursuit
    phase = p.row.phase
    while p.row.phase == phase:
        p.pass_gate(reason)


def step_on(s: Schedule) -> None:
    """The customer's own step follows, unless the plot says that he lags."""
    step = s.pursuit.book.stage(s.pursuit.row.stage).presumes
    if step and not s.plot.lags and not s.plot.brief:
        s.pursuit.buying_step(step)


def promise(s: Schedule, buyer: str) -> None:
    """The purchaser promises; the decision maker has never been met: the duck."""
    p = s.pursuit
    words = pick(s.company.words.phrases["facts"]["promise"], p.key)
    p.meet((buyer,), words, kind="call")
    p.promised(buyer, words)


def slips(s: Schedule, start: float, end: float) -> None:
    """The close date moves, as often as the plot says."""
    p = s.pursuit
    for place in range(1, s.plot.slips + 1):
        on = s.plot.closes_days - 28 * (s.plot.slips - place)
        reason = pick(s.company.words.phrases["reasons"]["slip"], p.key, place)
        ago = at(start, end, 0.4 + 0.5 * place / (s.plot.slips + 1))
        s.beat(ago, partial(slip, s, on, reason))


def slip(s: Schedule, on: int, reason: str) -> None:
    """The customer says why, and the close date moves."""
    s.pursuit.meet((s.people[0],), reason, kind="call")
    s.pursuit.slip(s.company.day(-on))


def lose(s: Schedule) -> None:
    """It is lost: to whom and why; in three months we call again."""
    p, words = s.pursuit, s.company.words.phrases
    follow = words["next"]["lost"][0]
    text = p.say("note", "refuse", who=s.who(s.people[0]))
    p.meet((s.people[0],), text, kind="call", refused=False, next_what=follow, next_on=p.later(90))
    rival = pick(words["rivals"][p.customer.line], p.key, "lost")
    p.lose(pick(words["reasons"]["lost"], p.key), rival)


def drop(s: Schedule) -> None:
    """It is given up."""
    p, words = s.pursuit, s.company.words.phrases["reasons"]
    p.decide("no_go", words["no_go"])
    p.drop(pick(words["dropped"], p.key))
