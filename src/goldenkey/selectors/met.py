"""Activities of opportunities with who was there, read in one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from goldenkey.data import models as m
from goldenkey.data.prepared import Prepared, ids

COLUMNS = (
    "pk", "opportunity_id", "kind", "on", "outcome", "note", "agreed_what", "by__name", "version",
    "by_id", "contacts__id", "contacts__name",
)  # fmt: skip


@dataclass(slots=True)
class Met:
    """One activity: what it was, what came of it, who of the customer was there."""

    id: int
    kind: str
    on: date
    outcome: str
    note: str
    agreed_what: str
    by: str
    version: int
    by_id: int
    contact_ids: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


_ALL = Prepared(
    lambda: (
        m.Activity.objects.filter(opportunity__in=ids(0), archived_at=None)
        .order_by("-on", "-pk", "contacts__id")
        .values_list(*COLUMNS)
    )
)


def of_opportunities(wanted: Sequence[int]) -> Mapping[int, list[Met]]:
    """Activities by opportunity, latest first."""
    found: dict[int, dict[int, Met]] = defaultdict(dict)
    for row in _ALL.rows(wanted):
        pk, of, *told, contact, name = row
        one = found[of].get(pk)
        if one is None:
            one = found[of][pk] = Met(pk, *told)
        if contact is not None:
            one.contact_ids.append(contact)
            one.names.append(name)
    return defaultdict(list, {of: list(by_id.values()) for of, by_id in found.items()})
