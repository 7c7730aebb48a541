"""The addresses of the pages: each noun's views list their own."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern

from goldenkey.web import views


def _addresses() -> list[URLPattern]:
    modules = sorted(m.name for m in iter_modules(views.__path__))
    found = (import_module(f"{views.__name__}.{name}").urlpatterns for name in modules)
    return [pattern for patterns in found for pattern in patterns]


urlpatterns = _addresses()
