"""Reads of opportunities: the table and the board."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateTimeField,
    Q,
    QuerySet,
    Sum,
)

from goldenkey.core.money import Money
from goldenkey.core.playbook import PHASES, SEVERITIES, Playbook
from goldenkey.data.models import OpenWarning, Opportunity
from goldenkey.data.prepared import One, kept
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.selectors import paging, playbook, room_parts
from goldenkey.selectors.paging import Page

CARDS = 20
COLUMNS = (
    "id", "name", "account__name", "owner__name", "phase", "stage", "stage_since", "state",
    "amount_minor", "currency", "close_on", "close_moves", "coverage", "warning_count",
    "worst_severity", "worst_rule", "worst_days", "gate_missing", "next_step", "next_step_on",
    "next_step_agreed", "playbook_version_id", "version", "created_at", "chance",
    "chance_confirmed", "owner_id", "team_id",
)  # fmt: skip
DOTS = 4
"""`coverage` holds four dots as they are, then four as they are with every stance unknown."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What lists and board are narrowed by: the same for both."""

    mine: bool = False
    phase: str = ""
    state: str = ""
    warned: bool = False
    owner_id: int | None = None
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """An opportunity as a row or a card shows it."""

    id: int
    version: int
    name: str
    account: str
    owner: str
    phase: str
    stage: str
    stage_days: int
    usual_days: int
    state: str
    money: Money
    close_on: date | None
    close_moves: int
    coverage: str
    warning_count: int
    worst_severity: str
    worst_warning: str
    worst_days: int | None
    gate_missing: int
    next_step: str
    next_step_on: date | None
    next_step_agreed: bool
    chance: int | None
    chance_confirmed: int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board: one phase, how many and how much, and the first cards."""

    phase: str
    count: int
    total: Money
    rows: tuple[OpportunityRow, ...]


def page(actor: Actor, filters: Filters, *, cursor: str = "") -> Page[OpportunityRow]:
    """Opportunities in scope, newest first."""
    actor.require("opportunity.read")
    after = paging.read(cursor) if cursor else None
    found = _asked(actor, filters, "page", lambda: _page(actor, filters, after=after is not None))
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found(*(after or ()))]
    return paging.of(rows).map(lambda row: _row(actor, row))


def board(actor: Actor, filters: Filters) -> tuple[Column, ...]:
    """Opportunities by phase, with counts and sums in the organisation's currency.

    The live ones, unless a state is asked for: then also where closed ones were won or lost.
    """
    actor.require("opportunity.read")
    found = _asked(actor, filters, "sums", lambda: _sums(actor, filters))
    totals = {phase: (count, total) for phase, count, total in found()}
    return tuple(_column(actor, filters, p, *totals.get(p, (0, 0))) for p in PHASES)


def _column(actor: Actor, filters: Filters, phase: str, count: int, total: int | None) -> Column:
    cards = _asked(actor, filters, "cards", lambda: _cards(actor, filters))
    found = cards(phase) if count else ()
    rows = tuple(_row(actor, dict(zip(COLUMNS, row, strict=True))) for row in found)
    return Column(phase, count, Money(total or 0, actor.currency), rows)


def _page(actor: Actor, filters: Filters, *, after: bool) -> QuerySet[Any, Any]:
    rows = _filtered(actor, filters)
    if after:
        at, pk = One(_OWN, DateTimeField()), One(_OWN + 1, BigIntegerField())
        rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=pk))
        rows = rows.filter(created_at__lte=at)  # lets both databases start in the index
    return rows.order_by("-created_at", "-pk").values_list(*COLUMNS)[: paging.SIZE + 1]


def _sums(actor: Actor, filters: Filters) -> QuerySet[Any, Any]:
    rows = _on_board(actor, filters).order_by().values("phase")
    summed = rows.annotate(count=Count("pk"), total=Sum("amount_org_minor"))
    return summed.values_list("phase", "count", "total")


def _cards(actor: Actor, filters: Filters) -> QuerySet[Any, Any]:
    rows = _on_board(actor, filters).filter(phase=One(_OWN, CharField()))
    return rows.order_by("-created_at", "-pk").values_list(*COLUMNS)[:CARDS]


def _on_board(actor: Actor, filters: Filters) -> QuerySet[Opportunity]:
    rows = _filtered(actor, filters)
    return rows if filters.state else rows.filter(live=True)


def _asked(
    actor: Actor, filters: Filters, what: str, build: Callable[[], QuerySet[Any, Any]]
) -> Callable[..., Iterable[tuple[Any, ...]]]:
    """A statement of this scope and these kinds of filters, to be asked for more values."""
    exact = _exact(actor, filters)
    shape = tuple(name for name, value in exact.items() if value)

    def ask(*more: Any) -> Iterable[tuple[Any, ...]]:
        key = ("opportunities", what, scope.key(actor), shape, filters.warned, len(more))
        return kept(key, build).rows(*exact.values(), *more)

    return ask


def _exact(actor: Actor, filters: Filters) -> dict[str, Any]:
    return {
        "phase": filters.phase,
        "state": filters.state,
        "owner_id": actor.user_id if filters.mine else filters.owner_id,
        "account_id": filters.account_id,
    }


_OWN = 4
"""The place after the values of the exact filters."""


def _filtered(actor: Actor, filters: Filters) -> QuerySet[Opportunity]:
    rows = scope.visible(actor, Opportunity)
    for place, (name, value) in enumerate(_exact(actor, filters).items()):
        if value:
            field = BigIntegerField() if name.endswith("_id") else CharField()
            rows = rows.filter(**{name: One(place, field)})
    return rows.filter(warning_count__gt=0) if filters.warned else rows


def _row(actor: Actor, row: dict[str, Any]) -> OpportunityRow:
    book = playbook.compiled(row["playbook_version_id"])
    stage = book.stage(row["stage"])
    worst = book.warning(row["worst_rule"]) if row["worst_rule"] else None
    open_to_me = actor.may("stakeholder.stance", _owned(row), kind="opportunity")
    if worst and not open_to_me and room_parts.tells_stance(worst):
        row = {**row, **_told_instead(actor, row["id"], book)}
        worst = book.warning(row["worst_rule"]) if row["worst_rule"] else None
    return OpportunityRow(
        id=row["id"],
        version=row["version"],
        name=row["name"],
        account=row["account__name"],
        owner=row["owner__name"],
        phase=row["phase"],
        stage=stage.name.say(actor.language),
        stage_days=(actor.today - row["stage_since"]).days,
        usual_days=stage.usual_days,
        state=row["state"],
        money=Money(row["amount_minor"], row["currency"]),
        close_on=row["close_on"],
        close_moves=row["close_moves"],
        coverage=row["coverage"][:DOTS] if open_to_me else row["coverage"][DOTS:],
        warning_count=row["warning_count"],
        worst_severity=row["worst_severity"],
        worst_warning=worst.say.say(actor.language) if worst else "",
        worst_days=row["worst_days"],
        gate_missing=row["gate_missing"],
        next_step=row["next_step"],
        next_step_on=row["next_step_on"],
        next_step_agreed=row["next_step_agreed"],
        chance=row["chance"],
        chance_confirmed=row["chance_confirmed"],
    )


def _told_instead(actor: Actor, pk: int, book: Playbook) -> dict[str, Any]:
    """What a list says of warnings where the worst would tell the reader a stance."""
    rows = OpenWarning.objects.filter(opportunity=pk, closed_at=None)
    told = [
        w for w in rows.order_by("pk")
        if (rule := book.warning(w.rule)) and not room_parts.tells_stance(rule)
    ]  # fmt: skip
    ranked = sorted(told, key=lambda w: (SEVERITIES.index(w.severity), w.since_on or date.max,
                                         w.rule))  # fmt: skip
    first = ranked[0] if ranked else None
    since = first.since_on if first else None
    return {
        "worst_rule": first.rule if first else "", "warning_count": len(told),
        "worst_severity": first.severity if first else "",
        "worst_days": (actor.today - since).days if since else None,
    }  # fmt: skip


def _owned(row: dict[str, Any]) -> Any:
    """Enough of a row to decide a right on it."""
    return SimpleNamespace(pk=row["id"], owner_id=row["owner_id"], team_id=row["team_id"])
