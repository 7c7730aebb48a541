"""Short files, short functions, and the reason of each written above it."""

from __future__ import annotations

import ast
import statistics

from tests.architecture.source import ROOT, Module, everything, layer

FILE, FUNCTION, MEDIAN = 300, 40, 10


def _exempt() -> dict[str, str]:
    file = ROOT / "tests" / "architecture" / "exempt.txt"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {line.split()[0]: line.partition(" ")[2].strip() for line in lines}


def _measured() -> list[Module]:
    exempt = _exempt()
    return [m for m in everything() if m.path.relative_to(ROOT).as_posix() not in exempt]


def _lengths(module: Module) -> list[tuple[int, str]]:
    return [
        ((node.end_lineno or 0) - node.lineno + 1, f"{module.place}:{node.lineno} {name}")
        for name, node in module.functions()
    ]


def test_no_file_is_longer_than_300_lines() -> None:
    long = [f"{m.place}: {m.text.count(chr(10))}" for m in _measured() if m.text.count("\n") > FILE]
    assert not long


def test_no_function_is_longer_than_40_lines() -> None:
    long = [f"{n} {where}" for m in _measured() for n, where in _lengths(m) if n > FUNCTION]
    assert not long


def test_half_of_all_functions_are_10_lines_or_shorter() -> None:
    assert statistics.median(n for m in everything() for n, _ in _lengths(m)) <= MEDIAN


def test_every_module_says_why_it_exists() -> None:
    assert not [m.place for m in everything() if not ast.get_docstring(m.tree)]


def test_every_public_function_of_the_core_explains_itself() -> None:
    mute = [f"{m.place} {f.name}" for m in layer("core") for f in m.public()
            if not ast.get_docstring(f)]  # fmt: skip
    assert not mute


def test_every_public_function_of_actions_selectors_and_policies_explains_itself() -> None:
    mute = [
        f"{m.place} {f.name}"
        for name in ("actions", "selectors", "policies", "wording")
        for m in layer(name)
        for f in m.public()
        if not ast.get_docstring(f)
    ]
    assert not mute


def test_exemptions_give_a_reason_and_are_still_needed() -> None:
    by_path = {m.path.relative_to(ROOT).as_posix(): m for m in everything()}
    for path, reason in _exempt().items():
        assert reason, f"{path} has no reason"
        module = by_path[path]
        too_long = module.text.count("\n") > FILE
        assert too_long or any(n > FUNCTION for n, _ in _lengths(module)), f"{path} needs none"
