"""Turns the opportunity room into the ready texts that its page and forms are drawn from."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from goldenkey.selectors.activity import Result
from goldenkey.selectors.listed import RivalRow
from goldenkey.selectors.room import Reason, Room, Seat
from goldenkey.selectors.timeline import Event
from goldenkey.web import links
from goldenkey.web.present import SEVERITY, dot, due, freshness, moved, stage_time, tone, url
from goldenkey.web.present_gate import contract_url, gate_row, missing, said, warning_row
from goldenkey.web.shell import Dot, Leg, Step
from goldenkey.wording import codes, figures, phrases

__all__ = [
    "SEVERITY", "contract_url", "dot", "due", "freshness", "gate_row", "missing", "moved", "said",
    "stage_time", "tone", "url", "warning_row",
]  # fmt: skip

UNKNOWN_SEAT = dict.fromkeys(("power", "influence", "reach", "stance", "access"), "unknown")
SEAT_FIELDS = (
    "power", "influence", "stance", "stance_confirmed", "access", "reports_to_id", "our_user_id",
    "interests", "reached_through", "reach", "outside", "adaptability", "version",
)  # fmt: skip
OUTCOME = {"advance": "good", "order": "good", "continuation": "warn", "no_sale": "bad"}


def road(room: Room) -> tuple[Leg, ...]:
    """Our stages, each with the customer's steps that belong under it (M0.4)."""
    starts = [stage.presumes for stage in room.stages]
    ends = [*starts[1:], len(room.buying_steps)]
    first = 0
    legs = []
    for stage, end in zip(room.stages, ends, strict=True):
        last = max(first, end)
        steps = tuple(Step(s.name, s.state) for s in room.buying_steps[first:last])  # type: ignore[arg-type]
        legs.append(Leg(stage.name, stage.state, steps))  # type: ignore[arg-type]
        first = last
    return tuple(legs)


def road_note(room: Room) -> str:
    """Whether we run ahead of the customer, or do not know where he is."""
    if not room.buying_step:
        return _("where the customer stands is not known yet")
    if not room.steps_behind:
        return ""
    ours = next(s.name for s in room.stages if s.state == "now")
    theirs = next((s.name for s in room.buying_steps if s.state == "now"), "")
    return _("we are at “%(ours)s”, the customer still at “%(theirs)s”") % {
        "ours": ours, "theirs": theirs,
    }  # fmt: skip


def reason(one: Reason) -> str:
    """Why the chance is what it is: what it is about, and how it stands."""
    _chance, kind, *rest = one.code.split(".")
    state = rest[0] if rest else kind
    words = {
        "role": "cover", "criterion": "truth", "need": "met", "rival": "place", "favour": "truth",
    }  # fmt: skip
    about = one.about or codes.word(kind, "chance")
    said = codes.word(state, words.get(kind, "chance"))
    return about if about == said else phrases.labelled(about, said)


def dots(room: Room) -> tuple[Dot, ...]:
    """The four dots of the room."""
    return tuple(dot(d.role, d.state) for d in room.dots)


def weight(seat: Seat) -> str:
    """Whether he decides, and how much his word weighs."""
    parts = []
    if seat.power != "unknown":
        parts.append(codes.word(seat.power, "power"))
    if seat.influence != "unknown":
        level = codes.word(seat.influence, "influence")
        parts.append(_("influence: %(level)s") % {"level": level})
    return " · ".join(parts) or _("influence unknown")


def stance(m: Any, seat: Seat) -> Any:
    """Where he stands, and whether he said so himself; hidden where the reader may not know."""
    if seat.stance is None:
        return m.tag(_("hidden"))
    source = "confirmed" if seat.stance_confirmed else "belief"
    return m.fact(
        codes.word(seat.stance, "stance"), "unknown" if seat.stance == "unknown" else source
    )


def meaning(found: Result) -> str:
    """What the outcome means, as one would say it to the salesperson (M5.11)."""
    day = figures.day(found.agreed_by_on)
    said = {
        "order": _("The order is placed. Now the contract: get it signed by who decides."),
        "advance": _("The customer agreed to act by %(day)s: %(what)s"),
        "continuation": _(
            "Nothing was agreed with a day. Next time ask for one small step, and by when."
        ),
        "no_sale": _(
            "The customer refused. Find out whether it is the need, the price or the person."
        ),
    }[found.outcome]
    return said % {"day": day, "what": found.agreed_what} if found.outcome == "advance" else said


def hidden_fields(room: Room) -> frozenset[str]:
    """Fields of a seat the reader may not see or set."""
    hidden = frozenset[str]()
    if "stakeholder.stance" not in room.may:
        hidden |= {"stance", "stance_confirmed"}
    return hidden if "contact.personal" in room.may else hidden | {"interests", "adaptability"}


def seat_initial(seat: Seat) -> dict[str, Any]:
    """A seat as its form starts."""
    return {"roles": list(seat.role_keys)} | {n: getattr(seat, n) for n in SEAT_FIELDS}


def rivals(room: Room) -> tuple[str, ...]:
    """The rivals by name, each once."""
    return tuple(dict.fromkeys(r.name for r in room.rivals))


def place_of(room: Room, name: str, need: Any) -> RivalRow | None:
    """Our place against a rival in one need, or as a whole."""
    wanted = int(need) if str(need).isdecimal() else None
    return next((r for r in room.rivals if r.name == name and r.need_id == wanted), None)


def rival_initial(name: str, need: str, held: RivalRow | None) -> dict[str, Any]:
    """A place as its form starts."""
    touch = {True: "yes", False: "no"}.get(held.in_touch_with_decider, "unknown") if held else ""  # type: ignore[arg-type]
    place = str(held.position) if held and held.position is not None else ""
    return {
        "name": name, "need_id": need, "position": place,
        "in_touch_with_decider": touch or "unknown",
        "confirmed": held.confirmed if held else False,
    }  # fmt: skip


def rival_url(room: Room, name: str, need_id: int | None = None) -> str:
    """Where to say how we stand."""
    asked = {"name": name} | ({"need": str(need_id)} if need_id else {})
    return f"{links.url('rival', room.id)}?{urlencode(asked)}"


def event_tag(event: Event) -> str:
    """What kind of event."""
    return codes.word(event.kind, "event" if event.kind in _KEPT else "activity_kind")


def event_text(room: Room, event: Event) -> str:
    """What happened, in a line."""
    names = {s.key: s.name for s in room.stages}
    if event.kind in ("moved", "override", "back"):
        stage = names.get(event.detail, event.detail)
        return phrases.labelled(stage, phrases.quoted(event.words)) if event.words else stage
    if event.kind == "state":
        return codes.word(event.detail, "state")
    if event.kind == "opened":
        return codes.word(event.detail, "phase")
    return event.words or event.detail


def met_said(event: Event) -> str:
    """Whom we met and what was said."""
    names = phrases.listing(event.people)
    return phrases.labelled(names, event.words) if names and event.words else names or event.words


def event_tone(event: Event) -> str:
    """The tone of an event on the timeline."""
    kept = {"moved": "gold", "override": "warn", "back": "warn", "state": "gold"}
    return OUTCOME.get(event.outcome) or kept.get(event.kind, "")


_KEPT = frozenset({"opened", "moved", "state", "close_date", "override", "back", "file"})


def size(count: int) -> str:
    """The size of a file."""
    kilobytes = max(1, count // 1000)
    return f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{kilobytes} KB"
