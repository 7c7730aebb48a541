"""What Django's models cannot say: append-only tables and the full-text index, on both databases.

On SQLite a third trigger stops INSERT OR REPLACE, which forges a row past the other two. A fact
may be updated in one way only: blanked, when the person it is about is erased.
"""

from __future__ import annotations

from typing import Any

APPEND_ONLY = (
    "data_auditentry",
    "data_allocation",
    "data_commissionline",
    "data_commissionmonth",
    "data_commissiontotal",
    "data_reminder",
    "data_giftentry",
    "data_giftdecision",
    "data_termsmove",
    "data_quotedecision",
    "data_contractamendment",
)
FACT = "data_fact"
_KEPT = ("id", "subject", "subject_id", "name", "confirmed", "observed_on", "recorded_at")


def install(schema_editor: Any) -> None:
    """Create triggers and the full-text index for the database in use."""
    for statement in _statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def drop_triggers(cursor: Any, vendor: str) -> None:
    """Lift the guards: only tests do, around the flush that empties every table."""
    for table in (*APPEND_ONLY, FACT):
        for name in _names(table, vendor):
            on = f" ON {table}" if vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def create_triggers(cursor: Any, vendor: str) -> None:
    """Put the guards back."""
    for statement in _trigger_statements(vendor):
        cursor.execute(statement)


def names(vendor: str) -> list[str]:
    """The names of all guards, for whoever checks that they stand."""
    return [name for table in (*APPEND_ONLY, FACT) for name in _names(table, vendor)]


def _statements(vendor: str) -> list[str]:
    if vendor == "sqlite":
        index = [
            "CREATE VIRTUAL TABLE search_fts USING fts5(tokens, content='data_searchentry', "
            "content_rowid='id', tokenize='unicode61 remove_diacritics 0', detail=none, "
            "prefix='1 2 3')"
        ]
    else:
        index = [
            "ALTER TABLE data_searchentry ADD COLUMN tsv tsvector GENERATED ALWAYS AS "
            "(array_to_tsvector(string_to_array(tokens, ' '))) STORED",
            "CREATE INDEX search_tsv ON data_searchentry USING gin (tsv)",
            "ALTER TABLE data_searchentry ALTER tsv SET STATISTICS 5000",
        ]
    return index + _trigger_statements(vendor)


def _trigger_statements(vendor: str) -> list[str]:
    return _sqlite() if vendor == "sqlite" else _postgres()


def _names(table: str, vendor: str) -> list[str]:
    kinds = ("update", "delete", "replace") if vendor == "sqlite" else ("row", "delete", "truncate")
    return [f"{table}_{kind}" for kind in kinds]


def _sqlite() -> list[str]:
    said = "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
    made = []
    for table in (*APPEND_ONLY, FACT):
        when = f" WHEN NOT ({_blanking(' IS ')})" if table == FACT else ""
        made += [
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table}{when} {said}",
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {said}",
            f"CREATE TRIGGER {table}_replace BEFORE INSERT ON {table} "  # noqa: S608 - our names
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) {said}",
        ]
    return made


def _postgres() -> list[str]:
    made = [
        "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'append-only'; END $$"
    ]
    run = "EXECUTE FUNCTION append_only()"
    for table in (*APPEND_ONLY, FACT):
        when = f" WHEN (NOT ({_blanking(' IS NOT DISTINCT FROM ')}))" if table == FACT else ""
        made += [
            f"CREATE TRIGGER {table}_row BEFORE UPDATE ON {table} FOR EACH ROW{when} {run}",
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} FOR EACH ROW {run}",
            f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {run}",
        ]
    return made


def _blanking(same: str) -> str:
    """The one change allowed: text, who said it and perhaps the value go; the rest stays."""
    kept = " AND ".join(f"NEW.{name}{same}OLD.{name}" for name in _KEPT)
    value = f"(NEW.value IS NULL OR NEW.value{same}OLD.value)"
    return f"NEW.said_by_id IS NULL AND NEW.words = '' AND NEW.note = '' AND {value} AND {kept}"
