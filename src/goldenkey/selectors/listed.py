"""Needs, rivals, next steps and what stands beside: short lists, read in one statement.

They are small, always wanted together (room, snapshot), and a statement costs more than its rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    F,
    IntegerField,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from goldenkey.data import models as m
from goldenkey.data.prepared import Prepared, ids
from goldenkey.selectors import beside

COLUMNS = (
    "kind", "row_id", "of_id", "row_version", "text", "flag", "mark", "number", "day", "other_id",
    "sure",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need and how well it is met."""

    id: int
    version: int
    words: str
    explicit: bool
    met: str
    met_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class RivalRow:
    """A rival and our place against it: as a whole, or for one need."""

    id: int
    version: int
    name: str
    position: int | None
    in_touch_with_decider: bool | None
    need_id: int | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class StepRow:
    """A next step still to do."""

    id: int
    version: int
    what: str
    due_on: date | None
    agreed: bool


@dataclass(slots=True)
class Listed:
    """The short lists of one opportunity."""

    needs: list[NeedRow] = field(default_factory=list)
    rivals: list[RivalRow] = field(default_factory=list)
    steps: list[StepRow] = field(default_factory=list)
    beside: beside.Beside = field(default_factory=beside.Beside)


def of_opportunities(wanted: Sequence[int], today: date) -> Mapping[int, Listed]:
    """The lists by opportunity: needs, rivals as entered, steps by date, undated ones last."""
    found: dict[int, Listed] = defaultdict(Listed)
    for row in sorted(
        _ALL.rows(wanted, today), key=lambda r: (r[0], r[8] is None, r[8] or date.min, r[1])
    ):
        _put(found[row[2]], row)
    return found


def _put(one: Listed, row: tuple[Any, ...]) -> None:
    kind, pk, _of, version, text, flag, mark, number, day, other, sure = row
    if kind == "need":
        one.needs.append(NeedRow(pk, version, text, bool(flag), mark, bool(sure)))
    elif kind == "rival":
        one.rivals.append(RivalRow(pk, version, text, number, flag, other, bool(sure)))
    elif kind == "step":
        one.steps.append(StepRow(pk, version, text, day, bool(flag)))
    else:
        one.beside.put(beside.Row(kind, pk, _of, text, mark, number, day, other))


def _needs() -> QuerySet[Any, Any]:
    rows = m.Need.objects.filter(opportunity__in=ids(0), archived_at=None)
    return columns(
        rows, "need", row_version=F("version"), text=F("words"), flag=F("explicit"),
        mark=F("met"), sure=F("met_confirmed"),
    )  # fmt: skip


def _rivals() -> QuerySet[Any, Any]:
    rows = m.CompetitorPosition.objects.filter(opportunity__in=ids(0), archived_at=None)
    return columns(
        rows, "rival", row_version=F("version"), text=F("name"),
        flag=F("in_touch_with_decider"), number=F("position"), other_id=F("need_id"),
        sure=F("confirmed"),
    )  # fmt: skip


def _steps() -> QuerySet[Any, Any]:
    rows = m.NextStep.objects.filter(opportunity__in=ids(0), archived_at=None, done_at=None)
    return columns(
        rows, "step", row_version=F("version"), text=F("what"), flag=F("agreed"), day=F("due_on")
    )


def columns(rows: QuerySet[Any], kind: str, **given: Any) -> QuerySet[Any, Any]:
    """The same columns for each table; what one lacks is empty, of the right type."""
    empty: dict[str, Any] = {
        "row_id": F("pk"),
        "of_id": F("opportunity_id"),
        "row_version": Value(0, IntegerField()),
        "text": Value("", CharField()),
        "mark": Value("", CharField()),
        "number": Cast(Value(None), BigIntegerField()),
        "day": Cast(Value(None), DateField()),
        "flag": Cast(Value(None), BooleanField()),
        "sure": Value(False, BooleanField()),
        "other_id": Cast(Value(None), BigIntegerField()),
    }
    named = {f"l_{n}": v for n, v in {"kind": Value(kind, CharField()), **empty, **given}.items()}
    found: QuerySet[Any, Any] = rows.order_by().annotate(**named)
    return found.values_list(*(f"l_{name}" for name in COLUMNS))


_ALL = Prepared(lambda: _needs().union(_rivals(), _steps(), *beside.parts(columns), all=True))
