"""Imports point inward, and the core knows nothing but its arguments."""

from __future__ import annotations

import ast
import sys

import pytest
from importlinter.cli import lint_imports

from tests.architecture.source import ROOT, SRC, called, layer

PURE = frozenset(
    {
        "__future__", "abc", "bisect", "collections", "contextlib", "dataclasses", "datetime",
        "decimal", "enum", "fractions", "functools", "hashlib", "heapq", "itertools", "math",
        "json",
        "operator", "re", "statistics", "string", "types", "typing", "unicodedata", "goldenkey",
    }
)  # fmt: skip
TABLES = frozenset({"email_validator", "opencc", "phonenumbers", "pypinyin", "rapidfuzz"})
"""Libraries of tables and measures the core may use: no clock, no state; no network is asked."""
CLOCKS = frozenset({"now", "utcnow", "today", "localtime", "monotonic"})
OUTSIDE = frozenset({"open", "print", "input", "eval", "exec", "__import__"})


def test_each_layer_looks_only_inward(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capsys.readouterr().out


def test_every_folder_is_a_layer() -> None:
    folders = {p.parent.name for p in SRC.glob("*/__init__.py")}
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    declared = text[text.index("layers = [") : text.index("]", text.index("layers = ["))]
    assert {name for name in folders if f'"{name}' not in declared and f" {name}" not in declared} \
        <= {"locale"}  # fmt: skip


def test_the_core_imports_no_clock_and_no_outside_world() -> None:
    found = {
        f"{module.place}: {name}"
        for module in layer("core")
        for name in _imported(module.tree)
        if name not in PURE | TABLES
    }
    assert not found


def test_the_core_asks_no_clock_and_opens_no_file() -> None:
    found = []
    for module in layer("core"):
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call):
                continue
            name = called(node)
            method = isinstance(node.func, ast.Attribute)
            if (method and name in CLOCKS) or (not method and name in OUTSIDE):
                found.append(f"{module.place}:{node.lineno} {name}")
    assert not found


def test_models_are_imported_only_where_rows_are_decided_read_or_written() -> None:
    allowed = ("data", "policies", "selectors", "actions")
    found = [
        f"{module.place}:{node.lineno}"
        for name in sorted(p.parent.name for p in SRC.glob("*/__init__.py"))
        if name not in allowed
        for module in layer(name)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and _names_models(node)
    ]
    assert not found


def _names_models(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        taken = {f"{module}.{alias.name}" for alias in node.names} | {module}
    else:
        taken = {alias.name for alias in node.names}
    return any(name.startswith("goldenkey.data.models") for name in taken)


def _imported(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found


def test_what_counts_as_pure_is_a_standard_library_module() -> None:
    assert PURE - {"goldenkey"} <= set(sys.stdlib_module_names)
