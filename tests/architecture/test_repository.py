"""The repository: nothing of one machine, nothing of one registry, our own words."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.source import ROOT, everything

PLACES = re.compile(r"(?<![\w.])/(?:home|Users|root|work|tmp/gk)/\w+")
FETCHED = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host|https?://", re.I)
TEXT = {".py", ".md", ".toml", ".txt", ".json", ".ts", ".css", ".html", ".yaml", ".yml", ".mjs",
        ".po", ".cfg", ""}  # fmt: skip


def _tracked() -> list[Path]:
    """Files that are, or are about to be, in the repository."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = done.stdout.splitlines()
    return [ROOT / n for n in names if (ROOT / n).is_file() and Path(n).suffix in TEXT]


def test_no_file_names_a_place_on_one_machine() -> None:
    found = {}
    for path in _tracked():
        text = path.read_text(encoding="utf-8", errors="ignore")
        hits = PLACES.findall(text)
        if hits and path.name != Path(__file__).name:
            found[path.relative_to(ROOT).as_posix()] = hits[:3]
    assert found == {}


def test_python_locks_fix_no_place_to_fetch_from() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        wrong = [n for n in lines if FETCHED.search(n) and not n.lstrip().startswith("#")]
        assert wrong == [], path.name


def test_python_locks_pin_every_package_by_its_hash() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8").replace("\\\n", " ")
        pins = [line for line in text.splitlines() if re.match(r"^[\w.-]+(\[[\w,]+\])?==", line)]
        assert pins, path.name
        assert [p[:40] for p in pins if "--hash=sha256:" not in p] == [], path.name


def test_the_lock_of_the_frontend_fixes_no_place_to_fetch_from() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    assert [n for n, package in lock["packages"].items() if "resolved" in package] == []
    bare = [n for n, p in lock["packages"].items() if n and "integrity" not in p]
    assert bare == []


def test_nothing_built_is_kept() -> None:
    built = [p for p in _tracked() if "static/build" in p.as_posix() or p.suffix == ".mo"]
    assert built == []


def test_every_table_has_its_word_in_the_glossary() -> None:
    words = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").lower()
    tables = [t.__name__ for t in apps.get_app_config("data").get_models()]
    nouns = {t: re.sub(r"(?<!^)(?=[A-Z])", " ", t).lower() for t in tables}
    there = {t for t, n in nouns.items() if not re.search(rf"(?<!\w){n}(?!\w)", words)}
    assert sorted(there - {"AnsweredRequest", "SearchEntry"}) == []


def test_code_never_says_deal() -> None:
    """An opportunity is never a deal (GLOSSARY.md)."""
    found = {
        f"{m.place}:{node.lineno} {name}"
        for m in everything()
        for node in ast.walk(m.tree)
        for name in [getattr(node, "name", None) or getattr(node, "id", None)
                     or getattr(node, "attr", None)]
        if isinstance(name, str) and re.search(r"(?:^|_)deals?(?:_|$)", name, re.I)
    }  # fmt: skip
    assert found == set()


@pytest.mark.parametrize(
    "name", ["README.md", "README.zh-Hant.md", "GLOSSARY.md", "CONTRIBUTING.md", "SECURITY.md",
             "CHANGELOG.md", "LICENSE"],
)  # fmt: skip
def test_what_a_reader_looks_for_is_there(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()
