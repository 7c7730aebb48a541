"""Imports as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import Body


class ImportLineOut(Schema):
    """An import in the list."""

    id: int
    file_name: str
    state: str
    total: int
    done: int
    owner: str
    created_at: datetime


class ImportPage(Schema):
    """One page, and the cursor of the next."""

    rows: list[ImportLineOut]
    next: str


class ImportsColumnOut(Schema):
    """A column: its heading, the field it is taken for ("" is left out), and a few values."""

    heading: str
    field: str
    samples: list[str]


class ImportOut(Schema):
    """One import."""

    id: int
    version: int
    file_name: str
    state: str
    encoding: str
    sheet: str
    sheets: list[str]
    columns: list[ImportsColumnOut]
    notes: list[dict[str, Any]]
    problem: dict[str, Any] | None
    total: int
    done: int
    ready: int
    counts: dict[str, int]
    codes: dict[str, int]
    duplicates: str
    channel: str
    playbook: str
    owner: str
    created_at: datetime
    may_undo: bool


class ColumnsIn(Body):
    """What the columns are, what becomes of duplicates, and to whom the leads go."""

    mapping: list[str] | None = None
    duplicates: Literal["", "skip", "sure", "import"] = ""
    owners: list[int] = Field(default_factory=list)
    channel: str | None = None


class ReadingIn(Body):
    """Another encoding, or another sheet."""

    encoding: Literal["", "utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252"] = ""
    sheet: str = ""


class FindingOut(Schema):
    """Something to say about a cell or a row."""

    code: str
    level: str
    column: int | None
    heading: str
    value: str
    params: dict[str, Any]


class RowOut(Schema):
    """A row there is something to say about."""

    number: int
    verdict: str
    name: str
    findings: list[FindingOut]


class RowPage(Schema):
    """One page of rows; the cursor is the last row's number."""

    rows: list[RowOut]
    next: str


class ProgressOut(Schema):
    """How far the work has come."""

    state: str
    step: str
    done: int
    total: int


class KeptRowOut(Schema):
    """A lead that an undo leaves, since somebody has worked on it."""

    id: int | None
    name: str
    state: str
    by: str
    at: datetime | None


class UndoneOut(Schema):
    """What an undo did."""

    archived: int
    kept: list[KeptRowOut]
