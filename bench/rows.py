"""Fast loading: COPY into a model's table, columns not given taking the model's defaults."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def load(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> int:
    """Copy rows into the table; return how many. Ids are given or follow the sequence."""
    return load_table(model._meta.db_table, _columns(model), _filled(model, rows))


def load_table(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Copy tuples into a table."""
    names = ", ".join(f'"{name}"' for name in columns)
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return int(cursor.rowcount)


def follow(*classes: type[models.Model]) -> None:
    """Let the sequences go on after the highest id."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), classes):
            cursor.execute(statement)


def _columns(model: type[models.Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields]


def _filled(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> Iterable[tuple[Any, ...]]:
    fields = [(f.attname, f.get_default(), isinstance(f, models.JSONField))
              for f in model._meta.concrete_fields]  # fmt: skip
    for row in rows:
        yield tuple(
            json.dumps(row.get(name, default)) if as_json else row.get(name, default)
            for name, default, as_json in fields
        )
