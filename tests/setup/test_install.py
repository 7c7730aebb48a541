"""What a newcomer reads when something is missing for the environment."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.setup.serving import ROOT

OLD = '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n'
WITHOUT_VENV = (
    '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.12.1\n'
    'case "$2" in *ensurepip*) exit 1;; esac\nexit 0\n'
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The set-up alone, in a folder of its own, with nothing on the path but a shell's tools."""
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "sed", "cut", "tr", "rm", "env", "cat", "chmod"):
        path = shutil.which(name)
        assert path is not None
        (tools / name).symlink_to(path)
    return tmp_path


def install(tree: Path, python: str | None) -> subprocess.CompletedProcess[str]:
    """Try to set up with such a Python on the path."""
    if python is not None:
        (tree / "tools" / "python3").write_text(python, encoding="ascii")
        (tree / "tools" / "python3").chmod(0o755)
    env = {k: v for k, v in os.environ.items() if k != "PYTHON"} | {"PATH": str(tree / "tools")}
    return subprocess.run(
        ["/bin/sh", "requirements/install", "base"], cwd=tree, env=env, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


def test_a_python_that_is_too_old_is_named(tree: Path) -> None:
    done = install(tree, OLD)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; found: Python 3.9.2" in done.stderr
    assert not (tree / ".venv").exists()


def test_where_there_is_no_python_the_package_is_named(tree: Path) -> None:
    done = install(tree, None)
    assert done.returncode == 1
    assert "apt install python3 python3-venv" in done.stderr


def test_where_venv_is_missing_the_package_is_named(tree: Path) -> None:
    done = install(tree, WITHOUT_VENV)
    assert done.returncode == 1
    assert "Install the package python3-venv" in done.stderr


def test_the_lists_name_no_place_to_fetch_from() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        text = file.read_text(encoding="ascii")
        assert not [w for w in ("http", "file:", "--index", "--find-links") if w in text], file
        pinned = [line for line in text.splitlines() if line and line[0] not in " #"]
        assert all("==" in line for line in pinned)
    assert '"resolved"' not in (ROOT / "frontend" / "package-lock.json").read_text("utf-8")
