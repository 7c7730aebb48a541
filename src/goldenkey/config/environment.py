"""What the environment says: where data lives, which database, which secret."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-20000;PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;"
    "PRAGMA journal_size_limit=67108864"
)


def home() -> Path:
    """The folder of this installation's data: GOLDENKEY_HOME, else the user's data folder."""
    named = os.environ.get("GOLDENKEY_HOME")
    if named:
        return Path(named).expanduser().resolve()
    data = os.environ.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    return Path(data) / "goldenkey"


def secret_key() -> str:
    """GOLDENKEY_SECRET, else a key made once and kept in the data folder."""
    named = os.environ.get("GOLDENKEY_SECRET")
    if named:
        return named
    file = home() / "secret"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return file.read_text(encoding="ascii")


def database() -> dict[str, Any]:
    """Django's database settings from DATABASE_URL; without it, SQLite in the data folder."""
    url = os.environ.get("DATABASE_URL", "")
    return _postgres(url) if url.startswith("postgres") else _sqlite(url)


def _sqlite(url: str) -> dict[str, Any]:
    path = url.removeprefix("sqlite:///") or str(home() / "goldenkey.sqlite3")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c jit=off", **options},
    }


def mail() -> dict[str, Any]:
    """Django's mail settings from GOLDENKEY_MAIL_URL (smtp://user:password@host:587?tls=1).

    Without it nothing is sent, and pages say so.
    """
    parts = urlsplit(os.environ.get("GOLDENKEY_MAIL_URL", ""))
    options = dict(parse_qsl(parts.query))
    return {
        "MAIL_READY": bool(parts.hostname),
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": options.get("tls") == "1",
        "EMAIL_USE_SSL": options.get("ssl") == "1",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": options.get("from") or os.environ.get("GOLDENKEY_MAIL_FROM", ""),
    }
