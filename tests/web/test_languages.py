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
    assert said == ["CN¥12.1M", "CN¥\u00a01,210\u00a0萬", "¥1,210\u00a0万"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh-hant",
            (
                "NT$\u00a012,100,000",
                "NT$\u00a01,210\u00a0萬",
                "\u2212NT$\u00a05,000",
                "11月25日 週三",
            ),
        ),
        (
            "zh-hans",
            (
                "NT$\u00a012,100,000",
                "NT$\u00a01,210\u00a0万",
                "\u2212NT$\u00a05,000",
                "11月25日周三",
            ),
        ),
        (
            "en",
            ("NT$\u00a012,100,000", "NT$\u00a012.1M", "\u2212NT$\u00a05,000", "Wed, Nov 25"),
        ),
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
    [
        (950_000, "NT$\u00a0950K"),
        (999_950, "NT$\u00a01M"),
        (999, "NT$\u00a0999"),
        (-1_500, "\u2212NT$\u00a01.5K"),
    ],
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


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans", "en"])
@pytest.mark.parametrize("currency", ["TWD", "CNY", "USD", "JPY"])
def test_no_line_breaks_between_a_figure_and_its_sign(language: str, currency: str) -> None:
    with translation.override(language):
        for minor in (-5, 0, 123_456, 9_876_543_210):
            value = Money(minor, currency)
            for said in (figures.money(value), figures.compact(value)):
                assert " " not in said
                assert "-" not in said
