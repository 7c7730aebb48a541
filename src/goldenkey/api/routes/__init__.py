"""API operations, one module a noun; `register` puts them all under /api/v1."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from ninja import NinjaAPI


def register(api: NinjaAPI) -> None:
    """Add the router of every module in this folder."""
    for module in sorted(m.name for m in iter_modules(__path__)):
        api.add_router("", import_module(f"{__name__}.{module}").router)
