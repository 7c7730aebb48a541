"""The wheel alone is enough: built, installed with the pinned list, started, without make."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.setup.serving import LIMIT_S, ROOT, Serving, environment, free_port

pytestmark = pytest.mark.slow
UV = Path(sys.executable).parent / "uv"


def run(*words: object, cwd: Path = ROOT) -> str:
    """Run a program that must succeed."""
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, capture_output=True, text=True, check=False,
        timeout=300, env={**os.environ, "UV_SYSTEM_CERTS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, its bundle inside."""
    place = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, ROOT)
    return next(place.glob("goldenkey-*.whl"))


def test_the_wheel_holds_bundle_templates_and_playbooks(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(re.search(r"static/build/app-\w+\.css$", name) for name in names)
    assert "goldenkey/web/static/build/manifest.json" in names
    assert "goldenkey/web/templates/login.html" in names
    assert "goldenkey/playbooks/files/key-account.yaml" in names
    assert not [name for name in names if "__pycache__" in name or "node_modules" in name]


def test_the_wheel_serves_without_make(wheel: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "env"
    python = fresh / "bin" / "python"
    run(sys.executable, "-m", "venv", "--without-pip", fresh)
    run(UV, "pip", "sync", "-q", "--python", python, "--require-hashes",
        ROOT / "requirements" / "base.txt")  # fmt: skip
    run(UV, "pip", "install", "-q", "--python", python, "--no-deps", wheel)
    port = free_port()
    env = environment(tmp_path / "home")
    del env["PYTHONPATH"]
    words = [str(fresh / "bin" / "goldenkey"), "serve", "--port", str(port)]
    server = Serving(words, env, port, cwd=tmp_path)
    try:
        assert server.ready.wait(LIMIT_S), "".join(server.said)
        status, page = server.get("/sign-in/")
        assert status == 200
        style = re.search(r'href="(/static/build/[^"]+\.css)"', page)
        assert style is not None and server.get(style[1])[0] == 200
        assert "goldenkey user create" in "".join(server.said)
    finally:
        server.process.terminate()
        assert server.process.wait(20) == 0
