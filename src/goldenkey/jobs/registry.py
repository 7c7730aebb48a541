"""Which function does which job: each module of this package names its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from goldenkey import jobs
from goldenkey.policies.actor import Actor

Handler = Callable[[Actor, Mapping[str, Any]], None]

_HANDLERS: dict[str, Handler] = {}


def job(name: str) -> Callable[[Handler], Handler]:
    """Make a function do the jobs of this name; it may run twice, so it must be idempotent."""

    def register(handler: Handler) -> Handler:
        _HANDLERS[name] = handler
        return handler

    return register


def handlers() -> Mapping[str, Handler]:
    """Every handler by the name of its jobs."""
    for module in iter_modules(jobs.__path__):
        import_module(f"{jobs.__name__}.{module.name}")
    return _HANDLERS
