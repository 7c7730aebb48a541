"""Files of leads for the tests: made here, or the real ones beside the project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from goldenkey.actions import imports
from goldenkey.documents import sheet_out
from goldenkey.policies.actor import Actor
from goldenkey.selectors.imports import Report

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "leads"
HEADINGS = ("公司名稱", "聯絡人", "電話", "電子郵件", "金額", "預計採購日期")


def table(rows: Iterable[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    """A CSV of these rows."""
    return sheet_out.delimited(headings, rows)


def real(name: str) -> bytes:
    """A real lead file; the test is skipped where it is not there."""
    path = REAL / name
    if not path.exists():
        pytest.skip(f"the real lead files are not beside the project: {path}")
    return path.read_bytes()


def bring(
    actor: Actor, data: bytes, *, name: str = "leads.csv", duplicates: str = "skip", **options: Any
) -> Report:
    """Upload, check and write."""
    made = imports.upload(actor, name, data, **options)
    imports.check(actor, made.pk)
    imports.set_up(actor, made.pk, duplicates=duplicates)
    return imports.write(actor, made.pk)
