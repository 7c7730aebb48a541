"""What a person may choose about an import: columns, channel, what becomes of duplicates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.conf import settings

from goldenkey.core import import_columns as columns
from goldenkey.data.models import Import
from goldenkey.policies.errors import Refused
from goldenkey.selectors import playbook

DUPLICATES: Final = ("skip", "sure", "import")
"""What becomes of rows we may have: all left out, only the sure ones, or none."""


def refuse_size(size: int) -> None:
    """Raise Refused for a file too large to be read; asked before its bytes are."""
    if size > settings.UPLOAD_LIMIT_BYTES:
        raise Refused("file_size", field="file", most=settings.UPLOAD_LIMIT_BYTES // 1_000_000)


def still_open(found: Import) -> None:
    """Raise Refused where leads were written already."""
    if found.state in ("writing", "done", "undone"):
        raise Refused("import_is_written")


def mapping_of(mapping: Sequence[str], width: int) -> list[str]:
    """The field of each column; each field once, and a name among them."""
    if len(mapping) != width:
        raise Refused("bad_choice", field="mapping")
    taken: set[str] = set()
    for name in mapping:
        one_of(name, ("", *columns.FIELDS), "mapping")
        if name and name in taken and name not in columns.MANY:
            raise Refused("field_twice", field="mapping", name=name)
        taken.add(name)
    if not taken & {"company", "full_name", "english_name", "person"}:
        raise Refused("name_column", field="mapping")
    return list(mapping)


def known_channel(version_id: int, channel: str) -> None:
    """Raise Refused for a channel that the playbook does not know."""
    keys = [one.key for one in playbook.compiled(version_id).channels]
    one_of(channel, ("", *keys), "channel")


def one_of(value: str, known: Sequence[str], field: str) -> None:
    """Raise Refused for a value that is none of those known."""
    if value not in known:
        raise Refused("bad_choice", field=field)


def file_name(name: str) -> str:
    """A file's own name, without folders."""
    return name.replace("\\", "/").rpartition("/")[2].strip()[-200:] or "?"
