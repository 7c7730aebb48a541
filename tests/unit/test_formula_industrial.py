"""The industrial company's formula of a qualified customer, over everything one may know."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from goldenkey.core.formula import Kind, Type, parse
from tests.unit.formulas import INDUSTRIAL

TRUTHS = (True, False, None)
NAMES = (
    "product.targets_industry", "project.exists", "technology.fits", "credit.good",
    "company.size_enough", "company.operations_good", "person.applies_product", "person.decides",
    "person.needs_product",
)  # fmt: skip
QUALIFIED = parse(INDUSTRIAL, dict.fromkeys(NAMES, Type(Kind.BOOL)))


def least(*values: bool | None) -> bool | None:
    """False before unknown before true."""
    return min(values, key=(False, None, True).index)


def most(*values: bool | None) -> bool | None:
    return max(values, key=(False, None, True).index)


@pytest.mark.method("M1.7")
def test_the_formula_agrees_with_its_whole_truth_table() -> None:
    rows = list(product(TRUTHS, repeat=len(NAMES)))
    assert len(rows) == 19_683
    for row in rows:
        a, b, c, d, e, f, g, h, i = row
        expected = least(most(a, b, c), most(d, least(e, f)), least(g, h, i))
        assert QUALIFIED.value(dict(zip(NAMES, row, strict=True))) is expected, row


@pytest.mark.method("M1.7")
def test_each_term_is_shown_as_true_false_or_unknown() -> None:
    env: dict[str, Any] = {"project.exists": True, "credit.good": False}
    value, terms = QUALIFIED.explain(env)
    assert value is None
    assert {t.text: t.value for t in terms} == {name: env.get(name) for name in NAMES}


@pytest.mark.method("M1.7")
@pytest.mark.parametrize("missing", NAMES[6:])
def test_nobody_is_qualified_by_what_is_not_known(missing: str) -> None:
    known = dict.fromkeys(NAMES, True)
    assert QUALIFIED.value(known) is True
    assert QUALIFIED.value({**known, missing: None}) is None
    assert QUALIFIED.value({**known, missing: False}) is False
