"""Checking a text that somebody sent: in a process of its own, within seconds, or refused.

YAML can be written so that reading it takes minutes. The child has a few seconds of the
processor and a bounded memory; what it finds comes back as JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from goldenkey.playbooks import reader
from goldenkey.playbooks.problems import PlaybookProblems, Problem
from goldenkey.playbooks.tree import MOST_CHARACTERS

CPU_SECONDS: Final = 6
WAIT_SECONDS: Final = 30
MEMORY_BYTES: Final = 1 << 30
MOST_PROBLEMS: Final = 200


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading a text gave: its tree as JSON text, or what is wrong; `key` where it has one."""

    tree: str
    problems: tuple[Mapping[str, Any], ...]
    key: str = ""

    @property
    def good(self) -> bool:
        """Whether the playbook can be used."""
        return not self.problems


def check(source: str, parents: Mapping[str, str], *, seconds: int = CPU_SECONDS) -> Checked:
    """Read a playbook in a child process; what it extends is found in `parents`, by key."""
    if len(source) > MOST_CHARACTERS:
        return _refused("playbook.too_large", most=MOST_CHARACTERS)
    command = [sys.executable, "-m", "goldenkey.playbooks.checking", str(seconds)]
    asked = json.dumps({"source": source, "parents": dict(parents)})
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    try:
        done = subprocess.run(  # noqa: S603 - no shell, no foreign program
            command, input=asked.encode(), capture_output=True, timeout=WAIT_SECONDS,
            env=surroundings, check=False,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {}
    if not answer:
        return _refused("playbook.too_slow", seconds=seconds)
    return Checked(answer["tree"], tuple(answer["problems"]), answer["key"])


def named(found: Checked, key: str) -> Checked:
    """A playbook keeps its key: it is what opportunities and teams know it by."""
    if not found.good or found.key == key:
        return found
    wrong = Problem("playbook.key_differs", {"key": found.key, "wanted": key}, "key")
    return Checked("", (asdict(wrong),), found.key)


def digest(source: str, parents: Mapping[str, str]) -> str:
    """Return what a file and those it extends come to: the same everywhere."""
    return hashlib.sha256("\n".join([source, *parents.values()]).encode()).hexdigest()


def _refused(code: str, **params: object) -> Checked:
    return Checked("", (asdict(Problem(code, params)),))


def _answer(source: str, parents: Mapping[str, str]) -> dict[str, Any]:
    """The child's whole work."""
    try:
        tree = reader.kept(source, parents=parents.__getitem__)
    except PlaybookProblems as found:
        problems = [asdict(_exactly(p, source)) for p in found.problems[:MOST_PROBLEMS]]
        return {"tree": "", "problems": problems, "key": ""}
    return {
        "tree": json.dumps(tree, ensure_ascii=False), "problems": [], "key": tree["plain"]["key"],
    }  # fmt: skip


def _exactly(problem: Problem, source: str) -> Problem:
    """Move a formula's problem to the very place in the file, where its text stands in one piece.

    Else it stays at the field; the place inside the formula is among its parameters.
    """
    if problem.code != "playbook.formula" or problem.source:
        return problem
    formula, offset = str(problem.params["formula"]), int(str(problem.params["offset"]))
    start = sum(len(line) for line in source.splitlines(keepends=True)[: problem.line - 1])
    found = source.find(formula, start)
    if found < 0 or source.count("\n", start, found) > 1:
        return problem
    at = found + offset
    column = at - source.rfind("\n", 0, at)
    return replace(problem, line=source.count("\n", 0, at) + 1, column=column)


def _main() -> None:
    seconds = int(sys.argv[1])
    for kind, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, seconds)):
        resource.setrlimit(kind, (most, most))
    asked = json.loads(sys.stdin.buffer.read())
    answer = _answer(asked["source"], asked["parents"])
    sys.stdout.write(json.dumps(answer, default=str))


if __name__ == "__main__":
    _main()
