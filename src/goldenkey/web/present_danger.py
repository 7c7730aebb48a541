"""Turns warnings, their history and what is learned from them into what one reads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenkey.core.money import Money
from goldenkey.core.replay import Record
from goldenkey.selectors.danger import AnswerView, Danger, Evidence, Health, Past, TrendPoint
from goldenkey.selectors.replay import Entry, Visible
from goldenkey.selectors.weekly import Line
from goldenkey.web import links, present, present_gate, present_room
from goldenkey.wording import braces, codes, figures, phrases

WIDE, HIGH, LEFT, TOP = 560, 120, 34, 10
GAP = 20
"""From so many points on, belief runs ahead of what was confirmed."""

said, tone, reason = present_gate.said, present.tone, present_room.reason
warning_row = present_gate.warning_row


def gap(found: Health) -> tuple[str, str]:
    """The gap between belief and what was confirmed, named; and its tone."""
    if not found.room.live:
        return _("Closed: the chance is settled."), "calm"
    if found.gap > GAP:
        return _(
            "%(gap)s points of our confidence rest on belief alone. "
            "Let the customer confirm the largest of them first."
        ) % {"gap": found.gap}, "warn"
    if found.gap > 0:
        return _("%(gap)s points rest on belief: little.") % {"gap": found.gap}, "good"
    return _("All of it was confirmed by the customer."), "good"


def trend_said(trend: tuple[TrendPoint, ...]) -> str:
    """Where the chance came from, in one sentence."""
    if len(trend) < 2:
        return _("The chance has not moved since it was first counted.")
    first, last = trend[0], trend[-1]
    params = {"day": figures.day(first.on), "old": first.chance, "new": last.chance}
    if last.chance > first.chance:
        return _("Since %(day)s it rose from %(old)s%% to %(new)s%%.") % params
    if last.chance < first.chance:
        return _("Since %(day)s it fell from %(old)s%% to %(new)s%%.") % params
    return _("It stands where it stood on %(day)s: %(new)s%%.") % params


def line_of(trend: tuple[TrendPoint, ...], which: str) -> str:
    """The points of a line as SVG wants them; the day sets the place, the percent the height."""
    if len(trend) < 2:
        return ""
    first, last = trend[0].on.toordinal(), trend[-1].on.toordinal()
    span = max(1, last - first)
    points: list[str] = []
    for one in trend:
        x = LEFT + (WIDE - LEFT - 6) * (one.on.toordinal() - first) / span
        y = TOP + (HIGH - 2 * TOP) * (100 - getattr(one, which)) / 100
        points.append(f"{x:.1f},{y:.1f}")
    return " ".join(points)


def since(one: Danger) -> str:
    """How long it has been so, and since when we know."""
    days = figures.days(one.warning.days)
    if one.opened_on is None:
        return days
    told = _("warned since %(day)s") % {"day": figures.day(one.opened_on)}
    return f"{days} · {told}"


def changed(count: int) -> str:
    """How often it saw something new."""
    return ngettext("saw something new %(n)d time", "saw something new %(n)d times", count) % {
        "n": count
    }


def evidence(one: Evidence, room_id: int) -> tuple[str, str, str]:
    """A piece of evidence: what it says, where it leads, and its mark."""
    if one.kind == "person":
        met = figures.day(one.on) if one.on else ""
        told = _("last met %(day)s") % {"day": met} if met else _("never met")
        return phrases.noted(one.label, told), links.url("opportunity", room_id) + "#committee", ""
    value = phrases.labelled(one.label, braces.shown(one.value))
    text = phrases.noted(value, figures.day(one.on))
    where = links.url("activity", one.activity_id) if one.activity_id else ""
    return text, where, "confirmed" if one.confirmed else "belief"


def answer(one: AnswerView) -> str:
    """Who put it off or dismissed it, and until when."""
    params = {"who": one.by, "on": figures.day(one.on), "until": figures.day(one.until_on)}
    if one.answer == "snooze":
        return _("%(who)s put it off on %(on)s, until %(until)s") % params
    return _("%(who)s dismissed it on %(on)s") % params


def ended(one: AnswerView) -> str:
    """Why an answer holds no more."""
    if not one.end:
        return _("holds")
    word = codes.word(one.end, "answer_end")
    return phrases.noted(word, figures.day(one.ended_on)) if one.ended_on else word


def stood(one: Past) -> str:
    """From when to when a warning stood."""
    start = figures.day(one.opened_on)
    if one.closed_on is None:
        return _("since %(day)s") % {"day": start}
    return _("%(start)s to %(end)s") % {"start": start, "end": figures.day(one.closed_on)}


def done(one: Visible) -> str:
    """What was done while it stood."""
    parts = [codes.word(said, "warning_answer") for said in one.done]
    if one.contacts:
        parts.append(
            ngettext("%(n)d contact", "%(n)d contacts", one.contacts) % {"n": one.contacts}
        )
    return phrases.listing(parts) or _("nothing")


def entry_word(one: Entry) -> str:
    """What kind of line it is."""
    for kind in ("replay_event", "event", "activity_kind"):
        word = codes.word(one.kind, kind)
        if word != one.kind:
            return word
    return one.kind


def entry_text(one: Entry) -> str:
    """What a line of the timeline says."""
    if one.kind in ("moved", "opened"):
        return codes.word(one.detail, "phase")
    if one.kind == "state":
        return codes.word(one.detail, "state")
    if one.kind == "fact":
        source = _("confirmed") if one.detail == "confirmed" else _("our belief")
        return phrases.noted(one.words, source)
    if one.detail and one.kind.startswith("warning_"):
        return phrases.labelled(one.words, one.detail)
    return one.words or (codes.word(one.detail, "outcome") if one.detail else "")


def entry_tone(one: Entry) -> str:
    """The tone of a line."""
    if one.kind == "warning_opened":
        return tone(one.severity)
    tones = {"warning_closed": "good", "warning_snooze": "warn", "warning_dismiss": "warn"}
    return tones.get(one.kind, "")


def rate(value: float | None) -> str:
    """A rate in percent; a dash where there are too few cases for one."""
    return "—" if value is None else f"{value:.0%}"


def of(part: int, whole: int) -> str:
    """So many of so many."""
    return _("%(part)s of %(whole)s") % {"part": part, "whole": whole}


def verdict(one: Record) -> tuple[str, str]:
    """What the record says of a rule, and its tone."""
    if one.precision is None:
        return _("too few cases"), ""
    if one.useless:
        return _("tells nothing: retire it"), "bad"
    return _("tells of losses"), "good"


def change(code: str, old: Any, new: Any) -> str:
    """What changed, from what to what."""
    if code == "new":
        return codes.word("new", "weekly_change")
    label = codes.word(code, "weekly_change")
    now = _shown(code, new)
    if old is None:
        return phrases.labelled(label, now)
    return phrases.labelled(label, _("%(old)s → %(new)s") % {"old": _shown(code, old), "new": now})


def _shown(code: str, value: Any) -> str:
    if value is None:
        return "—"
    if code == "state":
        return codes.word(value, "state")
    if code == "stage":
        return codes.word(value[1], "phase")
    if isinstance(value, Money):
        return figures.compact(value)
    if code == "chance":
        return f"{value}%"
    return figures.day(value) if code == "close_on" else str(value)


def change_tone(code: str, old: Any, new: Any) -> str:
    """Good, bad or neither."""
    if code == "state":
        return {"won": "good", "lost": "bad", "dropped": "warn"}.get(new, "")
    if code in ("amount", "chance") and old is not None and new is not None:
        value = (old.minor, new.minor) if isinstance(old, Money) else (old, new)
        return "bad" if value[1] < value[0] else "good"
    if code == "close_on" and old and new:
        return "warn" if new > old else "good"
    return ""


def line_meta(one: Line) -> str:
    """When, by whom and until when."""
    parts = [figures.day(one.on), one.by]
    if one.until:
        parts.append(_("until %(day)s") % {"day": figures.day(one.until)})
    return " · ".join(part for part in parts if part)
