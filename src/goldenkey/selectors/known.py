"""What is recorded about opportunities: fact rows, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from goldenkey.data import models as m
from goldenkey.data.prepared import Prepared, ids


class FactRow(NamedTuple):
    """One recorded fact."""

    pk: int
    subject_id: int
    name: str
    value: Any
    confirmed: bool
    observed_on: date
    said_by_id: int | None
    activity_id: int | None


_ALL = Prepared(
    lambda: (
        m.Fact.objects.filter(subject="opportunity", subject_id__in=ids(0))
        .order_by("-observed_on", "-pk")
        .values_list(*FactRow._fields)
    )
)


def of_opportunities(wanted: Sequence[int]) -> Mapping[int, list[FactRow]]:
    """Facts by opportunity, newest first."""
    found: dict[int, list[FactRow]] = defaultdict(list)
    for row in map(FactRow._make, _ALL.rows(wanted)):
        found[row.subject_id].append(row)
    return found
