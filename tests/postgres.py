"""A PostgreSQL server for the tests: started from the programs found, stopped at the end."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

MISSING = (
    "PostgreSQL's programs were not found; install the package postgresql (Debian), then again"
)


def start() -> str:
    """Start a server in a folder of its own; return the URL of its database."""
    folder = programs()
    if folder is None:
        raise RuntimeError(MISSING)
    place = Path(tempfile.mkdtemp(prefix="gk-pg-"))
    user = _user(place)
    data = place / "data"
    _run(folder / "initdb", "-D", data, "-U", "goldenkey", "-A", "trust", "-E", "UTF8", user=user)
    options = f"-k {place} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    log = place / "log"
    _run(folder / "pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start", user=user)
    atexit.register(_stop, folder, data, place, user)
    return f"postgresql://goldenkey@/postgres?host={place}"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where distributions put them."""
    found = [Path(p).resolve().parent for p in [shutil.which("initdb")] if p]
    for pattern in ("lib/postgresql/*/bin", "pgsql-*/bin"):
        found += sorted(Path("/usr").glob(pattern), reverse=True)
    complete = (f for f in found if (f / "initdb").exists() and (f / "pg_ctl").exists())
    return next(complete, None)


def _user(place: Path) -> str | None:
    """Root may not run the server: somebody else does, and owns the folder."""
    if os.geteuid() != 0:
        return None
    shutil.chown(place, "nobody")
    return "nobody"


def _run(*command: object, user: str | None) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(words, user=user, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stderr or done.stdout}")


def _stop(folder: Path, data: Path, place: Path, user: str | None) -> None:
    _run(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop", user=user)
    shutil.rmtree(place, ignore_errors=True)
