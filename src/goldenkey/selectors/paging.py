"""Keyset pages: a cursor names the last row seen, never an offset."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from goldenkey.policies.errors import Refused

T = TypeVar("T")
R = TypeVar("R")
M = TypeVar("M", bound=Model)
SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Rows of one page and the cursor of the next one ("" at the end)."""

    rows: tuple[T, ...]
    next: str = ""

    def map(self, change: Callable[[T], R]) -> Page[R]:
        """The same page with each row changed."""
        return Page(tuple(change(row) for row in self.rows), self.next)


def newest_first(
    rows: QuerySet[M, Any], cursor: str, *, size: int = SIZE, on: str = "created_at"
) -> Page[Any]:
    """A page by (`on` desc, id desc); raises Refused for a cursor we did not make."""
    if cursor:
        at, pk = read(cursor)
        rows = rows.filter(Q(**{f"{on}__lt": at}) | Q(**{on: at, "pk__lt": pk}))
        rows = rows.filter(**{f"{on}__lte": at})  # lets both databases start in the index
    return of(list(rows.order_by(f"-{on}", "-pk")[: size + 1]), size=size, on=on)


def oldest_first(rows: QuerySet[M, Any], cursor: str, *, on: str, size: int = SIZE) -> Page[Any]:
    """A page by (`on`, id), the oldest first; raises Refused for a cursor we did not make."""
    if cursor:
        at, pk = read(cursor)
        rows = rows.filter(Q(**{f"{on}__gt": at}) | Q(**{on: at, "pk__gt": pk}))
        rows = rows.filter(**{f"{on}__gte": at})  # lets both databases start in the index
    return of(list(rows.order_by(on, "pk")[: size + 1]), size=size, on=on)


def of(found: Sequence[Any], *, size: int = SIZE, on: str = "created_at") -> Page[Any]:
    """A page of rows that were asked for with one more than its size."""
    more = found[size - 1] if len(found) > size else None
    return Page(tuple(found[:size]), write(_at(more, on), _pk(more)) if more else "")


def _at(row: Any, on: str) -> Any:
    return row[on] if isinstance(row, dict) else getattr(row, on)


def _pk(row: Any) -> int:
    return int(row["id"] if isinstance(row, dict) else row.pk)


def write(at: Any, pk: int) -> str:
    """The cursor that names a row."""
    text = json.dumps([at.isoformat(), pk])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str) -> tuple[datetime, int]:
    """What a cursor names: the instant and id of the last row seen; raises Refused."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        at, pk = json.loads(base64.urlsafe_b64decode(padded.encode()))
        return datetime.fromisoformat(at), int(pk)
    except (ValueError, TypeError):
        raise Refused("bad_cursor", field="cursor") from None
