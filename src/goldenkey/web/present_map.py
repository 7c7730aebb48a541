"""Turns the committee's map into what the browser draws, and into the rows of its matrix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from goldenkey.selectors.map import REPORTS, Line, Map
from goldenkey.selectors.room_shapes import EmptyChair, Seat
from goldenkey.web import links, present_room
from goldenkey.web.present import freshness
from goldenkey.wording import codes, phrases

STANCE = {"supporter": "good", "neutral": "calm", "opponent": "bad"}
MARK = {"confirmed": "✓", "belief": "∼", "unknown": "?"}

stance, weight = present_room.stance, present_room.weight
__all__ = ["drawn", "freshness", "lines_of", "said", "stance", "tone", "weight"]


@dataclass(frozen=True, slots=True)
class Said:
    """A line as a sentence part, with the line it takes to remove it (0: it cannot be)."""

    text: str
    id: int


def drawn(found: Map, today: date) -> dict[str, Any]:
    """Everything the browser needs to draw; what is hidden from the reader is not in it."""
    return {
        "name": found.name,
        "account": found.account,
        "save": links.url("map-places", found.id) if found.may_edit else "",
        "nodes": [_person(found, s, today) for s in found.seats]
        + [_chair(found, c) for c in found.chairs],
        "edges": [_edge(one) for one in found.lines],
        "words": {"help": _("Arrow keys move it, Enter opens it."), "chair": _("Empty chair")},
    }


def lines_of(found: Map, seat: Seat) -> tuple[Said, ...]:
    """The lines of one person, in words: to whom; a conflict is told by both."""
    names = {s.id: s.name for s in found.seats}
    told = []
    for one in found.lines:
        other = one.to_id if one.from_id == seat.id else one.from_id
        if one.from_id == seat.id or (one.kind == "conflicts" and one.to_id == seat.id):
            told.append(Said(said(one.kind, names[other]), one.id))
    return tuple(told)


def said(kind: str, name: str) -> str:
    """A line seen from where it starts."""
    return {
        REPORTS: _("reports to %(name)s"),
        "influences": _("influences %(name)s"),
        "conflicts": _("is at odds with %(name)s"),
    }[kind] % {"name": name}


def tone(seat: Seat) -> str:
    """The tone of a stance; none where it is unknown or hidden."""
    return STANCE.get(seat.stance or "", "")


def _edge(one: Line) -> dict[str, Any]:
    ends = (one.to_id, one.from_id) if one.kind == REPORTS else (one.from_id, one.to_id)
    return {"kind": one.kind, "from": f"seat-{ends[0]}", "to": f"seat-{ends[1]}"}


def _person(found: Map, seat: Seat, today: date) -> dict[str, Any]:
    met = (_("reached through others"), "") if seat.reached_through else (
        freshness(seat.last_met_on, today)
    )  # fmt: skip
    node = {
        "id": f"seat-{seat.id}", "chair": False, "name": seat.name, "title": seat.title,
        "roles": phrases.listing(seat.roles) or _("no role yet"), "weight": weight(seat),
        "influence": seat.influence, "met": met[0], "fresh": met[1] or "good",
        "url": _seat_url(found, seat), "dialog": found.may_edit, **_place(found, f"seat-{seat.id}"),
    }  # fmt: skip
    if seat.stance is not None:
        node |= _stance(seat)
    told = [seat.name, seat.title, node["roles"], node["weight"], node.get("stance", ""), met[0]]
    lines = [one.text for one in lines_of(found, seat)]
    return {**node, "label": phrases.listing(part for part in [*told, *lines] if part)}


def _stance(seat: Seat) -> dict[str, str]:
    source = "confirmed" if seat.stance_confirmed else "belief"
    mark = MARK["unknown" if seat.stance == "unknown" else source]
    word = codes.word(seat.stance, "stance")
    return {"stance": word, "mark": mark, "tone": tone(seat)}


def _chair(found: Map, chair: EmptyChair) -> dict[str, Any]:
    node = f"chair-{chair.key}"
    to = f"{links.url('seat-new', found.id)}?role={chair.key}&back=map"
    label = _("%(role)s: %(state)s") % {"role": chair.name, "state": codes.word("none", "cover")}
    return {
        "id": node, "chair": True, "name": chair.name, "title": codes.word("none", "cover"),
        "label": label, "url": to if found.may_edit else "", "dialog": True,
        **_place(found, node),
    }  # fmt: skip


def _seat_url(found: Map, seat: Seat) -> str:
    if found.may_edit:
        return f"{links.url('seat', seat.id)}?back=map"
    return links.url("contact", seat.contact_id) if seat.contact_id else ""


def _place(found: Map, node: str) -> dict[str, Any]:
    at = found.places.get(node)
    return {"x": at[0], "y": at[1]} if at else {}
