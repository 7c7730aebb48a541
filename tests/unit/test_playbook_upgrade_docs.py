"""The pages about playbooks are made from the files, and are current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goldenkey.playbooks.page import page, schema_text
from goldenkey.playbooks.schema import PlaybookIn
from tests import method, method_map
from tests.unit.playbooks import SHIPPED, shipped

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def _text(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("key", SHIPPED)
def test_the_page_of_each_playbook_is_current(key: str) -> None:
    """`python -m goldenkey.playbooks.page KEY > docs/reference/playbooks/KEY.md`."""
    assert _text(f"playbooks/{key}.md") == page(key)


@pytest.mark.parametrize("key", SHIPPED)
def test_the_page_leaves_out_no_rule(key: str) -> None:
    book, text = shipped(key), _text(f"playbooks/{key}.md")
    rules = {c.id: c.say for s in book.stages for c in s.gate}
    rules |= {w.id: w.say for w in book.warnings}
    assert [i for i, say in rules.items() if f"`{i}`" not in text or say.en not in text] == []
    assert [f.name for f in book.facts if f"**{f.name}**" not in text] == []


def test_the_published_schema_is_current() -> None:
    """`python -m goldenkey.playbooks.page --schema > docs/reference/playbook.schema.json`."""
    assert _text("playbook.schema.json") == schema_text()


def test_every_section_of_the_file_is_explained() -> None:
    text = _text("playbook-file.md")
    names = [field.alias or name for name, field in PlaybookIn.model_fields.items()]
    assert [n for n in names if f"`{n}`" not in text] == []


def test_the_map_of_the_method_is_current() -> None:
    """`python -m tests.method_map --write`; that code is named which is there is tested below."""
    rows = [line.split("|")[1:3] for line in method_map.page().splitlines() if line[:3] == "| M"]
    page = _text("method-map.md").splitlines()
    kept = [line.split("|")[1:3] for line in page if line[:3] == "| M"]
    assert rows == kept


def test_every_row_of_the_method_is_held_by_a_playbook_or_code() -> None:
    assert set(method_map.empty()) <= set(method.later())


def test_the_map_names_only_code_that_is_there() -> None:
    source = method_map.SRC
    lines = _text("method-map.md").splitlines()
    cells = [line.split("|")[3] for line in lines if line[:3] == "| M"]
    named = {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    gone = [n for n in named if not (source / f"{n}.py").is_file()]
    assert named and gone == []
