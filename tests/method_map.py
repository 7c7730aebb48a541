"""Which playbook keys and which code hold each row of M0–M8: `python -m tests.method_map`.

Read from the files themselves: comments of playbooks and docstrings of the schema name the row
they hold, and so do modules of the product and the tests that show it.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests import method

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "goldenkey"
PAGE = ROOT / "docs" / "reference" / "method-map.md"
CITED = re.compile(r"M(\d+)\.(\d+)(?:[–-]M(\d+)\.(\d+))?")
SCHEMA = re.compile(r'^class (\w+)\(Strict\):\n    """([^"]*)"""', re.M)
FIELD = re.compile(r"^    (\w+): (.+)$", re.M)
INTRO = """\
# Where the method stands

Each row of [the method](method.md) (M0–M8), the keys of the playbook file that hold it, the code
that acts on it, and the tests that show it. Made by `python -m tests.method_map --write`, from what
files cite; a test fails for a row that nothing holds.

| row | playbook keys | code | tests |
|---|---|---|---|
"""


def rows() -> list[str]:
    """The rows of M0–M8."""
    return [n for n in method.wanted() if not n.startswith("M9.")]


def keys() -> dict[str, list[str]]:
    """The keys of playbook files by the row they hold, as the schema's docstrings say."""
    sections = _sections()
    found: dict[str, list[str]] = defaultdict(list)
    for name, said in sections.items():
        for number in _numbers(said):
            found[number].append(f"`{name}`")
    return found


def code() -> dict[str, list[str]]:
    """The modules that cite a row, playbooks' own machinery left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(SRC.rglob("*.py")):
        place = path.relative_to(SRC).as_posix()
        if place.startswith(("playbooks/", "api/", "demo/")) or "migrations" in place:
            continue
        for number in _numbers(path.read_text(encoding="utf-8")):
            found[number].append(f"`{place.removesuffix('.py')}`")
    return found


def tests() -> dict[str, list[str]]:
    """The test files that show a row."""
    shown = method.written()
    return {
        number: sorted({f"`{Path(str(where).partition('::')[0]).stem}`" for where in found})
        for number, found in shown.items()
    }


def page() -> str:
    """The whole table."""
    data, acts, shown = keys(), code(), tests()
    lines = [
        f"| {n} | {_cell(data.get(n, []))} | {_cell(acts.get(n, []))} | {_cell(shown.get(n, []))} |"
        for n in rows()
    ]
    return INTRO + "\n".join(lines) + "\n"


def empty() -> list[str]:
    """The rows that neither a playbook nor code holds."""
    data, acts = keys(), code()
    return [n for n in rows() if not data.get(n) and not acts.get(n)]


def _sections() -> dict[str, str]:
    """Each key of the file by its path, with the docstring of what it holds."""
    classes: dict[str, tuple[str, dict[str, str]]] = {}
    for path in sorted((SRC / "playbooks").glob("schema*.py")):
        text = path.read_text(encoding="utf-8")
        for part in re.split(r"(?=^class )", text, flags=re.M):
            head = SCHEMA.match(part)
            if head:
                classes[head[1]] = (head[2], dict(FIELD.findall(part)))
    return dict(_walk("PlaybookIn", "", classes, 0))


def _walk(
    name: str, path: str, classes: dict[str, tuple[str, dict[str, str]]], depth: int
) -> Iterator[tuple[str, str]]:
    for field, kind in classes[name][1].items():
        inner = next((c for c in re.findall(r"(\w+In)\b", kind) if c in classes), "")
        here = f"{path}.{field.rstrip('_')}".lstrip(".")
        if inner and depth < 4:
            yield here, classes[inner][0]
            yield from _walk(inner, here, classes, depth + 1)


def _numbers(text: str) -> list[str]:
    found: dict[str, None] = {}
    for part, first, to, last in CITED.findall(text):
        end = int(last) if to == part else int(first)
        found.update(dict.fromkeys(f"M{part}.{n}" for n in range(int(first), end + 1)))
    return list(found)


def _cell(found: list[str]) -> str:
    return ", ".join(dict.fromkeys(found)) or "—"


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
