"""The shared pieces of pages: what a reader and a screen reader find in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
import pytest

from goldenkey.web import shell as shapes

TEMPLATES = Path(shapes.__file__).parent / "templates"


@pytest.fixture
def pieces() -> Any:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return env.get_template("_macros.html").module


def test_dots_say_in_words_what_they_show_in_colour(pieces: Any) -> None:
    met = shapes.Dot("U", "met", "User: met 5 days ago")
    empty = shapes.Dot("D", "none", "Decision maker: not found yet")
    drawn = pieces.dots((met, empty))
    assert 'aria-label="User: met 5 days ago; Decision maker: not found yet"' in drawn
    assert '<i class="none" title="Decision maker: not found yet">D</i>' in drawn


def test_a_fact_says_where_it_comes_from(pieces: Any) -> None:
    assert "The customer said:" in pieces.fact("agreed", "confirmed")
    assert "We believe:" in pieces.fact("agreed", "belief")
    assert "Unknown:" in pieces.fact("agreed", "")


def test_text_of_customers_is_never_markup(pieces: Any) -> None:
    row = shapes.WarningRow("<script>x</script>", "high", because="<b>")
    assert "<script>" not in pieces.warning(row)
    assert "<b>" not in pieces.warning(row)


def test_a_finished_progress_stops_asking(pieces: Any) -> None:
    assert "hx-trigger" in pieces.progress(1, 2, "Import", "/imports/1/")
    assert "hx-trigger" not in pieces.progress(2, 2, "Import", "/imports/1/")


def test_the_customers_present_step_is_marked_on_the_road(pieces: Any) -> None:
    leg = shapes.Leg("Negotiate", "now", (shapes.Step("Approval", "now"),))
    assert pieces.road((leg,)).count('aria-current="step"') == 2


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: p.name)
def test_nothing_stands_inline(template: Path) -> None:
    """The content policy forbids it: the browser would drop it silently."""
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son\w+=\"|hx-on", text)
    assert all(
        "src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*", text)
    )
