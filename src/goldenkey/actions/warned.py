"""The history of warnings: opened, changed, closed; and answers that hold no longer (M4.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from goldenkey.core.warnings import Warned, Warning
from goldenkey.data.models import OpenWarning, WarningAnswer, WarningChange
from goldenkey.policies.actor import Actor

Key = tuple[int, str]


def record(actor: Actor, found: Mapping[int, Warned]) -> None:
    """Bring the history of these opportunities' warnings up to the actor's instant."""
    rows = OpenWarning.objects.filter(opportunity__in=list(found), closed_at=None)
    held = {(row.opportunity_id, row.rule): row for row in rows}
    now = {(pk, w.rule.id): w for pk, one in found.items() for w in one.holding}
    _close(actor, [row.pk for key, row in held.items() if key not in now])
    _change(actor, [(held[key], w) for key, w in now.items() if key in held])
    _open(actor, {key: w for key, w in now.items() if key not in held})
    _end_answers(actor, found.values())


def _close(actor: Actor, gone: list[int]) -> None:
    if gone:
        OpenWarning.objects.filter(pk__in=gone).update(closed_at=actor.now)


def _change(actor: Actor, standing: Iterable[tuple[OpenWarning, Warning]]) -> None:
    changed = [(row, w) for row, w in standing if row.seen != w.print]
    if not changed:
        return
    for row, w in changed:
        row.seen = w.print
    OpenWarning.objects.bulk_update([row for row, _ in changed], ["seen"], batch_size=200)
    WarningChange.objects.bulk_create(
        (WarningChange(warning=row, at=actor.now, **_state(w)) for row, w in changed),
        batch_size=500,
    )


def _open(actor: Actor, new: Mapping[Key, Warning]) -> None:
    OpenWarning.objects.bulk_create(
        (
            OpenWarning(opportunity_id=pk, rule=rule, opened_at=actor.now, **_state(w))
            for (pk, rule), w in new.items()
        ),
        batch_size=500,
    )


def _state(found: Warning) -> dict[str, Any]:
    return {
        "severity": found.severity,
        "since_on": found.since,
        "facts": list(found.facts),
        "people": list(found.people),
        "seen": found.print,
    }


def _end_answers(actor: Actor, found: Iterable[Warned]) -> None:
    ended: dict[str, list[int]] = defaultdict(list)
    for one in found:
        for answer, why in one.void:
            ended[why].append(answer.id)
    for end, pks in ended.items():
        WarningAnswer.objects.filter(pk__in=pks).update(ended_at=actor.now, end=end)
