"""How an opportunity is: its warnings with evidence, what was answered, and the trend (M4.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from goldenkey.core import warnings
from goldenkey.core.playbook import Playbook
from goldenkey.core.snapshot import Snapshot
from goldenkey.data import models as m
from goldenkey.policies.actor import Actor
from goldenkey.selectors import room, room_parts, snapshots
from goldenkey.selectors.danger_shapes import (
    AnswerView,
    Danger,
    Evidence,
    Health,
    Past,
    TrendPoint,
)
from goldenkey.selectors.room_shapes import Room

__all__ = ["AnswerView", "Danger", "Evidence", "Health", "Past", "TrendPoint", "health"]
POINTS = 60
"""The most points of a trend."""


def health(actor: Actor, opportunity_id: int) -> Health:
    """Warnings with evidence, answers and history, and the chance over time."""
    found = room.room(actor, opportunity_id)
    seen = snapshots.opportunities(actor, [found.id])[found.id]
    judged = warnings.judge(seen) if found.live else warnings.Warned(())
    shown = shows(found)
    held = [w for w in judged.holding if shown(w.rule.id, seen.playbook)]
    facts = _facts(held)
    answers = answers_of(actor, found.id)
    past = tuple(p for p in past_of(actor, found.id, seen.playbook) if shown(p.rule, seen.playbook))
    open_now = {p.rule: p for p in past if p.closed_on is None}
    said = {a.rule: a for a in answers if not a.end}
    dangers = {
        w.rule.id: _danger(w, seen, actor.language, facts, open_now.get(w.rule.id), said)
        for w in held
    }
    quiet = {w.rule.id for w, _answer in judged.quiet}
    return Health(
        room=found,
        may_answer=found.live and "warning.answer" in found.may,
        standing=tuple(d for rule, d in dangers.items() if rule not in quiet),
        quiet=tuple(d for rule, d in dangers.items() if rule in quiet),
        past=past,
        trend=trend_of(actor, found.id),
    )


def shows(found: Room) -> Any:
    """Whether this reader may see a rule's warnings: some tell where somebody stands."""
    if "stakeholder.stance" in found.may:
        return lambda _rule, _book: True

    def show(rule: str, book: Playbook) -> bool:
        known = book.warning(rule)
        return known is None or not room_parts.tells_stance(known)

    return show


def trend_of(actor: Actor, opportunity_id: int) -> tuple[TrendPoint, ...]:
    """The chance day by day where it changed, oldest first; the last of a day counts."""
    rows = m.OpportunityHistory.objects.filter(
        opportunity_id=opportunity_id, chance__isnull=False
    ).order_by("valid_from", "pk")
    points: dict[date, TrendPoint] = {}
    for at, chance, confirmed in rows.values_list("valid_from", "chance", "chance_confirmed"):
        on = day_of(actor, at)
        points[on] = TrendPoint(on, chance or 0, confirmed or 0)
    kept: list[TrendPoint] = []
    for point in points.values():
        same = kept and (kept[-1].chance, kept[-1].confirmed) == (point.chance, point.confirmed)
        if not same:
            kept.append(point)
    return tuple(kept[-POINTS:])


def answers_of(actor: Actor, opportunity_id: int) -> tuple[AnswerView, ...]:
    """Everything that was answered to this opportunity's warnings, latest first."""
    rows = m.WarningAnswer.objects.filter(opportunity_id=opportunity_id, archived_at=None)
    return tuple(
        AnswerView(
            row.pk, row.version, row.rule, row.answer, row.until_on, row.reason, row.by.name,
            day_of(actor, row.created_at), row.end,
            day_of(actor, row.ended_at) if row.ended_at else None,
        )
        for row in rows.select_related("by").order_by("-created_at", "-pk")
    )  # fmt: skip


def past_of(actor: Actor, opportunity_id: int, book: Playbook) -> tuple[Past, ...]:
    """Every warning this opportunity ever had, latest first, with what was answered to it."""
    changed: dict[int, list[date]] = defaultdict(list)
    for pk, at in m.WarningChange.objects.filter(
        warning__opportunity_id=opportunity_id
    ).order_by("at").values_list("warning_id", "at"):  # fmt: skip
        changed[pk].append(day_of(actor, at))
    answers = answers_of(actor, opportunity_id)
    rows = m.OpenWarning.objects.filter(opportunity_id=opportunity_id)
    return tuple(
        _past(actor, row, book, tuple(changed[row.pk]), answers)
        for row in rows.order_by("-opened_at", "rule")
    )


def said_of(book: Playbook, rule: str, say: str) -> str:
    """A rule's sentence where nothing fills its braces: its id where it has any, or is gone."""
    known = book.warning(rule)
    text = known.say.say(say) if known else rule
    return text if "{" not in text else rule


def _past(
    actor: Actor, row: m.OpenWarning, book: Playbook, changed: tuple[date, ...],
    answers: Iterable[AnswerView],
) -> Past:  # fmt: skip
    opened = day_of(actor, row.opened_at)
    closed = day_of(actor, row.closed_at) if row.closed_at else None
    mine = (a for a in answers if a.rule == row.rule and a.on >= opened)
    return Past(
        row.rule, said_of(book, row.rule, actor.language), row.severity, opened, closed, changed,
        tuple(a for a in mine if closed is None or a.on <= closed),
    )  # fmt: skip


def _facts(held: Sequence[warnings.Warning]) -> Mapping[int, m.Fact]:
    wanted = {pk for w in held for pk in w.facts}
    return m.Fact.objects.in_bulk(wanted) if wanted else {}


def _danger(
    found: warnings.Warning, seen: Snapshot, say: str, facts: Mapping[int, m.Fact],
    standing: Past | None, said: Mapping[str, AnswerView],
) -> Danger:  # fmt: skip
    (view,) = room_parts.warning_views(seen, (found,), say)
    evidence = [_fact(facts[pk], seen.playbook, say) for pk in found.facts if pk in facts]
    people = {p.id: p for p in seen.people}
    evidence += [
        Evidence("person", pk, people[pk].name, on=people[pk].last_met_on)
        for pk in found.people
        if pk in people
    ]
    return Danger(
        view, tuple(evidence), standing.opened_on if standing else None,
        len(standing.changed_on) if standing else 0, said.get(found.rule.id),
    )  # fmt: skip


def _fact(row: m.Fact, book: Playbook, say: str) -> Evidence:
    known = book.fact(row.name)
    label = known.label.say(say) if known and known.label else row.name
    value = snapshots.typed(row.value, known.type.kind) if known else row.value
    if known and isinstance(value, str) and value in known.options:
        value = known.options[value].say(say)
    return Evidence(
        "fact", row.pk, label, value, row.observed_on, row.confirmed, row.activity_id, row.words
    )


def day_of(actor: Actor, at: datetime) -> date:
    """The day of business of an instant."""
    return at.astimezone(ZoneInfo(actor.zone)).date()
