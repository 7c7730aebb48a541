"""Turns the merged map of a customer into what the browser draws."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from goldenkey.selectors.account_map import AccountMap, Part, Somebody
from goldenkey.selectors.map import REPORTS, Line
from goldenkey.web import links, present_map
from goldenkey.web.present import freshness
from goldenkey.wording import codes, phrases

__all__ = ["drawn", "freshness", "lines_of", "part", "stance_of"]

MIXED = "mixed"


def drawn(found: AccountMap, today: date) -> dict[str, Any]:
    """Everything the browser needs to draw; what is hidden from the reader is not in it."""
    return {
        "name": found.name, "account": _("Everybody we know there"), "save": "",
        "nodes": [_node(found, one, today) for one in found.people],
        "edges": [_edge(one) for one in found.lines],
        "words": {},
    }  # fmt: skip


def part(one: Part) -> str:
    """What somebody is in one opportunity, in words: “three lines: purchaser”."""
    roles = phrases.listing(one.roles) or _("no role yet")
    return phrases.labelled(one.opportunity, roles)


def stance_of(one: Somebody) -> str:
    """Where somebody stands over all opportunities; a contradiction is said as such."""
    if one.in_conflict:
        return _("for us in one, against us in another")
    if one.stances:
        return phrases.listing(codes.word(s, "stance") for s in one.stances)
    if all(p.stance is None for p in one.parts):
        return _("stance hidden")
    return codes.word("unknown", "stance")


def lines_of(found: AccountMap, one: Somebody) -> tuple[str, ...]:
    """The lines of one person, in words."""
    names = {p.id: p.name for p in found.people}
    told = []
    for line in found.lines:
        other = line.to_id if line.from_id == one.id else line.from_id
        if line.from_id == one.id or (line.kind == "conflicts" and line.to_id == one.id):
            told.append(present_map.said(line.kind, names[other]))
    return tuple(told)


def _node(found: AccountMap, one: Somebody, today: date) -> dict[str, Any]:
    met = freshness(one.last_met_on, today)
    roles = dict.fromkeys(role for p in one.parts for role in p.roles)
    stance = stance_of(one)
    told = [one.name, one.title, *map(part, one.parts), stance, met[0], *lines_of(found, one)]
    return {
        "id": f"seat-{one.id}", "chair": False, "name": one.name, "title": one.title,
        "roles": phrases.listing(roles) or _("no role yet"), "influence": one.influence,
        "met": met[0], "fresh": met[1] or "good", "stance": stance, "mark": _mark(one),
        "tone": _tone(one), "dialog": False,
        "url": links.url("contact", one.contact_id) if one.contact_id else "",
        "label": phrases.listing(part for part in told if part),
    }  # fmt: skip


def _tone(one: Somebody) -> str:
    if one.in_conflict:
        return "bad"
    return present_map.STANCE.get(one.stances[0], "") if len(one.stances) == 1 else ""


def _mark(one: Somebody) -> str:
    if one.in_conflict:
        return "!"
    if not one.stances:
        return present_map.MARK["unknown"]
    sure = all(p.stance_confirmed for p in one.parts if p.stance not in (None, "unknown"))
    return present_map.MARK["confirmed" if sure else "belief"]


def _edge(one: Line) -> dict[str, Any]:
    ends = (one.to_id, one.from_id) if one.kind == REPORTS else (one.from_id, one.to_id)
    return {"kind": one.kind, "from": f"seat-{ends[0]}", "to": f"seat-{ends[1]}"}
