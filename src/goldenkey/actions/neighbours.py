"""What else is to be made anew: opportunities whose warnings look at the same person or debt."""

from __future__ import annotations

from goldenkey.actions.base import touch_opportunity
from goldenkey.data.models import Opportunity


def of_contact(contact_id: int) -> None:
    """The live opportunities on whose committee a person sits."""
    rows = Opportunity.objects.filter(
        live=True, archived_at=None, stakeholders__contact=contact_id,
        stakeholders__archived_at=None,
    )  # fmt: skip
    for pk in rows.values_list("pk", flat=True).distinct():
        touch_opportunity(pk)


def of_account(account_id: int) -> None:
    """The open opportunities of a customer: what he owes is a danger to each."""
    rows = Opportunity.objects.filter(account=account_id, state="open", archived_at=None)
    for pk in rows.values_list("pk", flat=True):
        touch_opportunity(pk)
