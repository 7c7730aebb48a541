"""Files beside the database: uploads kept by their digest, and how far long work has come.

Web and workers share the folder (FILES_ROOT). How far a long transaction has come cannot be
told through the database, whose readers see nothing of it before it ends: it stands in a note.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long work has come: so many of so many, at a step of it."""

    step: str
    done: int
    total: int


def store(data: bytes) -> tuple[str, str]:
    """Keep bytes under their SHA-256; returns the digest and where they stand in the folder."""
    digest = hashlib.sha256(data).hexdigest()
    where = f"{digest[:2]}/{digest}"
    path = path_of(where)
    if not path.exists():
        _write(path, data)
    return digest, where


@contextmanager
def on_trial(data: bytes) -> Iterator[Path]:
    """A file that is looked at before it is kept; afterwards it is gone."""
    Path(settings.FILES_ROOT).mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=settings.FILES_ROOT, prefix="trial-") as stream:
        stream.write(data)
        stream.flush()
        yield Path(stream.name)


def path_of(where: str) -> Path:
    """The path of a stored file."""
    return Path(settings.FILES_ROOT) / where


def note_progress(key: str, progress: Progress) -> None:
    """Say how far a work has come; the note is whole at every moment."""
    with contextlib.suppress(OSError):  # a full disk must not stop the work itself
        _write(_note(key), json.dumps(asdict(progress)).encode())


def progress_of(key: str) -> Progress | None:
    """How far a work has come, where it has said so."""
    try:
        return Progress(**json.loads(_note(key).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def forget_progress(key: str) -> None:
    """Take the note of a finished work away."""
    with contextlib.suppress(OSError):
        _note(key).unlink()


def _note(key: str) -> Path:
    return path_of(f"progress/{key}.json")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    os.replace(name, path)
