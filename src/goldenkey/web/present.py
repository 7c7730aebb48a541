"""Turns what selectors return into the ready texts that the shared pieces of pages are drawn from."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenkey.core.playbook import DOTS
from goldenkey.selectors.opportunity import OpportunityRow
from goldenkey.selectors.room import CriterionView, Room, WarningView
from goldenkey.web.shell import Dot, GateRow, Leg, Step, WarningRow
from goldenkey.wording import braces, codes, figures

STATES = {"m": "met", "s": "stale", "n": "none", "a": "against", "t": "through"}
GATE = {"true": "yes", "false": "no", "unknown": "unknown"}


def dots_of(letters: str) -> tuple[Dot, ...]:
    """The four dots of a row, from their stored letters."""
    states = [STATES.get(letter, "none") for letter in letters.ljust(4, "n")]
    return tuple(dot(role, state) for role, state in zip(DOTS, states, strict=False))


def dot(role: str, state: str) -> Dot:
    """One dot with its letter, and the sentence a screen reader says."""
    label = _("%(role)s: %(state)s") % {
        "role": codes.word(role, "standard_role"),
        "state": codes.word(state, "cover"),
    }
    return Dot(codes.word(role, "dot"), state, label)  # type: ignore[arg-type]


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


def warning_row(room: Room, found: WarningView) -> WarningRow:
    """A warning as a sentence, how long it has been so, why we think so, one thing to do."""
    return WarningRow(
        text=braces.fill(found.say, found.params),
        severity=found.severity,  # type: ignore[arg-type]
        since=figures.days(found.days),
        because=braces.fill(found.because, found.params),
        do_label=_do(found),
        do_url=_do_url(room, found),
    )


def gate_row(room: Room, criterion: CriterionView) -> GateRow:
    """A criterion: does it hold, and who can supply what is missing (M3.7)."""
    who = _(", ").join(f"{a.name}（{a.title}）" if a.title else a.name for a in criterion.ask[:2])
    detail = _("%(who)s can tell") % {"who": who} if who else ""
    if criterion.value == "unknown" and criterion.evidence == "confirmed":
        detail = _("the customer's own word is needed") + (f" · {detail}" if detail else "")
    holds = criterion.value == "true"
    return GateRow(
        text=criterion.say,
        state=GATE[criterion.value],  # type: ignore[arg-type]
        detail="" if holds else detail,
        do_label="" if holds or not criterion.fields else _("Fill in"),
        do_url=reverse("criterion", args=[room.id, criterion.id]) if criterion.fields else "",
    )


def stage_time(row: OpportunityRow) -> str:
    """Days in the stage beside what is usual."""
    return _("%(days)s (usual %(usual)s)") % {
        "days": figures.days(row.stage_days),
        "usual": row.usual_days,
    }


def moved(count: int) -> str:
    """How often the close date moved."""
    return ngettext("moved %(n)d time", "moved %(n)d times", count) % {"n": count}


def freshness(last: date | None, today: date) -> tuple[str, str]:
    """When somebody was last met, and the tone it is said in."""
    if last is None:
        return _("never met"), "bad"
    tone = "warn" if (today - last).days > 30 else ""
    return figures.ago(last, today), tone


def _do(found: WarningView) -> str:
    label = braces.fill(found.do, found.params) if found.do else ""
    if found.through and found.person and found.through.id != found.person.id:
        return _("Ask %(guide)s to introduce %(person)s") % {
            "guide": found.through.name,
            "person": found.person.name,
        }
    if label:
        return label
    return _("Meet %(person)s") % {"person": found.person.name} if found.person else _("Log it")


def _do_url(room: Room, found: WarningView) -> str:
    if found.do_kind in ("step", "plan", "date"):
        return reverse("step-new", args=[room.id])
    return f"{reverse('activity-new')}?opportunity={room.id}"
