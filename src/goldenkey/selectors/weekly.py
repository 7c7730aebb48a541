"""The manager's weekly review: what changed since last week, and what wants a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from goldenkey.core.money import Money
from goldenkey.data import models as m
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import playbook
from goldenkey.selectors.danger import day_of, said_of

WEEK = timedelta(days=7)
MOST = 200
"""The most lines of a section; more than that is no review."""


@dataclass(frozen=True, slots=True)
class About:
    """The opportunity a line is about."""

    id: int
    name: str
    account: str
    owner: str
    money: Money


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of an opportunity since last week: each change as code, before, after."""

    about: About
    changes: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A warning, a gate let through, an answer or an open loss, with who and when."""

    about: About
    code: str
    text: str
    on: date
    by: str = ""
    reason: str = ""
    severity: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Weekly:
    """One week of the opportunities in scope."""

    since: date
    until: date
    moved: tuple[Moved, ...]
    warnings: tuple[Line, ...]
    overrides: tuple[Line, ...]
    answers: tuple[Line, ...]
    losses: tuple[Line, ...]


def weekly(actor: Actor, since: date | None = None) -> Weekly:
    """The seven days from `since`, by default those up to now."""
    actor.require("review.read")
    start = min(since or actor.today - WEEK, actor.today)
    end = min(start + WEEK, actor.today)
    begun, ended = _moment(actor, start), _moment(actor, end + timedelta(days=1))
    mine = scope.visible(actor, m.Opportunity).values("pk")
    return Weekly(
        since=start,
        until=end,
        moved=tuple(_moved(mine, begun, ended))[:MOST],
        warnings=_warnings(actor, mine, begun, ended),
        overrides=_overrides(actor, mine, begun, ended),
        answers=_answers(actor, mine),
        losses=_losses(actor, mine),
    )


def _moment(actor: Actor, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(actor.zone))


WATCHED = ("state", "stage", "amount_minor", "close_on", "owner_id", "chance")


def _moved(mine: Any, begun: datetime, ended: datetime) -> Iterator[Moved]:
    """Each opportunity whose first row of the week and last differ in what is watched."""
    rows = m.OpportunityHistory.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=begun), opportunity__in=mine, valid_from__lt=ended
    ).select_related("opportunity__account", "opportunity__owner", "owner")
    ordered: dict[int, list[m.OpportunityHistory]] = {}
    for row in rows.order_by("opportunity_id", "valid_from", "pk"):
        ordered.setdefault(row.opportunity_id, []).append(row)
    changed = ((held[-1].opportunity, _changes(held, begun)) for held in ordered.values())
    found = (Moved(_about(row), changes) for row, changes in changed)
    yield from sorted((one for one in found if one.changes), key=_weight)


def _weight(one: Moved) -> tuple[int, int, int]:
    codes = [code for code, _before, _after in one.changes]
    order = ("state", "new", "close_on", "stage", "amount", "owner", "chance")
    return min(order.index(code) for code in codes), -one.about.money.minor, one.about.id


def _changes(
    held: Sequence[m.OpportunityHistory], begun: datetime
) -> tuple[tuple[str, Any, Any], ...]:
    first, last = held[0], held[-1]
    if first.valid_from >= begun:
        return (("new", None, None),) if last.state == "open" else (("state", None, last.state),)
    pairs: list[tuple[str, Any, Any]] = [
        ("state", first.state, last.state),
        ("stage", (first.stage, first.phase), (last.stage, last.phase)),
        ("amount", _money(first), _money(last)),
        ("close_on", first.close_on, last.close_on),
        ("owner", first.owner.name, last.owner.name),
    ]
    fell = (first.chance or 0) - (last.chance or 0)
    if first.chance is not None and last.chance is not None and abs(fell) >= 10:
        pairs.append(("chance", first.chance, last.chance))
    return tuple((code, old, new) for code, old, new in pairs if old != new)


def _money(row: m.OpportunityHistory) -> Money:
    return Money(row.amount_minor, row.currency)


def _warnings(actor: Actor, mine: Any, begun: datetime, ended: datetime) -> tuple[Line, ...]:
    """Warnings of the week that still stand: new ones, and those that saw something new."""
    rows = m.OpenWarning.objects.filter(opportunity__in=mine, closed_at=None).exclude(
        severity="low"
    )
    new = rows.filter(opened_at__gte=begun, opened_at__lt=ended)
    more = rows.filter(
        opened_at__lt=begun, changes__at__gte=begun, changes__at__lt=ended
    ).distinct()
    lines = [_warning(actor, row, "new") for row in _with_names(new)]
    lines += [_warning(actor, row, "changed") for row in _with_names(more)]
    ranked = sorted(lines, key=lambda one: (one.severity != "high", -one.about.money.minor))
    return tuple(ranked[:MOST])


def _with_names(rows: Any) -> Any:
    return rows.select_related("opportunity__account", "opportunity__owner")[: MOST * 5]


def _warning(actor: Actor, row: m.OpenWarning, code: str) -> Line:
    return Line(
        _about(row.opportunity), code, _say(actor, row.opportunity, row.rule),
        day_of(actor, row.opened_at), severity=row.severity,
    )  # fmt: skip


def _overrides(actor: Actor, mine: Any, begun: datetime, ended: datetime) -> tuple[Line, ...]:
    rows = m.GateOverride.objects.filter(opportunity__in=mine, at__gte=begun, at__lt=ended)
    found = rows.select_related("opportunity__account", "opportunity__owner", "by")
    return tuple(
        Line(
            _about(row.opportunity), "back" if row.missing == ["backward"] else "override",
            _stage(actor, row.opportunity, row.stage), day_of(actor, row.at), row.by.name,
            row.reason,
        )
        for row in found.order_by("-at")[:MOST]
    )  # fmt: skip


def _answers(actor: Actor, mine: Any) -> tuple[Line, ...]:
    """Every warning that is quiet now, whenever it was answered."""
    rows = m.WarningAnswer.objects.filter(opportunity__in=mine, ended_at=None, archived_at=None)
    found = rows.select_related("opportunity__account", "opportunity__owner", "by")
    return tuple(
        Line(
            _about(row.opportunity), row.answer, _say(actor, row.opportunity, row.rule),
            day_of(actor, row.created_at), row.by.name, row.reason, until=row.until_on,
        )
        for row in found.order_by("-created_at")[:MOST]
    )  # fmt: skip


def _losses(actor: Actor, mine: Any) -> tuple[Line, ...]:
    """Losses that no second person has looked at."""
    rows = scope.visible(actor, m.Opportunity).filter(
        pk__in=mine, state="lost", review__isnull=True
    )
    found = rows.select_related("account", "owner").order_by("-closed_on", "-pk")
    return tuple(
        Line(_about(row), "loss", row.lost_to, row.closed_on or actor.today, reason=row.lost_reason)
        for row in found[:MOST]
    )


def _about(row: m.Opportunity) -> About:
    return About(row.pk, row.name, row.account.name, row.owner.name, row.money)


def _say(actor: Actor, row: m.Opportunity, rule: str) -> str:
    return said_of(playbook.compiled(row.playbook_version_id), rule, actor.language)


def _stage(actor: Actor, row: m.Opportunity, stage: str) -> str:
    book = playbook.compiled(row.playbook_version_id)
    named = next((s.name.say(actor.language) for s in book.stages if s.key == stage), stage)
    return named
