"""Turns rows of lists into the ready texts that the shared pieces of pages are drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenkey.core.playbook import DOTS, PHASES
from goldenkey.selectors.opportunity import Column, Filters, OpportunityRow
from goldenkey.selectors.user import UserRow
from goldenkey.web import links as addresses
from goldenkey.web.shell import Dot
from goldenkey.wording import braces, codes, figures, languages, phrases

STATES = {"m": "met", "s": "stale", "n": "none", "a": "against", "t": "through", "?": "hidden"}
SEVERITY = {"high": "bad", "medium": "warn", "low": "calm"}
STALE_DAYS = 30
Choice = tuple[str, str, tuple[tuple[Any, str], ...], Any]


@languages.spoken
def dots_of(letters: str) -> tuple[Dot, ...]:
    """The four dots of a row, from their stored letters."""
    states = [STATES.get(letter, "none") for letter in letters.ljust(4, "n")]
    return tuple(dot(role, state) for role, state in zip(DOTS, states, strict=False))


def dot(role: str, state: str) -> Dot:
    """One dot with its letter, and the sentence a screen reader says."""
    label = phrases.labelled(codes.word(role, "standard_role"), codes.word(state, "cover"))
    drawn = "none" if state == "hidden" else state
    return Dot(codes.word(role, "dot"), drawn, label)  # type: ignore[arg-type]


@languages.spoken
def stage_time(days: int, usual: int) -> str:
    """Days in the stage beside what is usual."""
    return _("%(days)s (usual %(usual)s)") % {"days": figures.days(days), "usual": usual}


@languages.spoken
def moved(count: int) -> str:
    """How often the close date moved."""
    return ngettext("moved %(n)d time", "moved %(n)d times", count) % {"n": count}


def worst(row: OpportunityRow) -> str:
    """The worst warning as one says it; what would fill its braces is in the room."""
    return braces.fill(row.worst_warning, {}) if "{" not in row.worst_warning else ""


def warned(row: OpportunityRow) -> str:
    """How many warnings, and in one word how bad the worst is."""
    count = ngettext("%(n)d warning", "%(n)d warnings", row.warning_count) % {
        "n": row.warning_count
    }
    if row.worst_severity != "high":
        return count
    return f"{count} · {codes.word('high', 'severity')}"


def tone(severity: str) -> str:
    """The tone of a severity."""
    return SEVERITY.get(severity, "")


def next_of(row: OpportunityRow) -> str:
    """What comes next, or that nothing does."""
    if not row.next_step:
        return ""
    if row.next_step_on is None:
        return _("Next: %(what)s") % {"what": row.next_step}
    day = figures.short_day(row.next_step_on)
    return _("Next: %(day)s %(what)s") % {"day": day, "what": row.next_step}


def lacks(row: OpportunityRow) -> str:
    """How many criteria keep the gate shut."""
    return ngettext(
        "%(n)d thing missing to move on", "%(n)d things missing to move on", row.gate_missing
    ) % {"n": row.gate_missing}


@languages.spoken
def following(phase: str, state: str) -> tuple[tuple[str, str], ...]:
    """Where a card can be moved: one phase on."""
    place = PHASES.index(phase) + 1 if phase in PHASES else len(PHASES)
    if state not in ("open", "won"):
        return ()
    return tuple((p, codes.word(p, "phase")) for p in PHASES[place : place + 1])


def freshness(last: date | None, today: date) -> tuple[str, str]:
    """When somebody was last met, and the tone it is said in."""
    if last is None:
        return _("never met"), "bad"
    return figures.ago(last, today), "warn" if (today - last).days > STALE_DAYS else ""


@languages.spoken
def due(on: date | None, today: date) -> tuple[str, str]:
    """A day to come and its tone: passed, today, later, none."""
    if on is None:
        return _("no date"), "warn"
    late = (today - on).days
    if late > 0:
        return _("%(days)s overdue") % {"days": figures.days(late)}, "bad"
    if late == 0:
        return _("today"), "gold"
    return figures.short_day(on) if on.year == today.year else figures.day(on), ""


def narrowing(filters: Filters, people: tuple[UserRow, ...]) -> tuple[Choice, ...]:
    """The drop-downs above a list: name, label, what can be chosen, what is."""
    everybody = ("", _("Everybody"))
    return (
        ("phase", _("Stage"), codes.choices("phase", _("All stages")), filters.phase),
        ("state", _("State"), codes.choices("state", _("All states")), filters.state),
        ("owner", _("Salesperson"), (everybody, *((p.id, p.name) for p in people)),
         filters.owner_id or ""),
    )  # fmt: skip


def links(request: Any, columns: Iterable[Column]) -> dict[str, str]:
    """For each column longer than the board shows: where the rest is."""
    return {
        c.phase: _with(request, view="table", phase=c.phase)
        for c in columns
        if c.count > len(c.rows)
    }


def next_page(request: Any, cursor: str) -> str:
    """The address of the page after this one, with the same filters."""
    return _with(request, cursor=cursor) if cursor else ""


def url(name: str, *args: Any) -> str:
    """The address of a page, empty where there is no such page."""
    try:
        return addresses.url(name, *args)
    except NoReverseMatch:
        return ""


def _with(request: Any, **more: str) -> str:
    asked = request.GET.copy()
    asked.pop("cursor", None)
    for name, value in more.items():
        asked[name] = value
    return f"{request.path}?{asked.urlencode()}"
