"""Tender notices as the API shows them: what a file would bring, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import Field

from goldenkey.wording import codes as say


class NoticeChange(Schema):
    """What a later notice changed."""

    field: str
    before: str
    after: str


class NoticeRowOut(Schema):
    """One release of the file: new, update, known, elsewhere, older, cancelled or passed."""

    pointer: str = Field(alias="notice.pointer")
    ocid: str = Field(alias="notice.ocid")
    release_id: str = Field(alias="notice.release_id")
    company: str = Field(alias="notice.company")
    product: str = Field(alias="notice.product")
    value: str = Field(alias="notice.value_text")
    verdict: str
    changes: list[NoticeChange]
    lead_id: int | None
    owner: str


class NoticeProblem(Schema):
    """What is wrong, by its JSON pointer."""

    pointer: str
    code: str
    detail: str

    @staticmethod
    def resolve_detail(value: Any) -> str:
        """The sentence for the code."""
        return say.say(value.code, {"value": value.value})


class NoticesOut(Schema):
    """What a file would bring, or brought; with problems nothing is."""

    written: bool
    import_id: int | None
    counts: dict[str, int]
    rows: list[NoticeRowOut]
    problems: list[NoticeProblem]
