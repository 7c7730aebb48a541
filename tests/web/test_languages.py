"""Pages speak the language of the reader, also those that another language compiled first."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from goldenkey.core.money import Money
from goldenkey.web.filters import FILTERS
from goldenkey.web.jinja import environment
from goldenkey.wording import figures, phrases


def test_no_filter_is_worked_out_when_a_template_is_compiled() -> None:
    """Jinja would keep what a filter on a constant says in the language that came first."""
    filters = environment().filters
    assert [name for name in FILTERS if not hasattr(filters[name], "jinja_pass_arg")] == []


def test_a_page_compiled_in_one_language_is_read_in_another() -> None:
    template = environment(autoescape=True).from_string("{{ whole | compact }}")
    said = []
    for language in ("en", "zh-hant", "zh-hans"):
        with translation.override(language):
            said.append(template.render(whole=Money.of(12_100_000, "CNY")))
    assert said == ["CN¥12.1M", "CN¥ 1,210 萬", "¥1,210 万"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-hant", ("NT$ 12,100,000", "NT$ 1,210 萬", "-NT$ 5,000", "11月25日 週三")),
        ("zh-hans", ("NT$ 12,100,000", "NT$ 1,210 万", "-NT$ 5,000", "11月25日周三")),
        ("en", ("NT$ 12,100,000", "NT$ 12.1M", "-NT$ 5,000", "Wed, Nov 25")),
    ],
)
def test_amounts_and_days_are_written_as_each_language_writes_them(
    language: str, said: tuple[str, ...]
) -> None:
    whole, owed = Money.of(12_100_000, "TWD"), Money.of(-5_000, "TWD")
    with translation.override(language):
        found = (
            figures.money(whole), figures.compact(whole), figures.money(owed),
            figures.long_day(date(2026, 11, 25)),
        )  # fmt: skip
    assert found == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [(950_000, "NT$ 950K"), (999_950, "NT$ 1M"), (999, "NT$ 999"), (-1_500, "-NT$ 1.5K")],
)
def test_a_total_that_rounds_up_to_the_next_step_is_said_in_it(amount: int, said: str) -> None:
    with translation.override("en"):
        assert figures.compact(Money.of(amount, "TWD")) == said


def test_pieces_are_put_together_by_one_helper_each() -> None:
    with translation.override("en"):
        assert phrases.listing(["Li", "Wang"]) == "Li, Wang"
        assert phrases.quoted("yes") == "“yes”"
        assert phrases.labelled("Role", "met") == "Role: met"
        assert phrases.noted("Li", "CEO") == "Li (CEO)"
        assert phrases.noted("Li", "") == "Li"
        assert phrases.sentences("Done.", "Next.") == "Done. Next."
