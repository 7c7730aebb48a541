"""Jinja2 for pages: strict about undefined names, and no query may be made while rendering."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any

import jinja2
from django.db import connections
from django.template.backends.jinja2 import Jinja2, Template
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext, npgettext, pgettext

from goldenkey.web import filters
from goldenkey.wording import languages


class TemplateQuery(RuntimeError):
    """A template asked the database: selectors must bring everything a page shows."""


def _deny(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    raise TemplateQuery(sql[:120])


@contextmanager
def no_queries() -> Iterator[None]:
    """Refuse every query on every connection while the block runs."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(_deny))
        yield


class _Guarded:
    """A template that renders with the database refused."""

    def __init__(self, inner: Template) -> None:
        self._inner = inner

    def render(self, context: Any = None, request: Any = None) -> str:
        with no_queries():
            return str(self._inner.render(context, request))


class GuardedJinja2(Jinja2):
    """Django's Jinja2 backend with the guard around each template."""

    def get_template(self, template_name: str) -> Any:
        return _Guarded(super().get_template(template_name))

    def from_string(self, template_code: str) -> Any:
        return _Guarded(super().from_string(template_code))


def environment(**options: Any) -> jinja2.Environment:
    """The environment of all pages: translations, filters, strictness."""
    options.setdefault("autoescape", True)
    made = jinja2.Environment(  # noqa: S701 - autoescape is set in the options
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        **{k: v for k, v in options.items() if k in ("autoescape", "loader", "auto_reload")},
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        languages.spoken(translation.gettext),
        ngettext,
        newstyle=True,
        pgettext=pgettext,
        npgettext=npgettext,
    )
    made.filters.update(filters.FILTERS)
    made.globals["url"] = _url
    return made


@lru_cache(maxsize=20_000)
def _url(name: str, *args: object) -> str:
    return reverse(name, args=args)
