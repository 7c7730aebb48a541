"""Pages render without the database, and hold nothing the content policy refuses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.template import engines

from goldenkey.data.models import Team
from goldenkey.web.jinja import TemplateQuery
from tests.architecture.source import SRC

TEMPLATES = sorted((SRC / "web" / "templates").rglob("*.html"))
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\bsrc=)(?! type=\"application/json\")|\son[a-z]+=|javascript:",
    re.I,
)
ELSEWHERE = re.compile(r"(?:src|href|action)=\"(?:https?:)?//", re.I)


def _template(text: str) -> Any:
    """A template as every page is made: by the one backend of the settings."""
    (backend,) = engines.all()
    return backend.from_string(text)


@pytest.mark.django_db
def test_a_template_cannot_ask_the_database() -> None:
    Team.objects.create(name="甲")
    template = _template("{% for row in rows %}{{ row.name }}{% endfor %}")
    with pytest.raises(TemplateQuery):
        template.render({"rows": Team.objects.all()})


@pytest.mark.django_db
def test_a_template_cannot_follow_a_relation() -> None:
    child = Team.objects.create(name="乙", parent=Team.objects.create(name="甲"))
    row = Team.objects.get(pk=child.pk)
    with pytest.raises(TemplateQuery):
        _template("{{ row.parent.name }}").render({"row": row})


def test_an_undefined_name_is_an_error() -> None:
    import jinja2

    with pytest.raises(jinja2.UndefinedError):
        _template("{{ nothing }}").render({})


def test_text_is_escaped() -> None:
    shown = _template("{{ name }}").render({"name": "<b>"})
    assert shown == "&lt;b&gt;"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_nothing_is_inline_or_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert INLINE.findall(text) == []
    assert ELSEWHERE.findall(text) == []
    assert "|safe" not in text.replace(" ", "")


def test_every_template_is_used() -> None:
    """A page nobody renders is dead weight that translators translate."""
    named = "\n".join(
        p.read_text(encoding="utf-8") for p in SRC.rglob("*") if p.suffix in (".py", ".html")
    )
    root = SRC / "web" / "templates"
    dead = [n for n in (p.relative_to(root).as_posix() for p in TEMPLATES) if n not in named]
    assert dead == []
