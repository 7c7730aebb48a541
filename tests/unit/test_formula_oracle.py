"""Our formulas mean what they mean to another reader of the same standard language (CEL)."""

from __future__ import annotations

from typing import Any

import cel
import pytest
from hypothesis import given, settings

from tests.unit.formulas import conditions, environments, read


def _standard(source: str, env: dict[str, Any]) -> object:
    """What the other reader says; a name left out is an error there, and unknown here."""
    context = cel.Context()
    for name, value in env.items():
        context.add_variable(name.replace(".", "_"), value)
    program = cel.compile(source.replace(".", "_"))
    try:
        return program.execute(context)
    except RuntimeError:
        return None


@pytest.mark.method("M1.8")
@given(conditions(), environments())
@settings(max_examples=1_500, deadline=None)
def test_our_language_is_the_standard_one(source: str, env: dict[str, Any]) -> None:
    assert read(source).value(env) is _standard(source, env)
