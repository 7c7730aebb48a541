"""Reads of how long won opportunities stayed in each stage, from their history."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from goldenkey.core import pace
from goldenkey.data.models import OpportunityHistory
from goldenkey.policies.actor import Actor

LOOKS_BACK = timedelta(days=730)
"""Selling changes: orders won longer ago tell nothing of today's pace."""

Stage = tuple[int, str]


def of_won(actor: Actor) -> dict[Stage, tuple[int, int]]:
    """For each playbook and stage with enough won ones: the usual days, and how many were won."""
    actor.require("job.run")
    rows = OpportunityHistory.objects.filter(
        state="open", valid_to__isnull=False, opportunity__archived_at=None,
        opportunity__won_on__gte=actor.today - LOOKS_BACK,
    ).values_list(
        "opportunity__playbook_version__playbook_id", "stage", "opportunity_id",
        "valid_from", "valid_to",
    )  # fmt: skip
    stays: dict[Stage, dict[int, timedelta]] = defaultdict(lambda: defaultdict(timedelta))
    for book, stage, of, begun, ended in rows.iterator():
        stays[book, stage][of] += (ended or begun) - begun
    days = {key: [stay.days for stay in of.values()] for key, of in stays.items()}
    counted = {key: (pace.usual(found), len(found)) for key, found in days.items()}
    return {key: (usual, won) for key, (usual, won) in counted.items() if usual is not None}
