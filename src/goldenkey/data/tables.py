"""All tables of a first migration at once.

The autodetector writes tables first and then what leads around a circle. Replayed step by step,
Django makes its models anew for each step, and SQLite copies each table that a step changes: half
a minute for a hundred tables. What is to be made is the state after all of them: seconds.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.special import SeparateDatabaseAndState


class AtOnce(SeparateDatabaseAndState):
    """The steps of a first migration: each for the state, the tables as they are at the end."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Take the steps on a state without models, which are then made once."""
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Make every table of the application, with its indexes and constraints."""
        for model in to_state.apps.get_app_config(app_label).get_models():
            schema_editor.create_model(model)
