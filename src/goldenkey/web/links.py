"""Addresses of pages: Django works each out anew, and a page says the same few many times."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

_NUMBER = 987_654_321


def url(name: str, *args: object) -> str:
    """The address of a page by its name; where only ids differ it is worked out once."""
    if all(type(arg) is int for arg in args):
        return _shape(name, len(args)).format(*args)
    return _exact(name, *args)


@lru_cache(maxsize=1024)
def _shape(name: str, count: int) -> str:
    address = reverse(name, args=[_NUMBER] * count)
    return address.replace("{", "{{").replace("}", "}}").replace(str(_NUMBER), "{}")


@lru_cache(maxsize=4096)
def _exact(name: str, *args: object) -> str:
    return reverse(name, args=args)
