"""Three-valued truth: unknown is its own answer."""

from __future__ import annotations

import pytest

from goldenkey.core.truth import Truth, truth_of


@pytest.mark.parametrize(
    ("value", "truth"), [(True, Truth.TRUE), (False, Truth.FALSE), (None, Truth.UNKNOWN)]
)
def test_every_value_has_its_truth(value: bool | None, truth: Truth) -> None:
    assert truth_of(value) is truth


def test_truths_are_written_as_words() -> None:
    assert [str(truth) for truth in Truth] == ["true", "false", "unknown"]
