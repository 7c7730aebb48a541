"""A query whose SQL is made once: Django spends more on making a statement than a database on it.

`Prepared` takes a function that builds a queryset from placeholders; asked again, it sends the
same statement with other values. Results pass through Django's own converters.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL, Value
from django.db.models.query import get_related_populators

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
    """A statement ready to be sent, and how to make model instances of its rows."""

    sql: str
    params: tuple[Any, ...]
    compiler: Any
    converters: Any
    own: slice
    fields: tuple[str, ...]
    related: tuple[Any, ...]


class Prepared(Generic[T]):
    """One statement, made at first use for the database in use."""

    def __init__(self, build: Callable[[], QuerySet[Any, T]]) -> None:
        self._build = build
        self._made: dict[str, _Made] = {}

    def rows(self, *values: Any) -> Iterable[tuple[Any, ...]]:
        """The rows as tuples, in the order of `values_list`."""
        own = connections[DEFAULT_DB_ALIAS]
        made = self._made.get(own.vendor) or self._make()
        with own.cursor() as cursor:
            cursor.execute(made.sql, [_filled(p, values, own) for p in made.params])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        if not made.converters:
            return found
        return map(tuple, made.compiler.apply_converters(found, made.converters))

    def instances(self, *values: Any) -> list[Any]:
        """The rows as instances of the model, with what `select_related` brought."""
        made = self._made.get(connection.vendor) or self._make()
        return [_instance(made, row) for row in self.rows(*values)]

    def _make(self) -> _Made:
        compiler: Any = self._build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        info, own = compiler.klass_info, slice(0)
        if info:
            own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        fields = tuple(column[0].target.attname for column in compiler.select[own]) if info else ()
        related = _related(info, compiler.select, connection.alias) if info else ()
        selected = [expression for expression, _, _ in compiler.select]
        converters = compiler.get_converters(selected)
        made = _Made(sql, tuple(params), compiler, converters, own, fields, tuple(related))
        self._made[connection.vendor] = made
        return made


_related: Any = get_related_populators


def _instance(made: _Made, row: tuple[Any, ...]) -> Any:
    model = made.compiler.klass_info["model"]
    one = model.from_db(connection.alias, made.fields, row[made.own])
    for populator in made.related:
        populator.populate(row, one)
    return one


_KEPT: OrderedDict[Any, Prepared[Any]] = OrderedDict()
_MOST_KEPT = 1000


def kept(key: Any, build: Callable[[], QuerySet[Any, Any]]) -> Prepared[Any]:
    """The statement for a key, made when first asked for; those longest unused are let go."""
    found = _KEPT.pop(key, None) or Prepared(build)
    _KEPT[key] = found
    if len(_KEPT) > _MOST_KEPT:
        _KEPT.popitem(last=False)
    return found


def _filled(param: Any, values: Sequence[Any], own: Any) -> Any:
    if not isinstance(param, _Slot):
        return param
    value = values[param.place]
    if param.ids:
        return list(value) if own.vendor == "postgresql" else json.dumps(list(value))
    if isinstance(value, datetime):
        return own.ops.adapt_datetimefield_value(value)
    return own.ops.adapt_datefield_value(value) if isinstance(value, date) else value
