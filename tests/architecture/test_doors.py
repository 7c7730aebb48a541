"""Fences 1 and 2: closed by default, and every door declares its right."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver
from ninja.constants import NOT_SET

from goldenkey.api.app import api, description
from goldenkey.policies.permissions import RIGHTS
from goldenkey.web.views.session import PUBLIC
from tests.doors import operations, pages

OPEN = {"sign-in", "healthz", "language", "offline", "service-worker", "manifest"}
"""What PUBLIC may hold at most: each is needed before anybody is signed in."""


def test_the_public_views_are_these_and_no_more() -> None:
    assert set(PUBLIC) <= OPEN
    assert set(PUBLIC) <= {p.name for p in pages()}


def test_every_view_declares_a_right_of_the_registry_or_is_public() -> None:
    bare = [p.name or p.pattern for p in pages() if p.name not in PUBLIC and p.right not in RIGHTS]
    assert not bare


def test_only_public_views_are_open_to_nobody() -> None:
    opened = {p.name for p in pages() if not getattr(p.callback, "login_required", True)}
    assert opened <= set(PUBLIC)


def test_every_page_has_a_name_of_its_own() -> None:
    names = [p.name for p in pages()]
    assert all(names)
    assert sorted(n for n in set(names) if names.count(n) > 1) == []


def test_every_api_operation_declares_a_right_of_the_registry() -> None:
    bare = [str(o) for o in operations() if o.right not in RIGHTS]
    assert not bare


def test_every_api_operation_asks_who_calls() -> None:
    assert [str(o) for o in operations() if not o.operation.auth_callbacks] == []


def test_no_route_of_the_api_brings_its_own_way_in() -> None:
    ours = (NOT_SET, api.auth)
    own = [str(o) for o in operations() if not any(o.operation.auth_param is a for a in ours)]
    assert not own


def test_every_api_operation_says_what_it_does_and_has_a_tag() -> None:
    mute = [str(o) for o in operations() if not inspect.getdoc(o.operation.view_func)]
    assert not mute
    schema = description()
    untagged = [f"{verb} {path}" for path, verbs in schema["paths"].items()
                for verb, o in verbs.items() if not o.get("tags")]  # fmt: skip
    assert not untagged


def test_every_address_is_a_page_or_an_operation() -> None:
    """What the resolver knows beside them is listed here."""
    beside = {"api-root", "unknown"}
    known = {id(p.callback) for p in pages()}
    lost = [
        str(p.pattern)
        for p in _patterns(get_resolver().url_patterns)
        if id(p.callback) not in known and p.name not in beside and not _of_api(p)
    ]
    assert not lost


def _of_api(pattern: URLPattern) -> bool:
    return hasattr(pattern.callback, "_ninja_operation") or "ninja" in str(
        getattr(pattern.callback, "__qualname__", "")
    ) + str(getattr(pattern.callback, "__module__", ""))


def _patterns(found: Any) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from _patterns(one.url_patterns)
