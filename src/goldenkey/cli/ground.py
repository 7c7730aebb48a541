"""What every command stands on: Django, the language of the machine, the lock of the home."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import django
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

TRADITIONAL = ("zh_tw", "zh_hk", "zh_mo", "zh_hant")


class Trouble(Exception):
    """Why a command cannot do what it was asked for, as a sentence."""


def start() -> None:
    """Set Django up and speak the language of the machine."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenkey.config.settings")
    django.setup()
    translation.activate(machine_language() or "en")


def machine_language() -> str | None:
    """The language of the machine's locale, if it names one of ours."""
    named = next((v for k in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(k))), "")
    name = named.lower().replace("-", "_")
    if name.startswith(TRADITIONAL):
        return "zh-hant"
    if name.startswith("zh"):
        return "zh-hans"
    return "en" if name.startswith("en") else None


def now() -> datetime:
    """The clock of commands."""
    return datetime.now(UTC)


def tell(sentence: str = "") -> None:
    """Say something to who sits at the terminal, at once."""
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    """Say what went wrong."""
    print(sentence, file=sys.stderr, flush=True)


def home() -> Path:
    """The folder of this installation's data."""
    folder: Path = settings.GOLDENKEY_HOME
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def hold_home() -> TextIO:
    """Keep others from replacing the database while this process and its children live."""
    file = (home() / "lock").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise Trouble(_("The database is being restored; try again when that is done.")) from None
    return file


@contextmanager
def alone_at_home() -> Iterator[None]:
    """Hold the home alone; Trouble where a server or worker runs on it."""
    with (home() / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(_("Golden Key is running on this data; stop it first.")) from None
        yield
