"""Tender notices in the Open Contracting Data Standard 1.1: release packages, read strictly.

Source: Open Contracting Partnership, Release package and Release schemas,
https://standard.open-contracting.org/1.1/en/schema/. A release says one thing at one moment about
one contracting process (`ocid`); what is wrong is named by its JSON pointer (RFC 6901). Fields we
do not use are not looked at; those we use must have the standard's type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, Final

from goldenkey.core.ocds_release import MOST_PROBLEMS, Notice, Problem, Reading

__all__ = ["Notice", "Problem", "Read", "changes", "kept", "newest", "read"]

MOST_RELEASES: Final = 2000


@dataclass(frozen=True, slots=True)
class Read:
    """What a package holds; with problems, nothing of it may be used."""

    notices: tuple[Notice, ...]
    problems: tuple[Problem, ...]


def read(package: object, zone: tzinfo) -> Read:
    """Read a release package; all problems are gathered, up to a hundred."""
    seen = Reading(zone)
    if not isinstance(package, dict):
        seen.wrong("", "ocds_type", package)
        return Read((), tuple(seen.problems))
    version = package.get("version", "1.1")
    if not isinstance(version, str) or not version.startswith("1."):
        seen.wrong("/version", "ocds_version", version)
    releases = package.get("releases")
    if not isinstance(releases, list) or not releases:
        code = "ocds_records" if "records" in package else "ocds_missing"
        seen.wrong("/releases", code, "")
        return Read((), tuple(seen.problems))
    if len(releases) > MOST_RELEASES:
        seen.wrong("/releases", "ocds_too_many", str(len(releases)))
        return Read((), tuple(seen.problems))
    notices = [seen.release(one, f"/releases/{at}") for at, one in enumerate(releases)]
    found = tuple(one for one in notices if one is not None)
    return Read(() if seen.problems else found, tuple(seen.problems[:MOST_PROBLEMS]))


def newest(notices: Sequence[Notice]) -> dict[str, Notice]:
    """The latest notice of each process: by date, among equals the later in the file."""
    found: dict[str, Notice] = {}
    for one in notices:
        held = found.get(one.ocid)
        if one.is_notice and (held is None or one.released_at >= held.released_at):
            found[one.ocid] = one
    return found


def kept(notice: Notice) -> dict[str, Any]:
    """A notice as plain values, to be compared with the next one of its process."""
    return {
        "company": notice.company, "product": notice.product, "number": notice.number,
        "title": notice.product, "value": notice.value_text, "status": notice.status,
        "procedure": notice.procedure, "items": list(notice.items),
        "dates": {kind: on.isoformat() for kind, on in notice.dates.items()},
        "close_on": notice.close_on.isoformat() if notice.close_on else "",
        "amount_minor": notice.value.minor if notice.value else None,
        "currency": notice.value.currency if notice.value else "", "need": notice.need,
    }  # fmt: skip


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    """What a later notice changed, field by field; dates by their kind, items by their number."""
    found = [
        {"field": name, "before": before.get(name, ""), "after": after.get(name, "")}
        for name in ("company", "product", "value", "status")
        if before.get(name, "") != after.get(name, "")
    ]
    old, new = before.get("dates", {}), after.get("dates", {})
    found += [
        {"field": kind, "before": old.get(kind, ""), "after": new.get(kind, "")}
        for kind in dict.fromkeys((*old, *new))
        if old.get(kind) != new.get(kind)
    ]
    if before.get("items", []) != after.get("items", []):
        counts = [str(len(one.get("items", []))) for one in (before, after)]
        found.append({"field": "items", "before": counts[0], "after": counts[1]})
    return found
