"""Who sits on the committees of opportunities, with the names that belong to each seat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from goldenkey.data import models as m
from goldenkey.data.prepared import Prepared, ids


class SeatRow(NamedTuple):
    """A stakeholder with the names of the contact, of our user, and of who looks after him."""

    pk: int
    opportunity_id: int
    version: int
    contact_id: int | None
    user_id: int | None
    our_user_id: int | None
    reports_to_id: int | None
    roles: list[str]
    influence: str
    stance: str
    stance_confirmed: bool
    access: str
    power: str
    group_name: str
    reached_through: str
    interests: str
    reach: str
    outside: str
    adaptability: str
    last_met_on: date | None
    contact_name: str | None
    contact_title: str | None
    user_name: str | None
    our_user_name: str | None

    @property
    def name(self) -> str:
        """The contact's name, our user's, or the group's."""
        return self.contact_name or self.user_name or self.group_name


_OWN = SeatRow._fields[: SeatRow._fields.index("contact_name")]
_ALL = Prepared(
    lambda: (
        m.Stakeholder.objects.filter(opportunity__in=ids(0), archived_at=None)
        .order_by("pk")
        .values_list(*_OWN, "contact__name", "contact__title", "user__name", "our_user__name")
    )
)


def of_opportunities(wanted: Sequence[int]) -> Mapping[int, list[SeatRow]]:
    """Seats by opportunity, in the order they were taken."""
    found: dict[int, list[SeatRow]] = defaultdict(list)
    for row in map(SeatRow._make, _ALL.rows(wanted)):
        found[row.opportunity_id].append(row)
    return found
