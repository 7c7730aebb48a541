"""The production application, bundle and all, served from the database of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.test.testcases import LiveServerThread


@contextmanager
def serving() -> Iterator[str]:
    """Serve what config/wsgi.py serves; the address, until the end."""
    from goldenkey.config.wsgi import application

    whole: Any = lambda _django: application  # noqa: E731 - the bundle is served with the rest
    thread = LiveServerThread("127.0.0.1", whole)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()
        connections.close_all()
