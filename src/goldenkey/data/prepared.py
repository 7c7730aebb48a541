"""A query whose SQL is made once: Django spends more on making a statement than a database on it.

`Prepared` takes a function that builds a queryset from placeholders; asked again, it sends the
same statement with other values. Results pass through Django's own converters.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL, Value

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where the value of an argument goes."""

    place: int
    ids: bool = False


class One(Value):
    """A placeholder for one value of a type, by the place of its argument."""

    def __init__(self, place: int, field: models.Field[Any, Any]) -> None:
        super().__init__(_Slot(place), output_field=field)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A placeholder that keeps its slot, whatever its type would make of a value."""
        return "%s", [self.value]


def ids(place: int) -> RawSQL:
    """A placeholder for a list of ids, for `…__in`."""
    slot = _Slot(place, ids=True)
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [slot])
    return RawSQL("SELECT value FROM json_each(%s)", [slot])


@dataclass(frozen=True, slots=True)
class _Made:
    sql: str
    params: tuple[Any, ...]
    compiler: Any
    fields: tuple[str, ...]


class Prepared(Generic[T]):
    """One statement, made at first use for the database in use."""

    def __init__(self, build: Callable[[], QuerySet[Any, T]]) -> None:
        self._build = build
        self._made: dict[str, _Made] = {}

    def rows(self, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows as tuples, in the order of `values_list`."""
        made = self._made.get(connection.vendor) or self._make()
        with connection.cursor() as cursor:
            cursor.execute(made.sql, [_filled(p, values) for p in made.params])
            found = cursor.fetchall()
        rows: Iterator[tuple[Any, ...]] = made.compiler.results_iter(
            results=[found], tuple_expected=True
        )
        return rows

    def instances(self, model: type[models.Model], *values: Any) -> list[Any]:
        """The rows as instances of a model all of whose own columns were asked for."""
        made = self._made.get(connection.vendor) or self._make()
        return [model.from_db(connection.alias, made.fields, r) for r in self.rows(*values)]

    def _make(self) -> _Made:
        query = self._build().query
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        model: Any = query.model
        fields = tuple(f.attname for f in model._meta.concrete_fields)
        made = self._made[connection.vendor] = _Made(sql, tuple(params), compiler, fields)
        return made


def _filled(param: Any, values: Sequence[Any]) -> Any:
    if not isinstance(param, _Slot):
        return param
    value = values[param.place]
    if not param.ids:
        return value
    return list(value) if connection.vendor == "postgresql" else json.dumps(list(value))
