"""The programs that the tests need beside Python: found, installed where that may be, or named.

`python -m tests.programs` sees to PostgreSQL, Chromium without a window, and Chinese fonts; as
root on Debian it installs what is missing, anywhere else it says what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests import postgres

CHROMIUM = ("chromium-headless-shell", "chrome-headless-shell", "chromium", "google-chrome")
FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("~/.local/share/fonts"))


def chromium() -> str | None:
    """The browser of the tests: GOLDENKEY_CHROMIUM, else the first one found."""
    named = os.environ.get("GOLDENKEY_CHROMIUM")
    return named or next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def has_postgresql() -> bool:
    """Whether a server could be started."""
    return bool(os.environ.get("DATABASE_URL")) or postgres.programs() is not None


def has_fonts() -> bool:
    """Whether Chinese can be drawn."""
    places = (place.expanduser() for place in FONTS)
    return any(next(place.rglob("*CJK*"), None) for place in places if place.is_dir())


WANTED: dict[str, tuple[str, Callable[[], object]]] = {
    "postgresql": ("a PostgreSQL server", has_postgresql),
    "chromium-headless-shell": ("Chromium without a window", chromium),
    "fonts-noto-cjk": ("fonts for Chinese", has_fonts),
}
"""Debian's package, what it is, and whether it is there."""


def missing() -> list[str]:
    """The packages whose program is not there."""
    return [package for package, (_, found) in WANTED.items() if not found()]


def install(packages: list[str]) -> None:
    """Install with apt-get, quietly; a failure is seen by looking again."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    words = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], words):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def main() -> int:
    """See to everything; 1 where something is missing still."""
    lacking = missing()
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(lacking)} …", flush=True)
        install(lacking)
        lacking = missing()
    for package in lacking:
        print(f"Missing for the tests: {WANTED[package][0]} (Debian: apt install {package}).")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
