"""The file of a backup: a zip of database and files, with a manifest of their digests."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from goldenkey.cli.ground import Trouble

MANIFEST = "manifest.json"
FORMAT = 1
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
CHUNK = 1 << 20
DAMAGED = (
    zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError, EOFError, OSError,
    NotImplementedError,
)  # fmt: skip
"""What reading a file raises that is no zip of ours, or not whole."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    version: str
    vendor: str
    made_at: str
    migrations: list[str]
    digests: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def database(self) -> str:
        """The name of the database inside the backup."""
        return DATABASES[self.vendor]


def pack(target: Path, manifest: Manifest, database: Path, files: Path) -> int:
    """Write a backup; it appears under its name only when it is whole. Returns the files' count."""
    unfinished = target.with_name(f".{target.name}.part")
    count = 0
    unfinished.touch(mode=0o600)
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as out:
            manifest.digests[manifest.database] = _add(out, database, manifest.database)
            for path in _kept_files(files):
                name = f"files/{path.relative_to(files).as_posix()}"
                manifest.digests[name] = _add(out, path, name)
                count += 1
            out.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def unpack(source: Path, folder: Path) -> Manifest:
    """Read a backup into a folder, every byte compared; Trouble where it is damaged."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
            if manifest.format != FORMAT or manifest.vendor not in DATABASES:
                raise Trouble(_("This backup was made by a newer version of Golden Key."))
            for name, digest in manifest.digests.items():
                if _extract(archive, name, _inside(folder, name)) != digest:
                    raise Trouble(_damaged(name))
    except DAMAGED as problem:
        raise Trouble(_damaged(str(problem))) from None
    return manifest


def _damaged(what: str) -> str:
    return _("This is no backup, or it is damaged (%(what)s); nothing was changed.") % {
        "what": what
    }


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(name)
    return path


def _kept_files(folder: Path) -> Iterator[Path]:
    """What is stored by its digest; notes and half-written files come and go."""
    return (path for path in sorted(folder.glob("??/*")) if path.stem.isalnum() and path.is_file())


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as out:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _extract(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as source, path.open("wb") as out:
        shutil.copyfileobj(source, out, CHUNK)
    with path.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()
