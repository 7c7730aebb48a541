"""Why a playbook was refused: codes and positions, so that every language can say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

CODES: Final = frozenset(
    {
        "playbook.too_large", "playbook.not_yaml", "playbook.too_deep", "playbook.no_anchors",
        "playbook.no_tags", "playbook.not_a_mapping", "playbook.duplicate_key",
        "playbook.duplicate_id", "playbook.duplicate_alias", "playbook.unknown_parent",
        "playbook.extends_cycle", "playbook.missing_field", "playbook.missing_translation",
        "playbook.unknown_field", "playbook.wrong_type", "playbook.not_one_of",
        "playbook.out_of_range", "playbook.bad_pattern", "playbook.unknown_name",
        "playbook.unknown_role", "playbook.unknown_step", "playbook.unknown_stage",
        "playbook.unknown_choices", "playbook.system_name", "playbook.not_a_date",
        "playbook.formula", "playbook.phases_out_of_order", "playbook.phase_missing",
        "playbook.weights_not_100", "playbook.combination_missing", "playbook.gap_too_long",
        "playbook.grades_out_of_order", "playbook.too_slow", "playbook.key_differs",
    }
)  # fmt: skip
"""Every code a problem can carry. `playbook.formula` holds the formula's own code in `code`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `path` names the field, `line` and `column` count from 1.

    `source` is empty for the text that was read, else the key of the parent it stands in.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    path: str = ""
    line: int = 1
    column: int = 1
    source: str = ""


class PlaybookProblems(Exception):
    """A playbook that cannot be used, with everything found wrong in it, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        ordered = sorted(problems, key=lambda p: (p.source, p.line, p.column))
        self.problems: tuple[Problem, ...] = tuple(ordered)
        super().__init__("; ".join(f"{p.line}:{p.column} {p.path} {p.code}" for p in self.problems))
