"""The method's report: which requirements tests claim, which are left for later.

`python -m tests.method` prints what the tests' own text claims, `--write` shrinks the list of what
is left. A whole run of pytest reports the same from the tests that passed, and fails where a
requirement that is not on the list has no passing test.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "method.md"
LATER = ROOT / "tests" / "method_later.txt"
NUMBER = re.compile(r"M\d+\.\d+")
NOT_RUN = re.compile(r"pytest\.mark\.(skip|xfail)\b")


def wanted() -> tuple[str, ...]:
    """Every requirement of the method, in its order."""
    return tuple(re.findall(r"^\| (M\d+\.\d+) \|", PAGE.read_text(encoding="utf-8"), re.M))


def later() -> tuple[str, ...]:
    """The requirements that no test claims yet; this list only shrinks."""
    lines = LATER.read_text(encoding="utf-8").splitlines()
    return tuple(line.split()[0] for line in lines if line.strip() and not line.startswith("#"))


def written() -> dict[str, list[str]]:
    """The requirements that tests claim in their text, with the tests; skipped ones are none."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, marks in _tests(ast.parse(path.read_text(encoding="utf-8"))):
            for number in marks:
                found.setdefault(number, []).append(f"{path.name}::{name}")
    return found


def _tests(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    for owner in ast.walk(tree):
        if not isinstance(owner, ast.Module | ast.ClassDef):
            continue
        above = _marks(owner) if isinstance(owner, ast.ClassDef) else []
        for node in owner.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
                marks = above + _marks(node)
                if not any(NOT_RUN.match(mark) for mark in marks):
                    claims = [m for m in marks if "mark.method(" in m]
                    yield node.name, [n for m in claims for n in NUMBER.findall(m)]


def _marks(node: ast.FunctionDef | ast.ClassDef) -> list[str]:
    return [ast.unparse(mark) for mark in node.decorator_list]


class Report:
    """What the tests of one run showed of the method; xdist brings the reports of its workers."""

    def __init__(self) -> None:
        self.shown: set[str] = set()

    def add(self, report: Any) -> None:
        """Count the claims of a test that passed; an expected failure did not."""
        if report.when == "call" and report.passed and not hasattr(report, "wasxfail"):
            self.shown.update(getattr(report, "method", ()))

    def unshown(self) -> list[str]:
        """Requirements that were to be shown and were not."""
        left = set(later())
        return [n for n in wanted() if n not in self.shown and n not in left]

    def lines(self) -> list[str]:
        """The report as a run prints it."""
        every = wanted()
        shown = [n for n in every if n in self.shown]
        return [
            f"{len(shown)} of {len(every)} requirements are shown by tests that passed",
            f"for later: {' '.join(later()) or 'none'}",
            f"lost: {' '.join(self.unshown()) or 'none'}",
        ]


def claims_of(item: Any) -> list[str]:
    """The requirements that a collected test claims."""
    return [str(n) for mark in item.iter_markers("method") for n in mark.args]


def is_whole(config: Any) -> bool:
    """Whether this run is of all tests: no paths, no words, no marks chosen."""
    chosen = config.option.file_or_dir, config.option.keyword, config.option.markexpr
    return not any(chosen) and not config.option.collectonly


def main() -> None:
    """Print the report from the tests' text; with --write shrink the list."""
    claimed = written()
    left = [n for n in wanted() if n not in claimed]
    if "--write" in sys.argv:
        LATER.write_text("".join(f"{n}\n" for n in left if n in later()), encoding="utf-8")
    print(f"{len(wanted()) - len(left)} of {len(wanted())} requirements are claimed by tests")
    print("not claimed:", " ".join(left) or "none")


if __name__ == "__main__":
    main()
