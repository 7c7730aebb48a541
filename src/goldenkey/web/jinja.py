"""Jinja2 for pages: strict about undefined names, and no query may be made while rendering."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import copy
from functools import lru_cache
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

import jinja2
from django.db import connections
from django.template.backends.jinja2 import Jinja2, Template
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import ngettext, npgettext, pgettext
from jinja2 import nodes
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from goldenkey.web import filters, links
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


class _Context(Context):
    """A context whose calls cost less: Jinja looks at every callable anew for what it wants."""

    def call(self, asked: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, a function or a method; whatever else, as Jinja does."""
        kind = type(asked)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind not in _PLAIN or hasattr(asked, "jinja_pass_arg"):
            return super().call(asked, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return asked(*args, **kwargs)


_PLAIN = frozenset({FunctionType, MethodType, BuiltinFunctionType, type(lru_cache(len))})


class _Environment(jinja2.Environment):
    """An environment that, bound to a language, translates fixed texts when it compiles."""

    context_class = _Context
    language = ""

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        if self.language:
            with translation.override(self.language):
                _Translated().visit(source)
        return super()._generate(source, *args, **kwargs)


class _Translated(NodeTransformer):
    """Puts the translation of a fixed text in the place of the call that asks for it."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """`_("…")` and a `{% trans %}` block without variables."""
        self.generic_visit(node)
        asks = isinstance(node.node, nodes.Name) and node.node.name in ("_", "gettext")
        words = node.args[0] if len(node.args) == 1 else None
        if not asks or not isinstance(words, nodes.Const) or node.kwargs:
            return node
        said = translation.gettext(words.value) % {}
        return nodes.MarkSafe(nodes.Const(said), lineno=node.lineno)


class GuardedJinja2(Jinja2):
    """Django's Jinja2 backend with the guard around each template, one environment a language."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._speaking = {language: self._speaker(language) for language in languages.LANGUAGES}

    def _speaker(self, language: str) -> Jinja2:
        one = copy(self)
        spoken: Any = self.env.overlay()
        spoken.language = language
        one.env = spoken
        return one

    def get_template(self, template_name: str) -> Any:
        return _Guarded(Jinja2.get_template(self._speaking[languages.current()], template_name))

    def from_string(self, template_code: str) -> Any:
        return _Guarded(super().from_string(template_code))


def environment(**options: Any) -> jinja2.Environment:
    """The environment of all pages: translations, filters, strictness."""
    options.setdefault("autoescape", True)
    made = _Environment(
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
    made.globals["url"] = links.url
    made.globals["drawn"] = _drawn
    return made


def _drawn(template: str, **values: Any) -> Markup:
    """A piece of a page that is the same whenever its values are: drawn once, then remembered.

    A row of a list is; the values must be hashable and hold all that the piece shows. The token
    of a form is no part of it.
    """
    token = str(values.pop("csrf_token", ""))
    piece = _remembered(languages.current(), template, tuple(values.items()))
    return Markup(piece.replace(_PLACE, escape(token))) if token else piece  # noqa: S704


@lru_cache(maxsize=4096)
def _remembered(_language: str, template: str, values: tuple[tuple[str, Any], ...]) -> Markup:
    drawn = get_template(template).render({**dict(values), "csrf_token": _PLACE})
    return Markup(drawn)  # noqa: S704 - a template that escapes made it


_PLACE = secrets.token_hex(16)
"""Stands in remembered pieces where the token of the page goes."""
