"""What is read of an import: lines of the list, columns, findings, reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import as the list shows it."""

    id: int
    file_name: str
    state: str
    total: int
    done: int
    owner: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of the file: its heading, what it is taken for, and what stands in it."""

    heading: str
    field: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """Something to say about a row: code, the heading of its column, the value, what else."""

    code: str
    level: str
    column: int | None
    heading: str
    value: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row there is something to say about."""

    number: int
    verdict: str
    name: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What an import came to: numbers, and what is wrong row by row (at most 1,000 rows)."""

    import_id: int
    file_name: str
    state: str
    encoding: str
    sheet: str
    playbook: str
    columns: tuple[tuple[str, str], ...]
    """Heading and field of each column."""

    rows: int
    ready: int
    failed: int
    duplicates: int
    likely: int
    noted: int
    written: int
    codes: Mapping[str, int]
    findings: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ImportView:
    """One import in full."""

    id: int
    version: int
    file_name: str
    state: str
    encoding: str
    sheet: str
    sheets: tuple[str, ...]
    columns: tuple[ColumnView, ...]
    notes: tuple[Mapping[str, Any], ...]
    problem: Mapping[str, Any] | None
    total: int
    done: int
    ready: int
    counts: Mapping[str, int]
    codes: Mapping[str, int]
    undone: int
    kept: int
    duplicates: str
    owners: tuple[tuple[int, str], ...]
    channel: str
    channel_name: str
    channels: tuple[tuple[str, str], ...]
    playbook: str
    owner: str
    created_at: datetime
    may_undo: bool

    @property
    def not_written(self) -> int:
        """How many rows stay out as things stand."""
        return self.total - self.ready


@dataclass(frozen=True, slots=True)
class FailedRows:
    """The rows that were, or would be, left out: as they stand in the file."""

    file_name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...], tuple[FindingView, ...]], ...]
