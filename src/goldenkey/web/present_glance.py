"""The four questions a room answers before anything else: who decides, for, against, not met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenkey.selectors.room import Room, Seat
from goldenkey.wording import phrases

FEW = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One question and its answer in a line; `tone` marks an answer that is bad news."""

    key: str
    label: str
    text: str
    tone: str = ""


def lines(room: Room) -> tuple[Line, ...]:
    """The answers, from what the room holds already; without a right to stances they say so."""
    return (
        _line("decides", _("Decides"), _deciders(room), _("nobody found yet")),
        _stance(room, "supporter", "for", _("On our side")),
        _stance(room, "opponent", "opposed", _("Against us")),
        _unmet(room),
    )


def _deciders(room: Room) -> list[str]:
    return [s.name for s in room.seats if "decision_maker" in s.standard or s.power == "decides"]


def _stance(room: Room, stance: str, key: str, label: str) -> Line:
    if room.seats and all(s.stance is None for s in room.seats):
        return Line(key, label, _("hidden from you"))
    names = [s.name for s in room.seats if s.stance == stance]
    tone = "bad" if names and stance == "opponent" else ""
    return Line(key, label, _few(names) or _("nobody known"), tone)


def _unmet(room: Room) -> Line:
    names = _few(s.name for s in room.seats if _is_unmet(s))
    chairs = len(room.empty_chairs)
    empty = ngettext("%(num)s empty chair", "%(num)s empty chairs", chairs) % {"num": chairs}
    told = phrases.listing(part for part in (names, empty if chairs else "") if part)
    tone = "warn" if told else ""
    return Line("unmet", _("Not met yet"), told or _("nobody: all were met"), tone)


def _is_unmet(seat: Seat) -> bool:
    return seat.last_met_on is None and not seat.reached_through


def _line(key: str, label: str, names: list[str], otherwise: str) -> Line:
    return Line(key, label, _few(names) or otherwise, "" if names else "bad")


def _few(names: Iterable[str]) -> str:
    """The first few by name, and how many more."""
    all_of = list(names)
    told = phrases.listing(all_of[:FEW])
    more = len(all_of) - FEW
    if more <= 0:
        return told
    return ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", more) % {
        "names": told, "num": more,
    }  # fmt: skip
